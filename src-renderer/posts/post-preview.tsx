import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#ui/api/queries.ts';
import { Badge } from '#ui/ui/badge.tsx';
import { Button } from '#ui/ui/button.tsx';
import { Callout, ErrorState } from '#ui/ui/error-state.tsx';
import { SheetTitle } from '#ui/ui/sheet.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { Time } from '#ui/ui/time.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { draftOf, sameDraft } from '#ui/studio/draft.ts';
import { storageStash } from '#ui/studio/stash.ts';
import { UndoLine, useUndoLine } from '#ui/studio/undo-line.tsx';
import { PostLooks } from './post-looks.tsx';
import { PreviewActions } from './preview-actions.tsx';
import { Reschedule } from './reschedule.tsx';
import { TargetPanel } from './target-panel.tsx';
import { usePostActions } from './use-post-actions.ts';

interface PostPreviewProps {
  postId: string;
  onEdit: () => void;
  onClose: () => void;
  /** In a page the heading is its h1; in a drawer it names the dialog. */
  heading?: 'h1' | 'dialog';
}

/** The whole post: what it looks like on each account, how far each has come, and what can be done. */
export function PostPreview({ postId, onEdit, onClose, heading = 'dialog' }: PostPreviewProps) {
  const query = useQuery(api.posts.get.queryOptions({ input: { id: postId } }));
  const [moving, setMoving] = useState(false);
  const undo = useUndoLine();
  const post = query.data;
  return (
    <>
      <header className="flex min-h-13 shrink-0 items-center gap-3 border-border border-b px-5 py-2 pr-12">
        {heading === 'h1' ? (
          <h1 className="font-semibold text-lg">Post</h1>
        ) : (
          <SheetTitle className="shrink-0">Post</SheetTitle>
        )}
        {post !== undefined && <Summary post={post} />}
      </header>
      {query.isError && post === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : post === undefined ? (
        <Loading className="grid gap-4 p-5">
          <Skeleton className="h-56" />
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
        </Loading>
      ) : (
        <>
          <div className="grid min-h-0 flex-1 content-start gap-6 overflow-y-auto px-5 py-5">
            {post.deletedAt !== null && <InTrash post={post} />}
            <Unsent post={post} onEdit={onEdit} />
            <PostLooks post={post} />
            <Accounts post={post} />
            {moving && (
              <Reschedule
                post={post}
                onDone={(moved) => {
                  setMoving(false);
                  undo.show(moved);
                }}
              />
            )}
          </div>
          <UndoLine line={undo.line} onShow={undo.show} />
          {post.deletedAt === null && (
            <PreviewActions
              post={post}
              moving={moving}
              onEdit={onEdit}
              onMove={() => setMoving((before) => !before)}
              onRemoved={onClose}
              onCanceled={undo.show}
            />
          )}
        </>
      )}
    </>
  );
}

function Summary({ post }: { post: PostView }) {
  return (
    <p className="flex min-w-0 flex-1 items-center gap-2 text-muted-foreground text-xs">
      <span className="truncate">
        Changed <Time instant={post.updatedAt} shape="relative" />
      </span>
      {post.tone !== null && <Badge variant="outline">{post.tone}</Badge>}
      {post.category !== null && <Badge variant="outline">{post.category}</Badge>}
    </p>
  );
}

function Accounts({ post }: { post: PostView }) {
  if (post.targets.length === 0) {
    return (
      <p className="text-muted-foreground">No account chosen yet. Edit the post to choose where it goes.</p>
    );
  }
  return (
    <section aria-label="Accounts" className="grid gap-2">
      <h2 className="font-medium">Accounts</h2>
      <ul className="divide-y divide-border rounded-lg border border-border">
        {post.targets.map((target) => (
          <TargetPanel key={target.id} target={target} />
        ))}
      </ul>
    </section>
  );
}

/** What was changed in the form but not sent would be forgotten if nothing here spoke of it. */
function Unsent({ post, onEdit }: { post: PostView; onEdit: () => void }) {
  const aside = storageStash(localStorage).read(post.id);
  if (aside === null || sameDraft(aside.draft, draftOf(post))) return null;
  return (
    <Callout
      variant="warning"
      title="You changed this post, but the changes are not in it yet"
      action={
        <Button variant="outline" size="sm" onClick={onEdit}>
          Go on editing
        </Button>
      }
    />
  );
}

function InTrash({ post }: { post: PostView }) {
  const { restore } = usePostActions();
  return (
    <Callout
      variant="warning"
      title="This post is in the trash"
      action={
        <Button variant="outline" size="sm" onClick={() => void restore([post])}>
          Restore
        </Button>
      }
    >
      It is kept for 30 days
      {post.deletedAt !== null && (
        <>
          , since <Time instant={post.deletedAt} />
        </>
      )}
      .
    </Callout>
  );
}
