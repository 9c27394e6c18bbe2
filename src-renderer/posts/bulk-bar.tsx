import { RotateCcw, Trash2 } from 'lucide-react';
import { Button } from '#ui/ui/button.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { usePostActions } from './use-post-actions.ts';

interface BulkBarProps {
  posts: readonly PostView[];
  inTrash: boolean;
  onClear: () => void;
}

/** What can be done with all ticked posts at once. */
export function BulkBar({ posts, inTrash, onClear }: BulkBarProps) {
  const actions = usePostActions();
  return (
    <div
      role="toolbar"
      aria-label="Selected posts"
      className="flex shrink-0 items-center gap-2 border-border border-b bg-primary-soft px-6 py-1.5"
    >
      <output className="flex-1 font-medium tabular-nums">{posts.length} selected</output>
      {inTrash ? (
        <Button variant="outline" size="sm" onClick={() => void actions.restore(posts).then(onClear)}>
          <RotateCcw aria-hidden />
          Restore
        </Button>
      ) : (
        <Button variant="outline" size="sm" onClick={() => void actions.remove(posts, onClear)}>
          <Trash2 aria-hidden />
          Move to trash
        </Button>
      )}
      <Button variant="ghost" size="sm" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
