import { randomBytes } from 'node:crypto';
import type { PostView } from '#shared/contract/posts.ts';
import { announce } from '#shared/publishing/announce.ts';
import type { Claim, Outcome, Reason } from '#shared/publishing/job-store.ts';
import type { Desk } from '../desk.suite.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import { createJobStore } from '../store/job-store.ts';

export type Reached = 'claimed' | 'sending' | Outcome['to'];

/**
 * Brings a scheduled target to a state as the publisher does it: by the job store, step by step. By default the first
 * target of the post. Gives the claim that it did it under.
 */
export async function bringTo(
  desk: Desk,
  post: PostView,
  state: Reached,
  more: {
    targetId?: string;
    connectionState?: 'reconnect' | 'blocked' | null;
    nextLookAt?: number | null;
  } = {},
): Promise<Claim> {
  const { store, clock } = desk.desktop;
  const jobs = createJobStore(store, createGroupCommit(store), (count) => new Uint8Array(randomBytes(count)));
  const targetId = more.targetId ?? post.targets[0]?.id;
  const now = clock.now();
  const ever = Number.MAX_SAFE_INTEGER;
  const query = { executor: 'desktop', worker: 'a publisher', now, leaseMs: 30_000, limit: 500 } as const;
  const claims = await jobs.claimDue({ ...query, until: ever });
  for (const other of claims.filter((one) => one.targetId !== targetId))
    await jobs.close(other, { to: 'scheduled', notBefore: null, reason: null, counts: false }, null, now);
  const claim = claims.find((one) => one.targetId === targetId);
  if (claim === undefined) throw new Error('the target is not scheduled');
  if (state === 'claimed') return claim;
  if (state === 'sending' || state === 'published' || state === 'unknown') {
    const step = await jobs.intend(claim, { name: 'post', visible: true, fingerprint: 'f'.repeat(64), now });
    if (step !== null && state === 'published')
      await jobs.answer(step, { state: 'answered', answer: { id: 'remote-1' }, now });
  }
  if (state === 'sending') return claim;
  const outcome = outcomeOf(claim, state, more);
  await jobs.close(claim, outcome, announce(claim, outcome, 'X'), now);
  return claim;
}

function outcomeOf(
  claim: Claim,
  to: Outcome['to'],
  { connectionState = null, nextLookAt = null }: Parameters<typeof bringTo>[3] & object,
): Outcome {
  const reason: Reason = { message: `It is ${to}.`, code: '42', action: 'resolve', field: null };
  switch (to) {
    case 'published':
      return {
        to,
        remoteId: 'remote-1',
        permalink: 'https://x.com/i/status/1',
        publishedAt: claim.dueAt,
        verifyAt: null,
      };
    case 'scheduled':
      return { to, notBefore: null, reason, counts: true };
    case 'unknown':
      return { to, reason, nextLookAt };
    case 'held':
      return { to, reason, connectionState };
    case 'refused':
    case 'missed':
      return { to, reason };
  }
}
