import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const TooltipProvider = RadixTooltip.Provider;
export const Tooltip = RadixTooltip.Root;
export const TooltipTrigger = RadixTooltip.Trigger;

export function TooltipContent({
  className,
  sideOffset = 6,
  ...props
}: ComponentProps<typeof RadixTooltip.Content>) {
  return (
    <RadixTooltip.Portal>
      <RadixTooltip.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          'z-50 max-w-72 rounded-md bg-foreground px-2 py-1 text-background text-xs data-[state=delayed-open]:animate-fade',
          className,
        )}
        {...props}
      />
    </RadixTooltip.Portal>
  );
}
