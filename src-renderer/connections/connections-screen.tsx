import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { ConnectionView, PlatformView } from '#shared/contract/connections.ts';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { openConnect } from './connect-flow.ts';
import { ConnectionRow } from './connection-row.tsx';

export function ConnectionsScreen() {
  const connections = useQuery(api.connections.list.queryOptions({ input: {} }));
  const platforms = useQuery(api.connections.platforms.queryOptions({ input: {} }));
  const error = connections.error ?? platforms.error;
  const known = connections.data !== undefined && platforms.data !== undefined;
  return (
    <>
      <PageHeader
        title="Accounts"
        description="Where your posts can go, and whether each account is ready."
      />
      <div className="grid max-w-3xl gap-8 px-6 pb-10">
        {known ? (
          platforms.data.map((platform) => (
            <PlatformSection
              key={platform.id}
              platform={platform}
              connections={connections.data.filter(
                (one) => one.platform === platform.id && one.state !== 'removed',
              )}
            />
          ))
        ) : error === null ? (
          <Loading className="grid gap-3">
            <Skeleton className="h-6 w-32" />
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
            <Skeleton className="mt-5 h-6 w-32" />
            <Skeleton className="h-16" />
          </Loading>
        ) : (
          <ErrorState
            error={error}
            onRetry={() => {
              void connections.refetch();
              void platforms.refetch();
            }}
          />
        )}
      </div>
      {connections.data !== undefined && <AskedByAddress connections={connections.data} />}
      <ConnectDialog />
    </>
  );
}

function PlatformSection({
  platform,
  connections,
}: {
  platform: PlatformView;
  connections: readonly ConnectionView[];
}) {
  return (
    <section aria-labelledby={`platform-${platform.id}`} className="grid gap-2">
      <div className="flex items-center gap-2">
        <PlatformIcon platform={platform.id} decorative />
        <h2 id={`platform-${platform.id}`} className="font-semibold text-base">
          {platform.name}
        </h2>
        <SetupLink platform={platform} />
        <ConnectButton platform={platform} />
      </div>
      {connections.length === 0 ? (
        <p className="flex items-center gap-2 rounded-lg border border-border border-dashed px-4 py-5 text-muted-foreground">
          <Users aria-hidden className="size-4" />
          {!isSetUp(platform)
            ? `No account yet. ${platform.name} needs a one-time setup first; the guide takes you through it.`
            : 'No account yet. Connect one to plan posts for it.'}
        </p>
      ) : (
        <ul className="divide-y divide-border rounded-lg border border-border bg-card">
          {connections.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Of several ways to connect, one is enough. */
const isSetUp = ({ app, consents }: PlatformView): boolean =>
  app !== null || consents.some((consent) => consent.app !== null);

function SetupLink({ platform }: { platform: PlatformView }) {
  if (!isSetUp(platform)) return null;
  return (
    <Link
      href={`/connections/setup/${platform.id}`}
      className="ml-1 inline-flex min-h-7 items-center text-muted-foreground text-xs underline-offset-4 hover:underline"
    >
      Change setup<span className="sr-only"> of {platform.name}</span>
    </Link>
  );
}

/** Without the seller's own app the way leads through the guide first. */
function ConnectButton({ platform }: { platform: PlatformView }) {
  const [, navigate] = useLocation();
  const ready = isSetUp(platform);
  return (
    <Button
      variant="outline"
      size="sm"
      className="ml-auto"
      onClick={() => (ready ? openConnect(platform.id) : navigate(`/connections/setup/${platform.id}`))}
    >
      <Plus aria-hidden />
      {ready ? 'Connect an account' : 'Set up and connect'}
      <span className="sr-only"> of {platform.name}</span>
    </Button>
  );
}

/** `?reconnect=` and `?connect=` open the dialog: the buttons of notices and of the guide lead here. */
function AskedByAddress({ connections }: { connections: readonly ConnectionView[] }) {
  const [search, setSearch] = useSearchParams();
  const reconnect = connections.find((one) => one.id === search.get('reconnect'));
  const platforms = useQuery(api.connections.platforms.queryOptions({ input: {} })).data;
  const platform = platforms?.find((one) => one.id === search.get('connect'));
  useEffect(() => {
    if (reconnect !== undefined) openConnect(reconnect.platform, { id: reconnect.id, name: reconnect.name });
    else if (platform !== undefined) openConnect(platform.id);
    else return;
    setSearch({}, { replace: true });
  }, [reconnect, platform, setSearch]);
  return null;
}
