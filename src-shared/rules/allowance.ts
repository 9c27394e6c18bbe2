import type { TargetKind } from '../model/platform-id.ts';
import { type Instant, toLocal } from '../model/time.ts';
import type { Figure, RulePack } from './rule-pack.ts';

/** How many posts a platform takes of one account, or of all accounts connected by one app, in a stretch of time. */
export interface Allowance {
  per: 'account' | 'app';
  max: Figure;
  /** Any so many ms in a row, or the calendar days of a zone. */
  window: { rollingMs: number } | { daysIn: string };
  /** Only posts of these kinds are counted; absent: all. */
  kinds?: readonly TargetKind[];
}

/** A post that counts: one that is out, or is to go out. */
export interface CountedPost {
  connectionId: string;
  kind: TargetKind;
  at: Instant;
}

/** An allowance that a post would go beyond. */
export interface Overdraft {
  allowance: Allowance;
  /** Posts in its stretch, this one left out. */
  used: number;
  /** The first time with room. */
  fitsAt: Instant;
}

const HOUR = 60 * 60_000;
/** A calendar day is at most this long, ms. */
export const LONGEST_DAY = 25 * HOUR;

/**
 * The allowances that `post` would go beyond, given all posts of its app from `LONGEST_DAY` before it on. Pure.
 * What other programs post on the account is not known here, so there may be less room than it says.
 */
export function overdrafts(
  { allowances = [] }: Pick<RulePack, 'allowances'>,
  post: CountedPost,
  others: readonly CountedPost[],
): Overdraft[] {
  return allowances.flatMap((allowance) => {
    const { per, kinds } = allowance;
    if (kinds !== undefined && !kinds.includes(post.kind)) return [];
    const times = others
      .filter(
        ({ connectionId, kind }) =>
          (per === 'app' || connectionId === post.connectionId) && (kinds?.includes(kind) ?? true),
      )
      .map(({ at }) => at)
      .sort((a, b) => a - b);
    const used = usedAt(allowance, times, post.at);
    if (used < allowance.max.value) return [];
    return [{ allowance, used, fitsAt: firstWithRoom(allowance, times, post.at) }];
  });
}

function usedAt({ window }: Allowance, times: readonly Instant[], at: Instant): number {
  if ('rollingMs' in window) return times.filter((time) => time > at - window.rollingMs && time <= at).length;
  const day = dayOf(at, window.daysIn);
  return times.filter((time) => dayOf(time, window.daysIn) === day).length;
}

/** Room comes when a post leaves the stretch, or when the day is over. */
function firstWithRoom(allowance: Allowance, times: readonly Instant[], at: Instant): Instant {
  const { window, max } = allowance;
  const hasRoom = (time: Instant) => usedAt(allowance, times, time) < max.value;
  if ('rollingMs' in window) {
    const leaving = times.map((time) => time + window.rollingMs).filter((time) => time > at);
    return leaving.find(hasRoom) ?? at;
  }
  let time = at;
  while (!hasRoom(time)) time = nextMidnight(time, window.daysIn);
  return time;
}

function nextMidnight(at: Instant, zone: string): Instant {
  const day = dayOf(at, zone);
  let [before, after] = [at, at + LONGEST_DAY];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle, zone) === day) before = middle;
    else after = middle;
  }
  return after;
}

const dayOf = (at: Instant, zone: string) => toLocal(at, zone).slice(0, 10);

/** "YouTube takes 100 posts a day of all accounts connected by your app, and 100 are planned already. …" */
export function overdraftMessage(name: string, { allowance, used, fitsAt }: Overdraft, zone: string): string {
  const { max, per, kinds, window } = allowance;
  const what = kinds === undefined ? 'posts' : kinds.map((kind) => `${kind}s`).join(' and ');
  const whose = per === 'account' ? 'of one account' : 'of all accounts connected by your app';
  const often = max.unverified === true ? 'about ' : '';
  const planned = used === 1 ? '1 is' : `${used} are`;
  return `${name} takes ${often}${max.value} ${what} ${stretch(window)} ${whose}, and ${planned} planned or out by then. There is room from ${moment(fitsAt, zone)}.`;
}

function stretch(window: Allowance['window']): string {
  if ('daysIn' in window) return 'a day';
  const minutes = window.rollingMs / 60_000;
  return minutes < 60 ? `in ${minutes} minutes` : `in ${minutes / 60} hours`;
}

function moment(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}
