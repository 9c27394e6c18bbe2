import { Undo2 } from 'lucide-react';
import type { ConnectionView } from '#shared/contract/connections.ts';
import { packs } from '#shared/rules/packs.ts';
import { Button } from '#ui/ui/button.tsx';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#ui/ui/tabs.tsx';
import { CaptionField } from './caption-field.tsx';
import { withTarget } from './draft.ts';
import type { Undoable } from './undo-line.tsx';
import type { Editing } from './use-editing.ts';
import { COMMON } from './use-place.ts';
import type { AccountVerdict } from './verdicts.ts';

interface CaptionSectionProps {
  editing: Editing;
  connections: readonly ConnectionView[];
  verdicts: readonly AccountVerdict[];
  tab: string;
  onTab: (tab: string) => void;
  focusWhenShown: boolean;
  onUndoable: (undoable: Undoable) => void;
}

/** The caption for all accounts, and for each chosen one what is different there. */
export function CaptionSection({
  editing,
  connections,
  verdicts,
  tab,
  onTab,
  focusWhenShown,
  onUndoable,
}: CaptionSectionProps) {
  const { draft, change } = editing;
  const chosen = draft.targets.flatMap(
    ({ connectionId }) => connections.find(({ id }) => id === connectionId) ?? [],
  );
  const common = new Set(
    draft.targets.filter((target) => target.captionOverride === null).map((target) => target.connectionId),
  );
  return (
    <Tabs value={tab} onValueChange={onTab} className="grid gap-2">
      {chosen.length > 1 && (
        <div className="-m-1 overflow-x-auto p-1">
          <TabsList aria-label="Caption for">
            <TabsTrigger value={COMMON}>All accounts</TabsTrigger>
            {chosen.map(({ id, platform, name }) => (
              <TabsTrigger key={id} value={id}>
                <PlatformIcon platform={platform} />
                <span className="max-w-36 truncate">{name}</span>
                {!common.has(id) && <OwnDot />}
              </TabsTrigger>
            ))}
          </TabsList>
        </div>
      )}
      <TabsContent value={COMMON} className="grid gap-3" tabIndex={-1}>
        <CaptionField
          label="Caption"
          text={draft.caption}
          onText={(caption) => change((draft) => ({ ...draft, caption }))}
          counts={countsOf(
            verdicts.filter(({ connectionId }) => common.has(connectionId)),
            connections,
          )}
          focusWhenShown={focusWhenShown}
        />
      </TabsContent>
      {chosen.map((account) => (
        <TabsContent key={account.id} value={account.id} className="grid gap-3" tabIndex={-1}>
          <OwnCaption editing={editing} account={account} verdicts={verdicts} onUndoable={onUndoable} />
        </TabsContent>
      ))}
    </Tabs>
  );
}

function OwnDot() {
  return (
    <>
      <span aria-hidden className="size-1.5 rounded-full bg-primary" />
      <span className="sr-only">, its own caption</span>
    </>
  );
}

interface OwnCaptionProps {
  editing: Editing;
  account: ConnectionView;
  verdicts: readonly AccountVerdict[];
  onUndoable: (undoable: Undoable) => void;
}

function OwnCaption({ editing: { draft, change }, account, verdicts, onUndoable }: OwnCaptionProps) {
  const own = draft.targets.find(({ connectionId }) => connectionId === account.id)?.captionOverride ?? null;
  const set = (captionOverride: string | null) =>
    change((draft) => withTarget(draft, account.id, (target) => ({ ...target, captionOverride })));
  if (own === null) {
    return (
      <div className="grid justify-items-start gap-2 rounded-md border border-border border-dashed p-3">
        <p className="line-clamp-4 whitespace-pre-wrap break-words text-base text-muted-foreground">
          {draft.caption === '' ? 'The caption for all accounts is used here.' : draft.caption}
        </p>
        <Button variant="outline" size="sm" data-place="caption" onClick={() => set(draft.caption)}>
          Write a different caption for {account.name}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-1">
      <CaptionField
        label={`Caption for ${account.name}`}
        text={own}
        onText={set}
        counts={countsOf(
          verdicts.filter(({ connectionId }) => connectionId === account.id),
          [account],
        )}
        focusWhenShown
      />
      <Button
        variant="ghost"
        size="sm"
        className="justify-self-start"
        onClick={() => {
          set(null);
          onUndoable({
            words: `${account.name} uses the caption for all accounts again.`,
            undo: () => set(own),
            place: { field: 'caption', connectionId: account.id },
          });
        }}
      >
        <Undo2 aria-hidden />
        Use the caption for all accounts
      </Button>
    </div>
  );
}

/** One counter for each limit: accounts of one platform with the same limit share it. */
function countsOf(verdicts: readonly AccountVerdict[], connections: readonly ConnectionView[]) {
  const counts = verdicts.flatMap(({ connectionId, counts }) => {
    const platform = connections.find(({ id }) => id === connectionId)?.platform;
    const count = counts.find(({ field }) => field === 'caption');
    return platform === undefined || count === undefined
      ? []
      : [{ platform, name: packs[platform].name, count }];
  });
  return [...new Map(counts.map((one) => [`${one.platform} ${one.count.max}`, one])).values()];
}
