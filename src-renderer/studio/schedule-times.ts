import { type Instant, resolveWallTime, toLocal, type WallTime } from '#shared/model/time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The wall-clock minute of an instant, "2026-11-24T15:30". */
export function toMinute(instant: Instant, zone: string): string {
  return toLocal(instant, zone).slice(0, 16);
}

export interface QuickPick {
  id: string;
  label: string;
  local: string;
}

/** Times that are often wanted; those that would be in the past are left out. */
export function quickPicks(now: Instant, zone: string): QuickPick[] {
  const today = toLocal(now, zone).slice(0, 10);
  const picks = [
    { id: 'minutes', label: 'In 5 minutes', local: wholeMinute(now + 5 * MINUTE, zone) },
    { id: 'hour', label: 'In 1 hour', local: wholeMinute(now + 60 * MINUTE, zone) },
    { id: 'tonight', label: 'Tonight 19:00', local: `${today}T19:00` },
    { id: 'tomorrow', label: 'Tomorrow 9:00', local: `${dayAfter(today)}T09:00` },
  ];
  return picks.filter(({ local }) => resolveWallTime({ local, zone }).instant > now + MINUTE);
}

/** What is offered first: the next full hour that leaves at least a quarter of an hour to look at it again. */
export function firstOffer(now: Instant, zone: string): string {
  const hour = toLocal(now + 15 * MINUTE, zone).slice(0, 13);
  const { instant } = resolveWallTime({ local: `${hour}:00`, zone });
  return toMinute(instant + 60 * MINUTE, zone);
}

export interface TimeVerdict {
  instant: Instant;
  /** The wall-clock time that will be used. */
  local: string;
  past: boolean;
  /** What a clock change does to it, as a sentence. */
  note: string | null;
}

/** Null while the fields do not hold a whole day and time yet. */
export function judgeTime(when: WallTime, now: Instant): TimeVerdict | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(when.local)) return null;
  let resolved: ReturnType<typeof resolveWallTime>;
  try {
    resolved = resolveWallTime(when);
  } catch {
    return null;
  }
  const { instant, fit, local } = resolved;
  return {
    instant,
    local: local.slice(0, 16),
    past: instant <= now,
    note: clockNote(fit, when.local, local),
  };
}

function clockNote(fit: 'exact' | 'gap' | 'overlap', asked: string, used: string): string | null {
  const time = asked.slice(11, 16);
  if (fit === 'gap') {
    return `The clocks go forward that day and skip ${time}. It goes out at ${used.slice(11, 16)}.`;
  }
  if (fit === 'overlap') {
    return `The clocks go back that day and show ${time} twice. It goes out the first time.`;
  }
  return null;
}

/** The day after a day, "2026-11-24" to "2026-11-25", whatever the clocks do. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

function wholeMinute(instant: Instant, zone: string): string {
  return toMinute(Math.ceil(instant / MINUTE) * MINUTE, zone);
}
