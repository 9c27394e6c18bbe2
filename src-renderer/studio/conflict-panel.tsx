import { useState } from 'react';
import type { PostView } from '#shared/contract/posts.ts';
import { Button } from '#ui/ui/button.tsx';
import { Callout } from '#ui/ui/error-state.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';
import { openPost } from '#ui/app/drawer-store.ts';
import { draftOf } from './draft.ts';
import { accountNames, differences } from './draft-differences.ts';
import type { Editing } from './use-editing.ts';

interface ConflictPanelProps {
  editing: Editing;
  theirs: PostView;
}

/** Two windows wrote into one post: both versions side by side, and neither is lost. */
export function ConflictPanel({ editing: { autosave, draft, post }, theirs }: ConflictPanelProps) {
  const [busy, setBusy] = useState(false);
  const names = accountNames([post, theirs]);
  const found = differences(draft, draftOf(theirs), {
    account: (id) => names.get(id) ?? 'another account',
    media: (id) => autosave.mediaOf(id)?.name ?? 'a file',
  });

  async function choose(work: () => Promise<PostView | null>, words: string): Promise<void> {
    setBusy(true);
    try {
      const copy = await work();
      if (copy === null) return;
      toast(words, {
        duration: 8000,
        action: { label: 'Open it', onClick: () => openPost(copy.id, 'edit') },
      });
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  }
  const keepMine = () =>
    choose(() => autosave.keepMine(), 'The other version is kept as a draft of its own.');
  const takeOther = () => choose(() => autosave.takeTheirs(), 'Your version is kept as a draft of its own.');

  return (
    <div role="alert" className="grid gap-3 rounded-lg border border-warning p-3">
      <Callout variant="warning" title="This post was changed in another window meanwhile" className="p-2.5">
        Nothing is lost. Choose which version goes on; the other one becomes a draft of its own.
      </Callout>
      <table className="w-full table-fixed text-left align-top">
        <thead>
          <tr className="text-muted-foreground text-xs">
            <th scope="col" className="pr-2 pb-1 font-medium">
              Yours, in this window
            </th>
            <th scope="col" className="pb-1 pl-2 font-medium">
              The other
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ label, mine, theirs }) => (
            <tr key={label} className="border-border border-t align-top">
              <Side label={label} text={mine} className="pr-2" />
              <Side label={label} text={theirs} className="border-l pl-2" />
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-2">
        <Button disabled={busy} onClick={() => void keepMine()}>
          Keep mine
        </Button>
        <Button variant="outline" disabled={busy} onClick={() => void takeOther()}>
          Take the other
        </Button>
      </div>
    </div>
  );
}

function Side({ label, text, className }: { label: string; text: string; className: string }) {
  return (
    <td className={`border-border py-2 ${className}`}>
      <span className="block text-muted-foreground text-xs">{label}</span>
      <span className="block max-h-60 overflow-y-auto whitespace-pre-wrap break-words">
        {text === '' ? <span className="text-muted-foreground">none</span> : text}
      </span>
    </td>
  );
}
