import type { Instant } from '#shared/model/time.ts';
import type { DateText } from './calendar-date.ts';
import { type DayClock, dayClock, wallEnd } from './day-clock.ts';

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * The hours down the side of a week, shared by its seven days. Positions are minutes from the top. Usually that is
 * the wall clock. In a week where a clock is set back, the hour it shows twice stands on the axis twice; the days that
 * have it once leave the second blank. Where a clock is set forward, that day leaves the skipped hour blank.
 */
export interface WeekAxis {
  /** Minutes from top to bottom. */
  length: number;
  hours: AxisHour[];
  days: AxisDay[];
}

export interface AxisHour {
  at: number;
  /** "02:00" */
  label: string;
  /** The second time that the clock shows this hour. */
  again: boolean;
}

export interface AxisDay {
  date: DateText;
  segments: Segment[];
  /** Positions that this day does not have. */
  blanks: { from: number; to: number }[];
}

/** A run of the day that lies unbroken on the axis from position `at`. */
interface Segment {
  from: Instant;
  /** Not included. */
  to: Instant;
  at: number;
}

/** Wall minutes that some day of the week shows twice. */
interface Repeat {
  from: number;
  to: number;
}

export function weekAxis(dates: readonly DateText[], zone: string): WeekAxis {
  const clocks = dates.map((date) => dayClock(date, zone));
  const repeats = clocks.flatMap(repeatsOf);
  const length = DAY + repeats.reduce((sum, repeat) => sum + repeat.to - repeat.from, 0);
  const days = clocks.map((clock) => {
    const segments = segmentsOf(clock, repeats);
    return { date: clock.date, segments, blanks: blanksOf(segments, length) };
  });
  return { length, hours: hoursOf(repeats), days };
}

/** Minutes from the top; null for an instant of another day. */
export function positionOf(day: AxisDay, instant: Instant): number | null {
  const segment = day.segments.find(({ from, to }) => from <= instant && instant < to);
  return segment === undefined ? null : segment.at + (instant - segment.from) / MINUTE;
}

/** The instant at a position; in a blank the next one that the day has, at its end the last minute. */
export function instantAt(day: AxisDay, position: number): Instant | null {
  for (const segment of day.segments) {
    const end = segment.at + (segment.to - segment.from) / MINUTE;
    if (position < end) return segment.from + Math.max(0, position - segment.at) * MINUTE;
  }
  const last = day.segments.at(-1);
  return last === undefined ? null : last.to - MINUTE;
}

function repeatsOf({ stretches: [first, second] }: DayClock): Repeat[] {
  if (first === undefined || second === undefined || second.wall >= wallEnd(first)) return [];
  return [{ from: second.wall, to: wallEnd(first) }];
}

function segmentsOf(clock: DayClock, repeats: readonly Repeat[]): Segment[] {
  return clock.stretches.flatMap((stretch, index) => {
    const cuts = repeats.map(({ to }) => to).filter((cut) => cut > stretch.wall && cut < wallEnd(stretch));
    return [stretch.wall, ...cuts].map((wall, piece) => ({
      from: stretch.from + (wall - stretch.wall) * MINUTE,
      to: stretch.from + ((cuts[piece] ?? wallEnd(stretch)) - stretch.wall) * MINUTE,
      at: wall + shift(wall, index > 0, repeats),
    }));
  });
}

/** How far repeated hours push a wall time down. After a day's own change the repeated hour is its second showing. */
function shift(wall: number, afterChange: boolean, repeats: readonly Repeat[]): number {
  return repeats
    .filter(({ from, to }) => wall >= to || (afterChange && wall >= from))
    .reduce((sum, { from, to }) => sum + to - from, 0);
}

function blanksOf(segments: readonly Segment[], length: number): AxisDay['blanks'] {
  const blanks: AxisDay['blanks'] = [];
  let reached = 0;
  for (const segment of segments) {
    if (segment.at > reached) blanks.push({ from: reached, to: segment.at });
    reached = segment.at + (segment.to - segment.from) / MINUTE;
  }
  if (reached < length) blanks.push({ from: reached, to: length });
  return blanks;
}

function hoursOf(repeats: readonly Repeat[]): AxisHour[] {
  const once = Array.from({ length: 24 }, (_, hour) => ({
    at: hour * HOUR + shift(hour * HOUR, false, repeats),
    label: wallLabel(hour * HOUR),
    again: false,
  }));
  const twice = repeats.map((repeat) => ({
    at: repeat.from + shift(repeat.from, true, repeats),
    label: wallLabel(repeat.from),
    again: true,
  }));
  return [...once, ...twice].sort((a, b) => a.at - b.at);
}

function wallLabel(minutes: number): string {
  const text = (value: number) => String(value).padStart(2, '0');
  return `${text(Math.floor(minutes / HOUR))}:${text(minutes % HOUR)}`;
}
