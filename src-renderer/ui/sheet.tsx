import { Dialog as RadixDialog } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { CloseCorner, overlayClasses } from './dialog.tsx';
import { RememberFocus, useReturnFocus } from './return-focus.tsx';

export const Sheet = RadixDialog.Root;
export const SheetTrigger = RadixDialog.Trigger;
export const SheetClose = RadixDialog.Close;
export { DialogDescription as SheetDescription, DialogTitle as SheetTitle } from './dialog.tsx';

interface SheetContentProps extends ComponentProps<typeof RadixDialog.Content> {
  side?: 'left' | 'right';
  /** Leaves out the cross in the corner, for sheets that have their own. */
  bare?: boolean;
}

/** A panel from the side, a dialog in all else. Needs a SheetTitle inside. */
export function SheetContent({
  className,
  children,
  side = 'right',
  bare = false,
  ...props
}: SheetContentProps) {
  const { opener, onCloseAutoFocus } = useReturnFocus(props.onCloseAutoFocus);
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className={overlayClasses} />
      <RadixDialog.Content
        className={cn(
          'fixed inset-y-0 z-50 flex w-[min(560px,calc(100vw-32px))] flex-col bg-popover text-popover-foreground shadow-pop outline-none data-[state=open]:animate-slide',
          side === 'right' ? 'right-0' : 'left-0',
          className,
        )}
        {...props}
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <RememberFocus opener={opener} />
        {children}
        {!bare && <CloseCorner />}
      </RadixDialog.Content>
    </RadixDialog.Portal>
  );
}

export function SheetHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div className={cn('grid shrink-0 gap-1 border-border border-b px-5 py-4 pr-12', className)} {...props} />
  );
}

export function SheetFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex shrink-0 justify-end gap-2 border-border border-t px-5 py-3', className)}
      {...props}
    />
  );
}
