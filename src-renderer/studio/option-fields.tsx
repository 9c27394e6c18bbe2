import type { ConnectionView } from '#shared/contract/connections.ts';
import type { TargetOptions } from '#shared/model/content.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { packs } from '#shared/rules/packs.ts';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';
import { Label } from '#ui/ui/label.tsx';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { Switch } from '#ui/ui/switch.tsx';
import { useId } from 'react';
import { withOption } from './draft.ts';
import { ThreadParts } from './thread-parts.tsx';
import type { Undoable } from './undo-line.tsx';
import type { Editing } from './use-editing.ts';
import { COMMON } from './use-place.ts';
import type { AccountVerdict } from './verdicts.ts';

interface OptionsSectionProps {
  editing: Editing;
  connections: readonly ConnectionView[];
  verdicts: readonly AccountVerdict[];
  /** The account whose caption is open, or the one for all. */
  tab: string;
  onUndoable: (undoable: Undoable) => void;
}

/** What is special on each platform: for all its accounts together, or for the one that is open. */
export function OptionsSection({ connections, tab, ...shared }: OptionsSectionProps) {
  const chosen = shared.editing.draft.targets.flatMap(
    ({ connectionId }) => connections.find(({ id }) => id === connectionId) ?? [],
  );
  const shown = tab === COMMON ? chosen : chosen.filter(({ id }) => id === tab);
  return [...Map.groupBy(shown, ({ platform }) => platform).entries()].map(([platform, accounts]) => (
    <OptionFields key={`${tab} ${platform}`} accounts={accounts} {...shared} />
  ));
}

interface OptionFieldsProps {
  editing: Editing;
  /** Accounts of one platform; what is set here is set for all of them. */
  accounts: readonly ConnectionView[];
  verdicts: readonly AccountVerdict[];
  onUndoable: (undoable: Undoable) => void;
}

/** What only this platform has: a thread, a link of its own, a mark. Its rule pack says which. */
function OptionFields({ editing: { draft, change }, accounts, verdicts, onUndoable }: OptionFieldsProps) {
  const first = accounts[0];
  if (first === undefined) return null;
  const pack = packs[first.platform];
  const ids = new Set(accounts.map(({ id }) => id));
  const targets = draft.targets.filter(({ connectionId }) => ids.has(connectionId));
  const options = targets[0]?.options ?? {};
  const differ = targets.some((target) => canonicalJson(target.options) !== canonicalJson(options));
  const counts = verdicts.find(({ connectionId }) => connectionId === first.id)?.counts ?? [];

  function set<Key extends keyof TargetOptions>(key: Key, value: TargetOptions[Key]): void {
    change((draft) => ({
      ...draft,
      targets: draft.targets.map((target) =>
        ids.has(target.connectionId)
          ? { ...target, options: withOption(target.options, key, value) }
          : target,
      ),
    }));
  }

  return (
    <fieldset className="grid gap-3 rounded-lg border border-border p-3">
      <legend className="flex items-center gap-1.5 px-1 text-muted-foreground text-xs">
        <PlatformIcon platform={first.platform} decorative className="size-3.5" />
        Only on {accounts.length === 1 ? `${pack.name}, ${first.name}` : pack.name}
      </legend>
      {differ && (
        <p className="text-muted-foreground text-xs">
          These accounts have different settings. What you change here is set for all of them.
        </p>
      )}
      {pack.options.includes('thread') && (
        <ThreadParts
          parts={options.thread ?? []}
          maxParts={pack.thread?.maxParts.value ?? 1}
          counts={counts}
          onParts={(parts) => set('thread', [...parts])}
          onUndoable={onUndoable}
        />
      )}
      {pack.options.includes('link') && (
        <Field label="Link" hint="Shown as a card below the text. Leave it empty when you add photos.">
          <Input
            type="url"
            inputMode="url"
            data-place="link"
            placeholder="https://"
            value={options.link ?? ''}
            onChange={(event) => set('link', event.target.value)}
            onBlur={(event) => set('link', wholeAddress(event.target.value))}
          />
        </Field>
      )}
      {pack.options.includes('madeWithAi') && (
        <MadeWithAi on={options.madeWithAi === true} onChange={(on) => set('madeWithAi', on)} />
      )}
    </fieldset>
  );
}

/** People write "shop.example/mug"; the platform wants the whole address. */
export function wholeAddress(link: string): string {
  const typed = link.trim();
  return /^[^\s/:]+\.[^\s/:]+(\/\S*)?$/.test(typed) ? `https://${typed}` : typed;
}

function MadeWithAi({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-3">
      <Label htmlFor={id} className="grid font-normal">
        Made with AI
        <span className="text-muted-foreground text-xs">Marks the photos as made by AI.</span>
      </Label>
      <Switch id={id} data-place="options" checked={on} onCheckedChange={onChange} />
    </div>
  );
}
