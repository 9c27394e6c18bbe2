import type { QueryClient } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';
import { type CalendarView, datesOf, rangeOf } from './calendar-date.ts';
import { allCards } from './calendar-filter.ts';
import { readPlace } from './calendar-place.ts';
import { dateAt } from './card-move.ts';
import { mostCards } from './day-fit.ts';
import type { Size } from './use-size.ts';
import { daysQuery } from './use-days.ts';

/** What the calendar takes of the window beside the days, px; until the days were measured. */
export const guessSize = (): Size => ({ width: innerWidth - 224, height: innerHeight - 88 });

/** Cards asked for a day; by fours, so that a window a little higher needs no other answer. */
export function cardsPerDay(view: CalendarView, { height }: Size): number {
  if (view === 'week') return allCards;
  return Math.min(24, Math.max(4, Math.ceil(mostCards(Math.floor(height / 6)) / 4) * 4));
}

/** Asks for the days that the calendar will show, while its screen is still being loaded. Never throws. */
export async function askForDays(queries: QueryClient): Promise<void> {
  try {
    const settings = await queries.ensureQueryData(api.app.settings.queryOptions({ input: {} }));
    const { zone, weekStartsOn } = settings;
    const { view, date } = readPlace(new URLSearchParams(location.search), dateAt(Date.now(), zone));
    const range = rangeOf(datesOf(view, date, weekStartsOn));
    await queries.prefetchQuery(daysQuery({ ...range, zone, perDay: cardsPerDay(view, guessSize()) }));
  } catch {
    // The screen asks again, and says what is wrong.
  }
}
