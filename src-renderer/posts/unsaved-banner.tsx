import { openPost, useDrawer } from '#ui/app/drawer-store.ts';
import { storageStash } from '#ui/studio/stash.ts';
import { Button } from '#ui/ui/button.tsx';
import { Callout } from '#ui/ui/error-state.tsx';

/** Changes that were written but never reached their post, because saving failed or they were not sent. */
export function UnsavedBanner() {
  // Looked at again whenever the form opens or closes.
  const drawer = useDrawer((state) => state.drawer);
  const stash = storageStash(localStorage);
  const open = drawer.show === 'post' ? drawer.postId : null;
  const [first, ...more] = stash.posts().filter((id) => id !== open);
  if (first === undefined || drawer.show === 'new') return null;
  const caption = stash.read(first)?.draft.caption.trim() ?? '';
  return (
    <div className="px-6 pb-3">
      <Callout
        variant="warning"
        action={
          <Button variant="outline" size="sm" onClick={() => openPost(first, 'edit')}>
            Open it
          </Button>
        }
      >
        Changes to {caption === '' ? 'a post' : `“${caption.slice(0, 60)}${caption.length > 60 ? '…' : ''}”`}{' '}
        are only in this window{more.length > 0 && `, and to ${more.length} more`}.
      </Callout>
    </div>
  );
}
