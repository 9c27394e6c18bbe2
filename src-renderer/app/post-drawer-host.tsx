import { lazy, Suspense } from 'react';
import { useDrawer } from './drawer-store.ts';
import { ErrorBoundary } from './error-boundary.tsx';

const PostDrawer = lazy(async () => ({ default: (await import('../posts/post-drawer.tsx')).PostDrawer }));

/** The one post drawer of the window, loaded when it is first opened. */
export function PostDrawerHost() {
  const show = useDrawer((state) => state.drawer.show);
  if (show === 'nothing') return null;
  return (
    <ErrorBoundary resetKey={show}>
      <Suspense fallback={null}>
        <PostDrawer />
      </Suspense>
    </ErrorBoundary>
  );
}
