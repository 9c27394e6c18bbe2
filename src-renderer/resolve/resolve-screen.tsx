import { useQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { Link } from 'wouter';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { ResolveDesk } from './resolve-desk.tsx';

/** Everything that waits for the seller. Nothing of it goes out before the seller has decided. */
export function ResolveScreen() {
  const query = useQuery(api.targets.attention.queryOptions({ input: {} }));
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-1 flex-col">
      <PageHeader
        title="Needs you"
        description="Nothing of this goes out before you decide. Nothing is lost either way."
      />
      {query.isPending && (
        <Loading className="grid gap-3 px-6">
          <Skeleton className="h-24" />
          <Skeleton className="h-24" />
          <Skeleton className="h-24" />
        </Loading>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState
          icon={CircleCheckBig}
          title="Nothing needs you."
          action={
            <Button asChild variant="outline">
              <Link href="/calendar">Go to the calendar</Link>
            </Button>
          }
        >
          When a post does not go out as planned, you decide about it here.
        </EmptyState>
      )}
      {query.data !== undefined && query.data.length > 0 && <ResolveDesk waiting={query.data} />}
    </div>
  );
}
