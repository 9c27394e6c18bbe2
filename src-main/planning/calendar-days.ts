import type { CalendarCard, CalendarDay } from '#shared/contract/calendar.ts';
import { AppError } from '#shared/model/app-error.ts';
import { resolveWallTime, toLocal } from '#shared/model/time.ts';
import type { CalendarQueries, CalendarRow, CalendarTargetRow } from '../store/calendar.ts';

const DAY_MS = 24 * 60 * 60_000;
const MOST_DAYS = 400;

/** Days of the seller's zone with counts and the first cards of each. */
export function calendarDays(
  queries: CalendarQueries,
  asked: { from: string; to: string; zone: string; perDay: number },
): CalendarDay[] {
  const { zone, perDay } = asked;
  const dates = datesBetween(asked.from, asked.to);
  const starts = [...dates, nextDate(dates.at(-1) ?? asked.to)].map(
    (date) => resolveWallTime({ local: `${date}T00:00`, zone }).instant,
  );
  return dates.map((date, index) => {
    const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? 0];
    const { total, needsYou } = queries.counts(from, to);
    return {
      date,
      total,
      needsYou,
      cards: total === 0 || perDay === 0 ? [] : cardsOf(queries, from, to, zone, perDay),
    };
  });
}

function cardsOf(
  queries: CalendarQueries,
  from: number,
  to: number,
  zone: string,
  perDay: number,
): CalendarCard[] {
  const rows = queries.cards(from, to, perDay);
  const last = rows.at(-1);
  if (last === undefined) return [];
  const targets = Map.groupBy(queries.targets(from, last.dueAt), keyOf);
  // A day of 24 hours begins at midnight and has no clock change.
  const isPlain = to - from === DAY_MS;
  const localTime = (at: number) =>
    (isPlain ? new Date(at - from).toISOString() : toLocal(at, zone)).slice(11, 16);
  return rows.map((row) => ({
    postId: row.postId,
    revision: row.revision,
    instant: row.dueAt,
    time: localTime(row.dueAt),
    caption: row.caption.split('\n', 1)[0] ?? '',
    tone: row.tone,
    thumbUrl: row.hash === null ? null : `/media/${row.hash}/thumb`,
    targets: (targets.get(keyOf(row)) ?? []).map(({ id, platform, state, connectionState }) => ({
      id,
      platform,
      state,
      by: connectionState === 'ok' ? ('laptop' as const) : ('nobody' as const),
    })),
  }));
}

function keyOf(row: Pick<CalendarRow | CalendarTargetRow, 'postId' | 'dueAt'>): string {
  return `${row.postId} ${row.dueAt}`;
}

function datesBetween(from: string, to: string): string[] {
  const [first, last] = [Date.parse(`${from}T00:00Z`), Date.parse(`${to}T00:00Z`)];
  if (last < first) throw new AppError('BAD_INPUT', 'The last day comes before the first.', { field: 'to' });
  if (last - first > MOST_DAYS * DAY_MS)
    throw new AppError('BAD_INPUT', 'Ask for at most 400 days at once.', { field: 'to' });
  const dates: string[] = [];
  for (let at = first; at <= last; at += DAY_MS) dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
