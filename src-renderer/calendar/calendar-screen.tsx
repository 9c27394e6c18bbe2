import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { CalendarBoard } from './calendar-board.tsx';

/** The calendar needs the seller's zone and first day of the week before it can draw a day. */
export function CalendarScreen() {
  const settings = useQuery(api.app.settings.queryOptions({ input: {} }));
  if (settings.isPending) {
    return (
      <Loading label="Opening the calendar…" className="flex h-full flex-col gap-3 p-4">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="flex-1" />
      </Loading>
    );
  }
  if (settings.isError) {
    return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return <CalendarBoard zone={settings.data.zone} weekStartsOn={settings.data.weekStartsOn} />;
}
