import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import type { PlatformView } from '#shared/contract/connections.ts';
import { NotFound } from '#ui/app/not-found.tsx';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { AppForm } from './app-form.tsx';
import { GuideSteps } from './guide-steps.tsx';

/** How the seller makes an own app at a platform, and where its id and secret are entered. */
export function SetupScreen({ platform: id }: { platform: string }) {
  const { data, error, refetch } = useQuery(api.connections.platforms.queryOptions({ input: {} }));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return (
      <Loading className="grid gap-4 px-6 py-5">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-64 max-w-2xl" />
      </Loading>
    );
  }
  const platform = data.find((one) => one.id === id);
  return platform === undefined ? <NotFound /> : <Setup platform={platform} />;
}

function Setup({ platform }: { platform: PlatformView }) {
  const { name } = platform;
  return (
    <>
      <PageHeader
        title={`Set up ${name}`}
        description="Needed once. After that an account is connected in a few clicks."
        actions={
          <Button asChild variant="outline">
            <Link href="/connections">
              <ArrowLeft aria-hidden />
              Accounts
            </Link>
          </Button>
        }
      />
      <div className="grid items-start gap-x-10 gap-y-6 px-6 pb-10 lg:grid-cols-[minmax(0,36rem)_minmax(0,22rem)]">
        <div className="grid gap-6">
          <p className="text-base text-muted-foreground">
            {name} lets a program post only by way of an app that is registered there. Registered by you, the
            app is yours: its limits and its costs are yours alone, and nobody stands between you and {name}.
          </p>
          <GuideSteps guide={platform.guide} redirects={platform.redirects} />
        </div>
        <AppForm platform={platform} />
      </div>
    </>
  );
}
