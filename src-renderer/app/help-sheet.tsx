import { useId } from 'react';
import { Kbd, modKey } from '#ui/ui/kbd.tsx';
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from '#ui/ui/sheet.tsx';
import { Switch } from '#ui/ui/switch.tsx';
import { places, settingsPlace } from './navigation.ts';
import { setSingleKeys, useOverlays } from './shortcuts.ts';

const everywhere: readonly (readonly [string, readonly string[]])[] = [
  ['New post', ['N']],
  ['Find a post or a command', [modKey, 'K']],
  ['This list', ['?']],
  ['Close what is open', ['Esc']],
];

/** The keyboard shortcuts, and the switch that turns single letters off. */
export function HelpSheet() {
  const { help, singleKeys } = useOverlays();
  const switchId = useId();
  return (
    <Sheet open={help} onOpenChange={(open) => useOverlays.setState({ help: open })}>
      <SheetContent className="w-[min(400px,calc(100vw-32px))]">
        <SheetHeader>
          <SheetTitle>Keyboard shortcuts</SheetTitle>
          <SheetDescription className="text-sm">They work while you are not typing.</SheetDescription>
        </SheetHeader>
        <div className="grid gap-5 overflow-y-auto p-5">
          <Keys title="Everywhere" rows={everywhere} />
          <Keys
            title="Go to"
            rows={[...places, settingsPlace].map(({ label, key }) => [label, ['G', key.toUpperCase()]])}
          />
          <div className="flex items-center justify-between gap-4 border-border border-t pt-4">
            <label htmlFor={switchId}>
              <span className="font-medium">Single-letter shortcuts</span>
              <span className="block text-muted-foreground text-xs">
                Turn them off if you dictate to your computer.
              </span>
            </label>
            <Switch id={switchId} checked={singleKeys} onCheckedChange={setSingleKeys} />
          </div>
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly (readonly [string, readonly string[]])[] }) {
  return (
    <section>
      <h3 className="pb-1 font-medium text-muted-foreground text-xs">{title}</h3>
      <dl>
        {rows.map(([label, keys]) => (
          <div key={label} className="flex min-h-8 items-center justify-between">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
