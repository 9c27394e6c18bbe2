import type { ConnectionView } from '#shared/contract/connections.ts';
import type { TargetOptions } from '#shared/model/content.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { packs } from '#shared/rules/packs.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { BoardFields } from './board-fields.tsx';
import { Choice } from './choice.tsx';
import { CreatorFields } from './creator-fields.tsx';
import { withOption } from './draft.ts';
import { Mark } from './mark.tsx';
import { PostingFields } from './posting-fields.tsx';
import { PlacementOption } from './placement-option.tsx';
import { TagsOption } from './tags-option.tsx';
import { TextOption } from './text-option.tsx';
import { ThumbnailOption } from './thumbnail-option.tsx';
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

const linkHints: Readonly<Record<RulePack['link'] | 'told', string>> = {
  'own-field': 'Shown as a card below the text. Leave it empty when you add photos.',
  'beside-media': 'Where the photo or video leads to.',
  told: 'Shown as a card with the title above and at most one photo.',
  'in-text': '',
};

/** What only this platform has: a thread, a link of its own, a mark. Its rule pack says which. */
function OptionFields({
  editing: { draft, change, autosave },
  accounts,
  verdicts,
  onUndoable,
}: OptionFieldsProps) {
  const first = accounts[0];
  if (first === undefined) return null;
  const pack = packs[first.platform];
  const ids = new Set(accounts.map(({ id }) => id));
  const targets = draft.targets.filter(({ connectionId }) => ids.has(connectionId));
  const options = targets[0]?.options ?? {};
  const differ =
    new Set(targets.map(({ options }) => canonicalJson(withOption(options, 'fitted', undefined)))).size > 1;
  const isDraft = options.asDraft === true;
  const counts = verdicts.find(({ connectionId }) => connectionId === first.id)?.counts ?? [];

  function setFor(ids: ReadonlySet<string>, next: (options: TargetOptions) => TargetOptions): void {
    change((draft) => ({
      ...draft,
      targets: draft.targets.map((target) =>
        ids.has(target.connectionId) ? { ...target, options: next(target.options) } : target,
      ),
    }));
  }

  function set<Key extends keyof TargetOptions>(key: Key, value: TargetOptions[Key]): void {
    setFor(ids, (options) => withOption(options, key, value));
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
      {pack.options.includes('board') &&
        // Boards belong to one account each.
        accounts.map((account) => (
          <BoardFields
            key={account.id}
            account={account}
            named={accounts.length > 1}
            options={targets.find(({ connectionId }) => connectionId === account.id)?.options ?? {}}
            onOptions={(next) => setFor(new Set([account.id]), next)}
          />
        ))}
      {pack.options.includes('title') && !isDraft && (
        <TextOption
          label="Title"
          value={options.title}
          count={counts.find(({ field }) => field === 'title')}
          onValue={(title) => set('title', title)}
        />
      )}
      {pack.options.includes('link') && (
        <Field label="Link" hint={linkHints[pack.linkCard === undefined ? pack.link : 'told']}>
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
      {pack.options.includes('description') && (
        <TextOption
          label="Description of the link"
          value={options.description}
          onValue={(description) => set('description', description)}
        />
      )}
      {pack.options.includes('tags') && (
        <TagsOption
          tags={options.tags}
          count={counts.find(({ field }) => field === 'tags')}
          onTags={(tags) => set('tags', tags)}
        />
      )}
      {pack.options.includes('thumbnail') && (
        <ThumbnailOption
          picture={autosave.mediaOf(options.thumbnail ?? '') ?? null}
          onPicture={(picture) => {
            if (picture !== null) autosave.know([picture]);
            set('thumbnail', picture?.id);
          }}
        />
      )}
      {pack.options.includes('madeForKids') && (
        <Choice
          label="Made for children"
          hint="The law asks for this. Most of what shops show is not made for children."
          none="Not said yet"
          value={options.madeForKids === undefined ? null : yesNo(options.madeForKids)}
          options={[true, false].map((said) => ({
            value: yesNo(said),
            label: said ? 'Yes' : 'No',
          }))}
          place="options"
          onValue={(said) => set('madeForKids', said === null ? undefined : said === yesNo(true))}
        />
      )}
      {pack.placements !== undefined && (
        <PlacementOption
          placements={pack.placements}
          value={options.placement}
          onValue={(placement) => set('placement', placement)}
        />
      )}
      {pack.options.includes('asDraft') && (
        <Mark
          label={`Send as a draft to the ${pack.name} app`}
          hint="For a video that you finish and post on the phone."
          on={isDraft}
          onChange={(on) => set('asDraft', on || undefined)}
        />
      )}
      {pack.privacy?.choose !== undefined &&
        !isDraft &&
        // What may be chosen is said by each account for itself.
        accounts.map((account) => (
          <CreatorFields
            key={account.id}
            account={account}
            named={accounts.length > 1}
            options={targets.find(({ connectionId }) => connectionId === account.id)?.options ?? {}}
            onOptions={(next) => setFor(new Set([account.id]), next)}
          />
        ))}
      {pack.privacy !== undefined && pack.privacy.choose === undefined && (
        <Choice
          label="Who may see it"
          none={pack.privacy.values[0]?.label ?? ''}
          value={options.privacy ?? null}
          options={pack.privacy.values.slice(1)}
          place="options"
          onValue={(privacy) => set('privacy', privacy ?? undefined)}
        />
      )}
      {pack.options.includes('firstComment') && (
        <TextOption
          label="First comment"
          hint="Written below the post by your account, right after it is out."
          value={options.firstComment}
          onValue={(firstComment) => set('firstComment', firstComment)}
        />
      )}
      {pack.options.includes('madeWithAi') && !isDraft && (
        <Mark
          label="Made with AI"
          hint="Says that it was made or changed by AI."
          on={options.madeWithAi === true}
          onChange={(on) => set('madeWithAi', on || undefined)}
        />
      )}
      {pack.terms !== undefined && !isDraft && <PostingFields pack={pack} options={options} set={set} />}
    </fieldset>
  );
}

/** People write "shop.example/mug"; the platform wants the whole address. */
export function wholeAddress(link: string): string {
  const typed = link.trim();
  return /^[^\s/:]+\.[^\s/:]+(\/\S*)?$/.test(typed) ? `https://${typed}` : typed;
}

const yesNo = (said: boolean): string => (said ? 'yes' : 'no');
