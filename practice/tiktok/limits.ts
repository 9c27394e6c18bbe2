import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tkError } from './errors.ts';
import type { Caller } from './sessions.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;
/** Users of an app that is not audited who may post in a day. */
const unauditedUsers = 5;

/** Counts one call against the sliding minute of a user; gives the refusal when the minute is full. */
export function countCall(
  world: World,
  { grant }: Pick<Caller, 'grant'>,
  call: 'init' | 'creatorInfo' | 'status',
): Reply | undefined {
  const { perMinute } = world.state.tiktok.switches;
  if (perMinute === null) return undefined;
  const now = Math.floor(world.now() / second);
  const keyOf = (at: number) => `tiktok ${call} ${grant.id} ${at}`;
  let used = 0;
  for (let ago = 0; ago < 60; ago++) used += world.counters.get(keyOf(now - ago))?.count ?? 0;
  if (used >= perMinute[call]) return tkError('rate_limit_exceeded');
  const current = world.counters.get(keyOf(now))?.count ?? 0;
  world.counters.set(keyOf(now), { since: world.now(), count: current + 1 });
  return undefined;
}

/** Why this creator may post nothing at the moment, whatever it is. */
export function creatorRefusal({ user, app }: Caller, world: World, status?: number): Reply | undefined {
  const { postsPerDay } = world.state.tiktok.switches;
  if (user.standing === 'banned') return tkError('spam_risk_user_banned_from_posting', undefined, status);
  const lately = postsOfToday(world);
  if (lately.filter(({ openId }) => openId === user.openId).length >= postsPerDay)
    return tkError('spam_risk_too_many_posts', undefined, status);
  const most = app.audited ? world.state.tiktok.switches.usersPerDay : unauditedUsers;
  const users = new Set(
    lately.filter(({ clientKey }) => clientKey === app.clientKey).map(({ openId }) => openId),
  );
  if (most !== null && !users.has(user.openId) && users.size >= most)
    return tkError('reached_active_user_cap', undefined, status);
  return undefined;
}

const postsOfToday = (world: World) =>
  Object.values(world.state.tiktok.posts).filter(
    ({ createdAt, info }) => info.privacy !== null && world.now() - createdAt < day,
  );

/** Drafts that wait in the inbox; nobody finishes them here. */
export function draftRefusal({ user }: Caller, world: World): Reply | undefined {
  if (user.standing === 'banned') return tkError('spam_risk_user_banned_from_posting');
  const waiting = Object.values(world.state.tiktok.publications).filter(
    ({ openId, mode, state, createdAt }) =>
      openId === user.openId && mode === 'inbox' && state !== 'failed' && world.now() - createdAt < day,
  );
  return waiting.length >= world.state.tiktok.switches.pendingDrafts
    ? tkError('spam_risk_too_many_pending_share')
    : undefined;
}
