import { type ComponentType, lazy, Suspense } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { useDrawer } from './drawer-store.ts';

const files = import.meta.glob<Record<string, ComponentType>>('../posts/post-drawer.tsx');
const PostDrawer = lazy(async () => {
  const module = await files['../posts/post-drawer.tsx']?.();
  return { default: module?.PostDrawer ?? (() => null) };
});

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
