import type { Instant } from '../../model/time.ts';
import type { Refusal } from './refusal.ts';

const windows = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour'] as const;
const SECOND = 1000;
/** Also when our clock is ahead of X's: a wait that is over at once would be a loop. */
const LEAST_WAIT = 5 * SECOND;

/** When every window that is used up begins anew (headers in epoch seconds), and a second more; null: X does not say. */
export function windowEnd({ headers }: Refusal, now: Instant): Instant | null {
  const ends = windows
    .filter((name) => headers[`${name}-remaining`] === '0')
    .map((name) => Number(headers[`${name}-reset`]))
    .filter((seconds) => Number.isFinite(seconds) && seconds > 0);
  if (ends.length === 0) return null;
  return Math.max(Math.max(...ends) * SECOND + SECOND, now + LEAST_WAIT);
}

/** When a usage cap ends: a day's at midnight UTC. X does not say when a month of use began, so null for it. */
export function capEnd({ period }: Refusal, now: Instant): Instant | null {
  if (!/^da(y|ily)$/i.test(period)) return null;
  const day = new Date(now);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1);
}
