import { CalendarClock, CalendarX2, Copy, Pencil, Repeat2, Trash2 } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { isFrozen } from '#ui/studio/draft.ts';
import type { Undoable } from '#ui/studio/undo-line.tsx';
import { Button } from '#ui/ui/button.tsx';
import { toastError } from '#ui/ui/toast.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { movable } from './post-times.ts';
import { usePostActions } from './use-post-actions.ts';

interface PreviewActionsProps {
  post: PostView;
  moving: boolean;
  onEdit: () => void;
  onMove: () => void;
  onRemoved: () => void;
  onCanceled: (canceled: Undoable) => void;
}

export function PreviewActions({ post, moving, onEdit, onMove, onRemoved, onCanceled }: PreviewActionsProps) {
  const actions = usePostActions();
  const cancel = useMutation({
    mutationFn: () => actions.cancel(post),
    onSuccess: onCanceled,
    onError: (error) => toastError(error, { postId: post.id }),
  });
  const canMove = movable(post).length > 0;
  const isScheduled = post.targets.some(({ state }) => state === 'scheduled' || state === 'held');
  const isSending = post.targets.some(({ state }) => state === 'sending');
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-2 border-border border-t px-5 py-3">
      <Button variant="ghost" disabled={isSending} onClick={() => void actions.remove([post], onRemoved)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <span className="flex-1" />
      {isScheduled && (
        <Button variant="ghost" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          <CalendarX2 aria-hidden />
          Cancel schedule
        </Button>
      )}
      {canMove && (
        <Button variant="outline" aria-pressed={moving} onClick={onMove}>
          <CalendarClock aria-hidden />
          Reschedule
        </Button>
      )}
      <Button variant="outline" onClick={() => actions.duplicate(post)}>
        <Copy aria-hidden />
        Duplicate
      </Button>
      {isFrozen(post) ? (
        <Button onClick={() => actions.repost(post)}>
          <Repeat2 aria-hidden />
          Post again
        </Button>
      ) : (
        <Button onClick={onEdit}>
          <Pencil aria-hidden />
          Edit
        </Button>
      )}
    </footer>
  );
}
