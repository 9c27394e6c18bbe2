import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tooManyRequests } from './errors.ts';
import type { PinApp, PinUser } from './model.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;

/**
 * Counts one call; gives the refusal when a window is spent, else the headers for the answer. Standard access: calls a
 * second for each user and app; Trial access: calls a day in all. The limits of single categories are not published.
 */
export function countCall(world: World, user: PinUser, app: PinApp): Reply | Record<string, string> {
  const { callsPerSecond, trialCallsPerDay } = world.state.pinterest.switches;
  const isTrial = app.access === 'trial';
  const limit = isTrial ? trialCallsPerDay : callsPerSecond;
  if (limit === null) return {};
  const key = isTrial ? `pinterest ${app.id}` : `pinterest ${app.id} ${user.id}`;
  const length = isTrial ? day : second;
  const now = world.now();
  const known = world.counters.get(key);
  const current = known !== undefined && now < known.since + length ? known : { since: now, count: 0 };
  current.count += 1;
  world.counters.set(key, current);
  const left = limit - current.count;
  const headers = limitHeaders(limit, left, Math.ceil((current.since + length - now) / second));
  return left < 0 ? spent(world, headers) : headers;
}

/** The refusal of a window that ends after so many milliseconds. */
export const outOfCalls = (world: World, ms: number): Reply =>
  spent(world, limitHeaders(100, 0, Math.ceil(ms / second)));

const spent = (world: World, headers: Record<string, string>): Reply =>
  world.state.pinterest.switches.namesReset ? tooManyRequests().with(headers) : tooManyRequests();

const limitHeaders = (limit: number, left: number, seconds: number): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(Math.max(0, left)),
  'x-ratelimit-reset': String(seconds),
});
