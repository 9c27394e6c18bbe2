import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A key, as it is written on the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-grid h-5 min-w-5 place-items-center rounded-sm border border-border bg-background px-1 font-sans text-2xs text-muted-foreground',
        className,
      )}
      {...props}
    />
  );
}

/** The key that goes with shortcuts on this machine. */
export const modKey = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl';
