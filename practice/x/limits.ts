import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { overDailyLimit, tooManyRequests } from './problems.ts';

const quarter = 15 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** Calls per 15 minutes and user. Source: X's rate limit page, 2026-08. */
const perUser = {
  createPost: 100,
  deletePost: 50,
  uploadOnce: 500,
  initialize: 1875,
  append: 1875,
  finalize: 1875,
  uploadStatus: 1000,
  // Not in the published table: as the other upload calls.
  altText: 1875,
  readPosts: 5000,
  readTimeline: 900,
  readMe: 75,
} as const;

export type LimitedCall = keyof typeof perUser;

/** Posts per 24 hours and app. */
const postsPerApp = 10_000;

interface Window {
  limit: number;
  remaining: number;
  resetSeconds: number;
  spent: boolean;
}

/** Counts one call; gives the refusal when the window is spent, else the headers for the answer. */
export function countCall(
  world: World,
  call: LimitedCall,
  userId: string,
  clientId: string,
): Reply | Record<string, string> {
  const user = window(world, `x ${call} ${userId}`, perUser[call], quarter);
  const headers = headersOf('x-rate-limit', user);
  const app =
    call === 'createPost' ? window(world, `x ${call} app ${clientId}`, postsPerApp, day) : undefined;
  if (app !== undefined) Object.assign(headers, headersOf('x-app-limit-24hour', app));
  const { rateLimits, postsPerThreeHours, postsPerDay } = world.state.x.switches;
  if (!rateLimits) return headers;
  if (user.spent) return tooManyRequests(user.limit, user.resetSeconds);
  if (app?.spent === true) {
    return tooManyRequests(user.limit, app.resetSeconds).with(headersOf('x-app-limit-24hour', app));
  }
  if (call !== 'createPost') return headers;
  const older = postsPerThreeHours && window(world, `x posts 3h ${userId}`, postsPerThreeHours, 12 * quarter);
  if (older && older.spent) return tooManyRequests(older.limit, older.resetSeconds);
  const daily = postsPerDay && window(world, `x posts 24h ${userId}`, postsPerDay, day);
  return daily && daily.spent ? overDailyLimit() : headers;
}

function window(world: World, key: string, limit: number, length: number): Window {
  const now = world.now();
  const known = world.counters.get(key);
  const current = known !== undefined && now < known.since + length ? known : { since: now, count: 0 };
  current.count += 1;
  world.counters.set(key, current);
  return {
    limit,
    remaining: Math.max(0, limit - current.count),
    resetSeconds: Math.ceil((current.since + length) / 1000),
    spent: current.count > limit,
  };
}

const headersOf = (prefix: string, window: Window): Record<string, string> => ({
  [`${prefix}-limit`]: String(window.limit),
  [`${prefix}-remaining`]: String(window.remaining),
  [`${prefix}-reset`]: String(window.resetSeconds),
});
