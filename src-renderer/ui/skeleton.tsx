import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A grey shape in the place of what is being loaded. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-muted', className)} {...props} />;
}

/** Says to screen readers that something is loading, around skeletons. */
export function Loading({
  label = 'Loading…',
  children,
  className,
}: ComponentProps<'output'> & { label?: string }) {
  return (
    <output className={cn('block', className)}>
      <span className="sr-only">{label}</span>
      {children}
    </output>
  );
}
