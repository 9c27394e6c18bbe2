import { openPost, useDrawer } from '#ui/app/drawer-store.ts';
import { type Stashed, storageStash } from '#ui/studio/stash.ts';
import { Button } from '#ui/ui/button.tsx';
import { Callout } from '#ui/ui/error-state.tsx';
import { toastUndo } from '#ui/ui/toast.tsx';
import { useState } from 'react';

const stash = storageStash(localStorage);

/** Changes that were written but never reached their post, because saving failed or they were not sent. */
export function UnsavedBanner() {
  // Looked at again whenever the form opens or closes.
  const drawer = useDrawer((state) => state.drawer);
  const [, setDropped] = useState(0);
  if (drawer.show !== 'nothing') return null;
  const [first, ...more] = stash.posts();
  const aside = first === undefined ? null : stash.read(first);
  if (first === undefined || aside === null) return null;

  function drop(id: string, aside: Stashed): void {
    const again = () => setDropped((before) => before + 1);
    stash.drop(id);
    again();
    toastUndo('The unsaved changes are dropped.', () => {
      stash.keep(id, aside);
      again();
    });
  }

  return (
    <div className="px-6 pb-3">
      <Callout
        variant="warning"
        action={
          <span className="flex gap-1">
            <Button variant="ghost" size="sm" onClick={() => drop(first, aside)}>
              Drop
            </Button>
            <Button variant="outline" size="sm" onClick={() => openPost(first, 'edit')}>
              Open it
            </Button>
          </span>
        }
      >
        Changes to {nameOf(aside)} are only in this window{more.length > 0 && `, and to ${more.length} more`}.
      </Callout>
    </div>
  );
}

function nameOf({ draft }: Stashed): string {
  const caption = draft.caption.trim();
  if (caption === '') return 'a post';
  return `“${caption.length > 60 ? `${caption.slice(0, 60)}…` : caption}”`;
}
