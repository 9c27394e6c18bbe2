import type { Instant, WallTime } from '#shared/model/time.ts';
import { addDays, type DateText } from './calendar-date.ts';
import { dateAt, timeAt } from './card-move.ts';
import { startOfDay } from './day-clock.ts';

const MINUTE = 60_000;

/** Time of day that is offered for a day to come. */
const morning = '09:00';

/**
 * The time that a new post starts with when only its day was chosen: the morning; today the next full hour that
 * leaves a quarter of an hour, late in the evening the next five minutes. Null for a day that is over.
 */
export function newPostTime(date: DateText, now: Instant, zone: string): WallTime | null {
  const today = dateAt(now, zone);
  if (date < today) return null;
  if (date > today) return { local: `${date}T${morning}`, zone };
  const hour = nextFull(now + 15 * MINUTE, 60 * MINUTE);
  const end = startOfDay(addDays(date, 1), zone);
  const soon = hour < end ? hour : nextFull(now + MINUTE, 5 * MINUTE);
  return soon < end ? wallTime(soon, zone) : { local: `${addDays(date, 1)}T${morning}`, zone };
}

/** The wall-clock time of an instant, to the minute. */
export function wallTime(instant: Instant, zone: string): WallTime {
  return { local: `${dateAt(instant, zone)}T${timeAt(instant, zone)}`, zone };
}

function nextFull(instant: Instant, step: number): Instant {
  return Math.ceil(instant / step) * step;
}
