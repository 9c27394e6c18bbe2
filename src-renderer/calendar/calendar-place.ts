import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { type CalendarView, type DateText, isDate } from './calendar-date.ts';

export interface CalendarPlace {
  view: CalendarView;
  date: DateText;
}

/** What is shown stands in the address, so that back, reload and a copied address lead to the same days. */
export function useCalendarPlace(today: DateText): [CalendarPlace, (to: Partial<CalendarPlace>) => void] {
  const [params, setParams] = useSearchParams();
  const place = useMemo(() => readPlace(params, today), [params, today]);
  const go = useCallback(
    (to: Partial<CalendarPlace>) => setParams((before) => ({ ...readPlace(before, today), ...to })),
    [setParams, today],
  );
  return [place, go];
}

export function readPlace(params: URLSearchParams, today: DateText): CalendarPlace {
  const date = params.get('date') ?? '';
  return { view: params.get('view') === 'week' ? 'week' : 'month', date: isDate(date) ? date : today };
}
