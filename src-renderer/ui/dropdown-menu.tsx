import { Check } from 'lucide-react';
import { DropdownMenu as RadixMenu } from 'radix-ui';
import { type ComponentProps, createContext, use, useState } from 'react';
import { cn } from './cn.ts';

export const DropdownMenuTrigger = RadixMenu.Trigger;
export const DropdownMenuGroup = RadixMenu.Group;
export const DropdownMenuRadioGroup = RadixMenu.RadioGroup;

type Act = () => void;

/** What was chosen, until the menu is closed and the focus is back at its button. */
class Choice {
  private act: Act | null = null;

  set(act: Act | null): void {
    this.act = act;
  }

  take(): Act | null {
    const { act } = this;
    this.act = null;
    return act;
  }
}
const ChoiceContext = createContext(new Choice());

/**
 * Not modal: the page behind stays known to screen readers, and a click outside closes the menu and counts. What an
 * item does is done after the menu has closed, so that a dialog it opens gives the focus back to the menu's button.
 */
export function DropdownMenu(props: ComponentProps<typeof RadixMenu.Root>) {
  const [choice] = useState(() => new Choice());
  return (
    <ChoiceContext value={choice}>
      <RadixMenu.Root modal={false} {...props} />
    </ChoiceContext>
  );
}

const itemClasses =
  'relative flex min-h-7 select-none items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-accent [&_svg]:size-4 [&_svg]:shrink-0';

export function DropdownMenuContent({
  className,
  sideOffset = 4,
  align = 'start',
  ...props
}: Omit<ComponentProps<typeof RadixMenu.Content>, 'onCloseAutoFocus'>) {
  const choice = use(ChoiceContext);
  const actNext = () => {
    const act = choice.take();
    // Radix moves the focus right after this.
    if (act !== null) queueMicrotask(act);
  };
  return (
    <RadixMenu.Portal>
      <RadixMenu.Content
        sideOffset={sideOffset}
        align={align}
        collisionPadding={8}
        onCloseAutoFocus={actNext}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-lg bg-popover p-1 text-popover-foreground shadow-pop data-[state=open]:animate-pop',
          className,
        )}
        {...props}
      />
    </RadixMenu.Portal>
  );
}

interface ItemProps extends Omit<ComponentProps<typeof RadixMenu.Item>, 'onSelect'> {
  variant?: 'default' | 'destructive';
  onSelect?: () => void;
}

export function DropdownMenuItem({ className, variant = 'default', onSelect, ...props }: ItemProps) {
  const choice = use(ChoiceContext);
  return (
    <RadixMenu.Item
      className={cn(itemClasses, variant === 'destructive' && 'text-danger', className)}
      onSelect={() => choice.set(onSelect ?? null)}
      {...props}
    />
  );
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof RadixMenu.CheckboxItem>) {
  return (
    <RadixMenu.CheckboxItem className={cn(itemClasses, 'pl-8', className)} {...props}>
      <RadixMenu.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </RadixMenu.ItemIndicator>
      {children}
    </RadixMenu.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof RadixMenu.RadioItem>) {
  return (
    <RadixMenu.RadioItem className={cn(itemClasses, 'pl-8', className)} {...props}>
      <RadixMenu.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </RadixMenu.ItemIndicator>
      {children}
    </RadixMenu.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof RadixMenu.Label>) {
  return <RadixMenu.Label className={cn('px-2 py-1 text-muted-foreground text-xs', className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof RadixMenu.Separator>) {
  return <RadixMenu.Separator className={cn('-mx-1 my-1 h-px bg-border', className)} {...props} />;
}

export function DropdownMenuShortcut({ className, ...props }: ComponentProps<'span'>) {
  return <span className={cn('ml-auto pl-4 text-muted-foreground text-xs', className)} {...props} />;
}
