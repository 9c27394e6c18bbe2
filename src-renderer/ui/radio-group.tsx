import { RadioGroup as RadixRadio } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export function RadioGroup({ className, ...props }: ComponentProps<typeof RadixRadio.Root>) {
  return <RadixRadio.Root className={cn('grid gap-2', className)} {...props} />;
}

export function RadioGroupItem({ className, ...props }: ComponentProps<typeof RadixRadio.Item>) {
  return (
    <RadixRadio.Item
      className={cn(
        'relative grid size-4 shrink-0 place-items-center rounded-full border border-input bg-background after:absolute after:-inset-1.5 disabled:opacity-50 data-[state=checked]:border-primary',
        className,
      )}
      {...props}
    >
      <RadixRadio.Indicator className="size-2 rounded-full bg-primary" />
    </RadixRadio.Item>
  );
}
