import { useQuery } from '@tanstack/react-query';
import { ExternalLink, ImageIcon, RefreshCw } from 'lucide-react';
import { client } from '#ui/api/client.ts';
import { Badge } from '#ui/ui/badge.tsx';
import { Button } from '#ui/ui/button.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { Time } from '#ui/ui/time.tsx';
import { readsAlike, type Waiting } from './attention.ts';

interface EvidenceProps {
  waiting: Waiting;
  busy: boolean;
  onFound: (remoteId: string) => void;
}

/** Our post beside the account's newest ones, so that the seller can see whether it is there. */
export function Evidence({ waiting: { target, post }, busy, onFound }: EvidenceProps) {
  const platform = platformName(target.platform);
  // Not kept under the key of `targets`: each look is a request to the platform that may cost money, so it is made
  // when asked for and not with every change.
  const query = useQuery({
    queryKey: ['evidence', target.id],
    queryFn: () => client.targets.evidence({ id: target.id }),
    retry: false,
    gcTime: 0,
  });
  const ours = query.data?.ours ?? target.captionOverride ?? post.caption;
  return (
    <div className="grid gap-4 rounded-lg bg-muted p-3 lg:grid-cols-2">
      <section aria-label="Our post" className="grid content-start gap-2">
        <h3 className="flex h-7 items-center font-medium text-xs">Our post</h3>
        <div className="grid gap-2 rounded-lg border border-border bg-card p-3">
          <p className="whitespace-pre-wrap break-words">{ours === '' ? 'Without text' : ours}</p>
          {post.media.length > 0 && (
            <ul className="flex flex-wrap gap-1.5">
              {post.media.map(({ id, thumbUrl, altText, name }) => (
                <li key={id}>
                  <img
                    src={thumbUrl}
                    alt={altText === '' ? name : altText}
                    className="size-16 rounded-md bg-muted object-cover"
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
      <section aria-label={`Newest posts of ${target.accountName}`} className="grid content-start gap-2">
        <div className="flex h-7 items-center justify-between gap-2">
          <h3 className="font-medium text-xs">
            Newest posts of {target.accountName} on {platform}
          </h3>
          <Button variant="ghost" size="sm" loading={query.isFetching} onClick={() => void query.refetch()}>
            {!query.isFetching && <RefreshCw aria-hidden />}
            Look again
          </Button>
        </div>
        {query.isPending && (
          <Loading label={`Asking ${platform}…`} className="grid gap-2">
            <Skeleton className="h-20 bg-background" />
            <Skeleton className="h-20 bg-background" />
          </Loading>
        )}
        {query.isError && <ErrorCallout error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.posts.length === 0 && (
          <p className="rounded-lg border border-border border-dashed p-3 text-muted-foreground">
            {platform} shows no post of this account since shortly before ours was to go out.
          </p>
        )}
        <ul className="grid gap-2">
          {alikeFirst(ours, query.data?.posts ?? []).map((theirs) => (
            <Candidate
              key={theirs.remoteId}
              theirs={theirs}
              isAlike={readsAlike(ours, theirs.text)}
              busy={busy}
              onFound={onFound}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

type RemotePost = Awaited<ReturnType<typeof client.targets.evidence>>['posts'][number];

interface CandidateProps {
  theirs: RemotePost;
  isAlike: boolean;
  busy: boolean;
  onFound: (remoteId: string) => void;
}

function Candidate({ theirs, isAlike, busy, onFound }: CandidateProps) {
  return (
    <li className="grid gap-2 rounded-lg border border-border bg-card p-3">
      <p className="max-h-40 overflow-y-auto whitespace-pre-wrap break-words">
        {theirs.text === '' ? <span className="text-muted-foreground">Without text</span> : theirs.text}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-xs">
        <Time instant={theirs.createdAt} shape="exact" />
        {theirs.mediaCount !== null && theirs.mediaCount > 0 && (
          <span className="flex items-center gap-1">
            <ImageIcon aria-hidden className="size-3.5" />
            {theirs.mediaCount}
            <span className="sr-only"> photos or videos</span>
          </span>
        )}
        {isAlike && <Badge variant="info">Same text</Badge>}
      </p>
      <div className="flex gap-1.5">
        <Button
          variant={isAlike ? 'default' : 'outline'}
          size="sm"
          disabled={busy}
          onClick={() => onFound(theirs.remoteId)}
        >
          This is it
        </Button>
        <Button asChild variant="ghost" size="sm">
          <a href={theirs.permalink} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            Look at it
          </a>
        </Button>
      </div>
    </li>
  );
}

/** Newest first, but those with our text before all others. */
function alikeFirst(ours: string, posts: readonly RemotePost[]): RemotePost[] {
  return posts.toSorted(
    (a, b) =>
      Number(readsAlike(ours, b.text)) - Number(readsAlike(ours, a.text)) || b.createdAt - a.createdAt,
  );
}
