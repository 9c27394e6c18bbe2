import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { WhenInput } from '#shared/contract/schedule.ts';
import type { TargetState } from '#shared/model/states.ts';
import { type Instant, resolveWallTime, toLocal } from '#shared/model/time.ts';
import { addDays, type DateText } from './calendar-date.ts';

export type Movable = { may: true; targetIds: string[] } | { may: false; why: string };

/** Why a card stays where it is; null for states that may be given another time. */
const fixed: Record<TargetState, string | null> = {
  draft: null,
  scheduled: null,
  held: null,
  missed: null,
  refused: null,
  claimed: 'This post is going out right now, so its time cannot change any more.',
  sending: 'This post is going out right now, so its time cannot change any more.',
  published: 'This post is out already, so its time cannot change any more.',
  unknown: 'We do not know yet whether this post is out. Settle that first under “Needs you”.',
  canceled: 'This post was canceled. Open it to schedule it again.',
};

/** Which accounts of a card move with it. Where some are out already, the others still can. */
export function movable(card: CalendarCard): Movable {
  const targetIds = card.targets.filter(({ state }) => fixed[state] === null).map(({ id }) => id);
  if (targetIds.length > 0) return { may: true, targetIds };
  const first = card.targets[0];
  return { may: false, why: (first && fixed[first.state]) ?? 'This post has no time to move.' };
}

/** The same time of day on another day. In a gap of the clock the next minute there is. */
export function onDay(instant: Instant, date: DateText, zone: string): Instant {
  const time = toLocal(instant, zone).slice(11);
  return resolveWallTime({ local: `${date}T${time}`, zone }).instant;
}

/** The same time of day some days later or earlier. */
export function daysLater(instant: Instant, days: number, zone: string): Instant {
  return onDay(instant, addDays(dateAt(instant, zone), days), zone);
}

export function dateAt(instant: Instant, zone: string): DateText {
  return toLocal(instant, zone).slice(0, 10);
}

/** "15:30" */
export function timeAt(instant: Instant, zone: string): string {
  return toLocal(instant, zone).slice(11, 16);
}

/**
 * What is asked of the server. The wall-clock time, so that it keeps meaning what the seller chose; the bare instant
 * only for the second showing of an hour, which a wall-clock time cannot say.
 */
export function whenOf(instant: Instant, zone: string): WhenInput {
  const whole = Math.floor(instant / 1000) * 1000;
  const local = toLocal(whole, zone);
  return resolveWallTime({ local, zone }).instant === whole
    ? { local, zone }
    : { at: new Date(whole).toISOString() };
}

/** Why nothing can be planned at this time; null when it can. */
export function tooLate(instant: Instant, now: Instant): string | null {
  return instant > now ? null : 'That time has passed. Choose a later one.';
}

const QUARTER = 15;

/** The quarter of an hour nearest to a position on the week's axis. */
export function snapped(position: number): number {
  return Math.round(position / QUARTER) * QUARTER;
}
