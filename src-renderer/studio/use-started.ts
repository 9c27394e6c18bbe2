import { useEffect, useRef } from 'react';
import type { PostView } from '#shared/contract/posts.ts';

/** Tells once for each post that the form begins to edit, other than the one it was opened with. */
export function useStarted(
  start: PostView | null,
  post: PostView | null,
  onStarted: ((post: PostView) => void) | undefined,
): void {
  const told = useRef(start?.id ?? null);
  useEffect(() => {
    if (post === null || post.id === told.current) return;
    told.current = post.id;
    onStarted?.(post);
  });
}
