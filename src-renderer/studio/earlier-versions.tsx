import { useMutation, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '#ui/ui/dialog.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorCallout, ErrorState } from '#ui/ui/error-state.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { Time } from '#ui/ui/time.tsx';
import { toastUndo } from '#ui/ui/toast.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { isLive } from './draft.ts';
import { accountNames, differences } from './draft-differences.ts';
import type { Editing } from './use-editing.ts';

interface EarlierVersionsProps {
  editing: Editing;
  post: PostView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What the post said before, and the way back to it. */
export function EarlierVersions({ editing, post, open, onOpenChange }: EarlierVersionsProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="w-[min(720px,calc(100vw-32px))]">
        <DialogHeader>
          <DialogTitle>Earlier versions</DialogTitle>
          <DialogDescription>
            Choose one to see what was different, and restore it if you like.
          </DialogDescription>
        </DialogHeader>
        <Versions editing={editing} post={post} onRestored={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Versions({
  editing,
  post,
  onRestored,
}: Omit<EarlierVersionsProps, 'open' | 'onOpenChange'> & { onRestored: () => void }) {
  const { autosave, draft } = editing;
  const list = useQuery({ ...api.posts.revisions.queryOptions({ input: { id: post.id } }), staleTime: 0 });
  const [chosen, setChosen] = useState<number | null>(null);
  const restore = useMutation(
    api.posts.restoreRevision.mutationOptions({
      onSuccess: (restored) => {
        autosave.start(restored, 'here');
        toastUndo('The earlier version is back.', () => autosave.change(() => draft));
        onRestored();
      },
    }),
  );
  if (list.isPending) {
    return (
      <Loading>
        <Skeleton className="h-40" />
      </Loading>
    );
  }
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const earlier = list.data.filter(({ revision }) => revision !== post.revision);
  if (earlier.length === 0) {
    return (
      <EmptyState icon={History} title="No earlier version yet" className="py-8">
        Each change is kept here from now on.
      </EmptyState>
    );
  }
  const version = earlier.find(({ revision }) => revision === chosen) ?? earlier[0];
  const names = accountNames([post]);
  const found = version
    ? differences(version.draft, draft, {
        account: (id) => names.get(id) ?? 'another account',
        media: (id) => autosave.mediaOf(id)?.name ?? 'a file',
      })
    : [];
  const unsent = isLive(post) && autosave.dirty;
  return (
    <div className="grid min-h-0 grid-cols-[220px_1fr] gap-4">
      <ul className="max-h-96 overflow-y-auto">
        {earlier.map(({ revision, at, draft }) => (
          <li key={revision}>
            <button
              type="button"
              aria-pressed={revision === version?.revision}
              className={cn(
                'grid w-full rounded-md px-2 py-1.5 text-left hover:bg-accent',
                revision === version?.revision && 'bg-accent',
              )}
              onClick={() => setChosen(revision)}
            >
              <Time instant={at} className="font-medium" />
              <span className="truncate text-muted-foreground text-xs">
                {draft.caption === '' ? 'No caption' : draft.caption}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="grid min-w-0 content-start gap-3">
        <dl className="grid max-h-80 gap-3 overflow-y-auto">
          {found.length === 0 && <p className="text-muted-foreground">The same as now.</p>}
          {found.map(({ label, mine }) => (
            <div key={label}>
              <dt className="text-muted-foreground text-xs">{label} then</dt>
              <dd className="whitespace-pre-wrap break-words">{mine === '' ? 'none' : mine}</dd>
            </div>
          ))}
        </dl>
        {restore.isError && <ErrorCallout error={restore.error} postId={post.id} />}
        {unsent && (
          <p className="text-warning text-xs">Update the scheduled post or drop your changes first.</p>
        )}
        <Button
          className="justify-self-start"
          disabled={version === undefined || unsent}
          loading={restore.isPending}
          onClick={() =>
            version !== undefined &&
            restore.mutate({ id: post.id, revision: version.revision, expectedRevision: post.revision })
          }
        >
          {isLive(post) ? 'Restore and update the scheduled post' : 'Restore this version'}
        </Button>
      </div>
    </div>
  );
}
