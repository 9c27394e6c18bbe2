import { ToggleGroup as RadixToggle } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export function ToggleGroup({ className, ...props }: ComponentProps<typeof RadixToggle.Root>) {
  return (
    <RadixToggle.Root
      className={cn('inline-flex w-fit items-center gap-0.5 rounded-md bg-muted p-0.5', className)}
      {...props}
    />
  );
}

export function ToggleGroupItem({ className, ...props }: ComponentProps<typeof RadixToggle.Item>) {
  return (
    <RadixToggle.Item
      className={cn(
        'inline-flex h-7 items-center gap-1.5 rounded-sm px-2.5 font-medium text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground disabled:opacity-50 data-[state=on]:bg-background data-[state=on]:text-foreground data-[state=on]:shadow-xs [&_svg]:size-4',
        className,
      )}
      {...props}
    />
  );
}
