import type { Instant } from '../../model/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * When calls are taken again. `x-ratelimit-reset` is in seconds from now (unverified); a daily limit ends at midnight UTC;
 * where nothing is said, a minute. Source: pinterest.md sections 4 and 5.
 */
export function windowEnd(headers: Readonly<Record<string, string>>, words: string, now: Instant): Instant {
  const seconds = Number(headers['x-ratelimit-reset'] ?? '');
  if (Number.isFinite(seconds) && seconds > 0) return now + seconds * SECOND;
  if (!/\bda(y|ily)\b/i.test(words)) return now + MINUTE;
  const today = new Date(now);
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + 1);
}
