/**
 * Days of the calendar as text, "2026-11-24". A day has no zone and no length; where it begins and how long it lasts
 * is said by day-clock.ts.
 */
export type DateText = string;

export type WeekStart = 0 | 1 | 6;
export type CalendarView = 'month' | 'week';

/** Both ends included. */
export interface DateRange {
  from: DateText;
  to: DateText;
}

const DAY = 86_400_000;

function asUtc(date: DateText): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function toText(utc: number): DateText {
  return new Date(utc).toISOString().slice(0, 10);
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(asUtc(text)) && toText(asUtc(text)) === text;
}

export function addDays(date: DateText, days: number): DateText {
  return toText(asUtc(date) + days * DAY);
}

/** The same day of another month; its last day where the month is too short. */
export function addMonths(date: DateText, months: number): DateText {
  const from = new Date(asUtc(date));
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const target = new Date(first);
  const length = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return toText(first + (Math.min(from.getUTCDate(), length) - 1) * DAY);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: DateText): number {
  return new Date(asUtc(date)).getUTCDay();
}

export function isWeekend(date: DateText): boolean {
  return weekday(date) % 6 === 0;
}

export function monthOf(date: DateText): string {
  return date.slice(0, 7);
}

export function dayOfMonth(date: DateText): number {
  return Number(date.slice(8));
}

export function startOfWeek(date: DateText, weekStartsOn: WeekStart): DateText {
  return addDays(date, -((weekday(date) - weekStartsOn + 7) % 7));
}

/** The six weeks that show a month; always six, so that the grid does not jump between months. */
export function monthDates(date: DateText, weekStartsOn: WeekStart): DateText[] {
  return run(startOfWeek(`${monthOf(date)}-01`, weekStartsOn), 42);
}

export function weekDates(date: DateText, weekStartsOn: WeekStart): DateText[] {
  return run(startOfWeek(date, weekStartsOn), 7);
}

export function datesOf(view: CalendarView, date: DateText, weekStartsOn: WeekStart): DateText[] {
  return view === 'month' ? monthDates(date, weekStartsOn) : weekDates(date, weekStartsOn);
}

export function rangeOf(dates: readonly DateText[]): DateRange {
  const from = dates[0];
  const to = dates.at(-1);
  if (from === undefined || to === undefined) throw new RangeError('a range needs days');
  return { from, to };
}

/** The day that one step forwards or back shows. */
export function step(view: CalendarView, date: DateText, by: 1 | -1): DateText {
  return view === 'month' ? addMonths(date, by) : addDays(date, 7 * by);
}

function run(from: DateText, count: number): DateText[] {
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}
