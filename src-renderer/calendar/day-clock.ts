import { tzOffset } from '@date-fns/tz';
import { type Instant, resolveWallTime } from '#shared/model/time.ts';
import { addDays, type DateText } from './calendar-date.ts';

const MINUTE = 60_000;

/** A part of a day in which the clock runs evenly. `wall`: minutes after midnight that the clock shows at `from`. */
export interface Stretch {
  from: Instant;
  /** Not included. */
  to: Instant;
  wall: number;
}

/**
 * A day of a zone as its clock shows it: one stretch, or two around a clock change. A day is 23, 24 or 25 hours long,
 * where a zone changes by half an hour 23.5 or 24.5.
 */
export interface DayClock {
  date: DateText;
  stretches: Stretch[];
}

export function dayClock(date: DateText, zone: string): DayClock {
  const from = startOfDay(date, zone);
  const to = startOfDay(addDays(date, 1), zone);
  const change = clockChange(from, to, zone);
  const bounds = change === null ? [from, to] : [from, change, to];
  const stretches: Stretch[] = [];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const end = bounds[index + 1] ?? to;
    if (end > start) stretches.push({ from: start, to: end, wall: wallMinutes(start, date, zone) });
  }
  return { date, stretches };
}

export function startOfDay(date: DateText, zone: string): Instant {
  return resolveWallTime({ local: `${date}T00:00`, zone }).instant;
}

/** Minutes the clock shows at the end of a stretch; the last stretch of a day ends at 1440. */
export function wallEnd(stretch: Stretch): number {
  return stretch.wall + (stretch.to - stretch.from) / MINUTE;
}

function wallMinutes(instant: Instant, date: DateText, zone: string): number {
  return (instant - Date.parse(`${date}T00:00Z`)) / MINUTE + tzOffset(zone, new Date(instant));
}

/** The first instant of the new offset, by bisection; null on a day without a change. */
function clockChange(from: Instant, to: Instant, zone: string): Instant | null {
  const offset = tzOffset(zone, new Date(from));
  if (to <= from || tzOffset(zone, new Date(to - MINUTE)) === offset) return null;
  let before = from;
  let after = to - MINUTE;
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (tzOffset(zone, new Date(middle)) === offset) before = middle;
    else after = middle;
  }
  return after;
}
