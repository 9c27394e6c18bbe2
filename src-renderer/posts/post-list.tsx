import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { openPost } from '#ui/app/drawer-store.ts';
import { isFrozen } from '#ui/studio/draft.ts';
import { Spinner } from '#ui/ui/spinner.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { PostRow } from './post-row.tsx';
import { type Selection, ticked } from './selection.ts';
import { usePostActions } from './use-post-actions.ts';

interface PostListProps {
  posts: readonly PostView[];
  selection: Selection;
  onSelection: (selection: Selection) => void;
  hasMore: boolean;
  onMore: () => void;
}

const ROW = 60;

/** Posts, as many as there are: only the visible ones are drawn, the next ones are asked for near the end. */
export function PostList({ posts, selection, onSelection, hasMore, onMore }: PostListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const count = posts.length + (hasMore ? 1 : 0);
  // The rows are read at each render, which is what its lint warns of.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => posts[index]?.id ?? 'more',
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= posts.length - 5) onMore();
  }, [hasMore, last, posts.length, onMore]);

  const actions = usePostActions();
  const ids = posts.map(({ id }) => id);
  const tick = (id: string, withShift: boolean) => onSelection(ticked(selection, id, ids, withShift));
  const here = Math.min(active, posts.length - 1);

  function go(index: number): void {
    const to = Math.max(0, Math.min(index, posts.length - 1));
    setActive(to);
    rows.scrollToIndex(to);
    // A row far away is drawn after the scroll only.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"] [data-row]`)?.focus(),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    const post = posts[here];
    if (post === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const inTrash = post.deletedAt !== null;
    const run: Record<string, () => void> = {
      j: () => go(here + 1),
      ArrowDown: () => go(here + 1),
      k: () => go(here - 1),
      ArrowUp: () => go(here - 1),
      Home: () => go(0),
      End: () => go(posts.length - 1),
      x: () => tick(post.id, event.shiftKey),
      e: () => !inTrash && openPost(post.id, isFrozen(post) ? 'preview' : 'edit'),
      d: () => !inTrash && actions.duplicate(post),
      Delete: () => {
        if (inTrash) return;
        void actions.remove([post], () => requestAnimationFrame(() => go(here)));
      },
    };
    const work = run[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (work === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    work();
  }

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      {/* The keys come from the rows inside; the list itself takes no focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        aria-label="Posts"
        className="relative"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {items.map(({ index, key, start }) => {
          const post = posts[index];
          return (
            <li
              key={key}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : posts.length}
              className="absolute inset-x-0 top-0"
              style={{ height: ROW, transform: `translateY(${start}px)` }}
            >
              {post === undefined ? (
                <span className="grid h-full place-items-center">
                  <Spinner className="text-muted-foreground" />
                </span>
              ) : (
                <PostRow
                  post={post}
                  isActive={index === here}
                  isSelected={selection.ids.has(post.id)}
                  onActive={() => setActive(index)}
                  onTick={(withShift) => tick(post.id, withShift)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
