import { type QueryClient, usePrefetchQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import { api } from '#ui/api/queries.ts';
import {
  type CalendarView,
  type DateRange,
  type DateText,
  datesOf,
  rangeOf,
  step,
  type WeekStart,
} from './calendar-date.ts';
import { allCards, type CalendarFilter, filterDays, isFiltering } from './calendar-filter.ts';

interface Asked {
  view: CalendarView;
  date: DateText;
  zone: string;
  weekStartsOn: WeekStart;
  /** Cards a day. */
  perDay: number;
}

export type DaysByDate = ReadonlyMap<DateText, CalendarDay>;

/** The days on screen. Their neighbours are fetched ahead, so that turning the page shows them at once. */
export function useDays(asked: Asked, filter: CalendarFilter) {
  const { view, date, zone, weekStartsOn } = asked;
  const perDay = isFiltering(filter) ? allCards : asked.perDay;
  const queries = useQueryClient();
  const dates = useMemo(() => datesOf(view, date, weekStartsOn), [view, date, weekStartsOn]);
  const wanted = daysQuery({ ...rangeOf(dates), zone, perDay });
  // Asked for while drawing, not after it: an answer that comes at once is there for the first paint.
  usePrefetchQuery(wanted);
  const query = useQuery(wanted);
  const loaded = query.data !== undefined;
  useEffect(() => {
    if (!loaded) return;
    return whenIdle(() => {
      for (const by of [1, -1] as const) {
        const range = rangeOf(datesOf(view, step(view, date, by), weekStartsOn));
        void queries.prefetchQuery(daysQuery({ ...range, zone, perDay }));
      }
    });
  }, [loaded, queries, view, date, weekStartsOn, zone, perDay]);
  const days = useMemo((): DaysByDate => {
    const all = query.data?.days ?? [];
    const shown = isFiltering(filter) ? filterDays(all, filter) : all;
    return new Map(shown.map((day) => [day.date, day]));
  }, [query.data, filter]);
  return { dates, days, query };
}

export function daysQuery(input: DateRange & { zone: string; perDay: number }) {
  return api.calendar.days.queryOptions({ input });
}

/** Changes every stretch of days that is loaded; what is being loaded would overwrite it and is given up. */
export async function changeDays(
  queries: QueryClient,
  change: (days: CalendarDay[]) => CalendarDay[],
): Promise<void> {
  const queryKey = api.calendar.days.key();
  await queries.cancelQueries({ queryKey });
  queries.setQueriesData<{ days: CalendarDay[] }>({ queryKey }, (data) =>
    data === undefined ? data : { days: change(data.days) },
  );
}

function whenIdle(work: () => void): () => void {
  const handle = requestIdleCallback(work, { timeout: 500 });
  return () => cancelIdleCallback(handle);
}
