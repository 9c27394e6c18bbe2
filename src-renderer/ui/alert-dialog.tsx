import { AlertDialog as RadixAlert } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { overlayClasses } from './dialog.tsx';
import { RememberFocus, useReturnFocus } from './return-focus.tsx';

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** What the button does, as a verb: "Disconnect". */
  confirm: string;
  destructive?: boolean;
  loading?: boolean;
  onConfirm: () => void;
}

/** Asks before something that cannot simply be undone. Stays open while `loading`. */
export function Confirm({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  destructive = false,
  loading = false,
  onConfirm,
}: ConfirmProps) {
  const { opener, onCloseAutoFocus } = useReturnFocus();
  return (
    <RadixAlert.Root open={open} onOpenChange={onOpenChange}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={overlayClasses} />
        <RadixAlert.Content
          onCloseAutoFocus={onCloseAutoFocus}
          className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 grid w-[min(440px,calc(100vw-32px))] gap-4 rounded-xl bg-popover p-5 text-popover-foreground shadow-pop outline-none data-[state=open]:animate-fade"
        >
          <RememberFocus opener={opener} />
          <div className="grid gap-1.5">
            <RadixAlert.Title className="font-semibold text-lg">{title}</RadixAlert.Title>
            <RadixAlert.Description asChild>
              <div className="grid gap-2 text-base text-muted-foreground">{children}</div>
            </RadixAlert.Description>
          </div>
          <div className="flex justify-end gap-2">
            <RadixAlert.Cancel asChild>
              <Button variant="outline">Keep it</Button>
            </RadixAlert.Cancel>
            <Button variant={destructive ? 'destructive' : 'default'} loading={loading} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  );
}
