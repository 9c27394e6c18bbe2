import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#ui/api/queries.ts';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import type { WallTime } from '#shared/model/time.ts';
import { ComposerForm } from './composer-form.tsx';

export interface ComposerProps {
  /** The post to edit; without it a new one is begun. Read when the form opens. */
  postId?: string | null;
  /** A time that was chosen before, for a new post. */
  initialWhen?: WallTime | null;
  /** The field to go to, as an error or a reason names it. */
  field?: string | null;
  layout: 'page' | 'drawer';
  /** The form is done with: scheduled, posted, saved or deleted (null). */
  onDone: (post: PostView | null) => void;
  /** A post exists from now on: the first key of a new one, or a copy that is edited instead. */
  onStarted?: (post: PostView) => void;
}

/** Writes a post: new, draft or scheduled. Loads what the form needs before it opens it. */
export function Composer({ postId: opened = null, ...props }: ComposerProps) {
  const [postId] = useState(opened);
  const post = useQuery({
    ...api.posts.get.queryOptions({ input: { id: postId ?? '' } }),
    enabled: postId !== null,
  });
  const connections = useQuery(api.connections.list.queryOptions({ input: {} }));
  const settings = useQuery(api.app.settings.queryOptions({ input: {} }));

  const failed = [post, connections, settings].find(({ isError, data }) => isError && data === undefined);
  if (failed !== undefined) {
    return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} postId={postId} />;
  }
  if (connections.data === undefined || settings.data === undefined || (postId !== null && !post.data)) {
    return (
      <Loading label="Opening the post…" className="grid gap-4 p-5">
        <Skeleton className="h-6 w-32" />
        <Skeleton className="h-32" />
        <Skeleton className="h-24" />
        <Skeleton className="h-40" />
      </Loading>
    );
  }
  return (
    <ComposerForm
      {...props}
      start={postId === null ? null : (post.data ?? null)}
      connections={connections.data}
      settings={settings.data}
    />
  );
}
