import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ComponentProps } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { RememberFocus, useReturnFocus } from './return-focus.tsx';

export const Dialog = RadixDialog.Root;
export const DialogTrigger = RadixDialog.Trigger;
export const DialogClose = RadixDialog.Close;

export const overlayClasses = 'fixed inset-0 z-40 bg-overlay data-[state=open]:animate-fade';

interface DialogContentProps extends ComponentProps<typeof RadixDialog.Content> {
  /** Leaves out the cross in the corner. */
  bare?: boolean;
}

/** Traps the focus and gives it back on closing. Needs a DialogTitle inside. */
export function DialogContent({ className, children, bare = false, ...props }: DialogContentProps) {
  const { opener, onCloseAutoFocus } = useReturnFocus(props.onCloseAutoFocus);
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className={overlayClasses} />
      <RadixDialog.Content
        className={cn(
          '-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100vh-64px)] w-[min(520px,calc(100vw-32px))] flex-col gap-4 overflow-y-auto rounded-xl bg-popover p-5 text-popover-foreground shadow-pop outline-none data-[state=open]:animate-fade',
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

export function CloseCorner() {
  return (
    <RadixDialog.Close asChild>
      <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3 right-3">
        <X />
      </Button>
    </RadixDialog.Close>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-1 pr-8', className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-wrap justify-end gap-2', className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof RadixDialog.Title>) {
  return <RadixDialog.Title className={cn('font-semibold text-lg', className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof RadixDialog.Description>) {
  return <RadixDialog.Description className={cn('text-base text-muted-foreground', className)} {...props} />;
}
