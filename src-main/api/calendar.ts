import { calendarDays } from '../planning/calendar-days.ts';
import { type CalendarQueries, prepareCalendar } from '../store/calendar.ts';
import type { Store } from '../store/database.ts';
import { implementation } from './context.ts';

const prepared = new WeakMap<Store, CalendarQueries>();

export const calendarHandlers = {
  days: implementation.calendar.days.handler(({ input, context: { desktop } }) => {
    const queries = prepared.get(desktop.store) ?? prepareCalendar(desktop.store);
    prepared.set(desktop.store, queries);
    return { days: calendarDays(queries, input) };
  }),
};
