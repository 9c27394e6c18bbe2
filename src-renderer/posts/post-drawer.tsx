import { useState } from 'react';
import { close, type Drawer, openPost, useDrawer } from '#ui/app/drawer-store.ts';
import { Composer } from '#ui/studio/composer.tsx';
import { Sheet, SheetContent } from '#ui/ui/sheet.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import './post-drawer.css';
import { PostPreview } from './post-preview.tsx';

/** The one drawer of the window: a whole post to look at, or the form to write it. Closing saves what is written. */
export function PostDrawer() {
  const drawer = useDrawer((state) => state.drawer);
  return (
    <Sheet open={drawer.show !== 'nothing'} onOpenChange={(open) => !open && close()}>
      <SheetContent
        data-post-drawer
        aria-describedby={undefined}
        className="w-[min(680px,calc(100vw-32px))]"
        // A toast's button lies outside and must not close what it is about.
        onInteractOutside={(event) => {
          if (event.target instanceof Element && event.target.closest('[data-sonner-toaster]') !== null) {
            event.preventDefault();
          }
        }}
      >
        <Content drawer={drawer} />
      </SheetContent>
    </Sheet>
  );
}

function Content({ drawer }: { drawer: Drawer }) {
  switch (drawer.show) {
    case 'nothing':
      return null;
    case 'new':
      return <Composer key="new" layout="drawer" initialWhen={drawer.initialWhen} onDone={() => close()} />;
    case 'post':
      return <OnePost key={drawer.postId} drawer={drawer} />;
  }
}

function OnePost({ drawer: { postId, mode, field } }: { drawer: Extract<Drawer, { show: 'post' }> }) {
  // A form that goes on with a copy is about that copy from then on.
  const [edited, setEdited] = useState(postId);
  if (mode === 'preview') {
    return <PostPreview postId={postId} onEdit={() => openPost(postId, 'edit')} onClose={close} />;
  }
  const done = (post: PostView | null) => (post === null ? close() : openPost(edited, 'preview'));
  return (
    <Composer
      key={field ?? ''}
      layout="drawer"
      postId={postId}
      field={field}
      onStarted={({ id }) => setEdited(id)}
      onDone={done}
    />
  );
}
