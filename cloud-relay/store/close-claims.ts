import type pg from 'pg';
import type { RandomBytes } from '#shared/model/ids.ts';
import type { Instant } from '#shared/model/time.ts';
import type { Announcement } from '#shared/publishing/announce.ts';
import type { Claim, Outcome } from '#shared/publishing/job-store.ts';
import { attemptOutcome, statesBeforeOutcome } from '#shared/publishing/outcome-moves.ts';
import { batch, written } from './batch.ts';
import { lockUsersOf, tell, type Told } from './tell.ts';
import { inTransaction } from './transaction.ts';

export interface Closing {
  claim: Claim;
  outcome: Outcome;
  announcement: Announcement | null;
  now: Instant;
}

/**
 * Ends claims: the moves, their announcements and the ends of the attempts in one transaction.
 * @returns for each whether it moved; false: the right was lost, or the table of states does not allow it
 */
export async function closeClaims(
  pool: pg.Pool,
  closings: readonly Closing[],
  random: RandomBytes,
): Promise<boolean[]> {
  return inTransaction(pool, async (client) => {
    // Before the targets, and by id: two workers that lock in one order never wait for each other in a circle.
    const announced = closings.filter(({ announcement }) => announcement !== null);
    const users = await lockUsersOf(
      client,
      announced.map(({ claim }) => claim.targetId),
    );
    const { rows } = await client.query<{ n: number; userId: string }>({
      name: 'close-claims',
      text: closeAll,
      values: [batch(closings.map(itemOf))],
    });
    const moved = new Map(rows.map(({ n, userId }) => [n, userId]));
    const told = closings.flatMap(({ claim, announcement, now }, n): Told[] => {
      const userId = moved.get(n);
      if (userId === undefined || announcement === null) return [];
      const { targetId, postId, connection } = claim;
      return [{ userId, targetId, postId, connectionId: connection.id, announcement, now }];
    });
    await tell(client, users, told, random);
    return closings.map((_, n) => moved.has(n));
  });
}

function itemOf({ claim, outcome, now }: Closing, n: number) {
  const reason = 'reason' in outcome ? outcome.reason : null;
  const published = outcome.to === 'published' ? outcome : null;
  return {
    n,
    targetId: claim.targetId,
    fence: claim.fence,
    attemptId: claim.attemptId,
    connectionId: claim.connection.id,
    from: statesBeforeOutcome(claim, outcome),
    to: outcome.to,
    ended: attemptOutcome(outcome),
    failed: outcome.to === 'scheduled' && outcome.counts ? 1 : 0,
    notBefore: outcome.to === 'scheduled' ? written(outcome.notBefore) : null,
    nextLookAt: outcome.to === 'unknown' ? written(outcome.nextLookAt) : null,
    message: reason?.message ?? null,
    code: reason?.code ?? null,
    action: reason?.action ?? null,
    field: reason?.field ?? null,
    remoteId: published?.remoteId ?? null,
    permalink: published?.permalink ?? null,
    publishedAt: written(published?.publishedAt ?? null),
    verifyAt: written(published?.verifyAt ?? null),
    account: outcome.to === 'held' ? outcome.connectionState : null,
    now: written(now),
  };
}

const closeAll = `
WITH item AS (
  SELECT * FROM json_to_recordset($1::json) AS item(
    n int, "targetId" uuid, fence bigint, "attemptId" uuid, "connectionId" uuid, "from" target_state[], "to" target_state,
    ended attempt_outcome, failed int, "notBefore" timestamptz, "nextLookAt" timestamptz, message text, code text,
    action notice_action, field text, "remoteId" text, permalink text, "publishedAt" timestamptz, "verifyAt" timestamptz,
    account connection_state, now timestamptz)
), moved AS (
  UPDATE targets t SET
    state = item."to",
    worker = NULL,
    lease_until = NULL,
    updated_at = item.now,
    failures = t.failures + item.failed,
    not_before = item."notBefore",
    next_look_at = item."nextLookAt",
    reason_message = item.message,
    reason_code = item.code,
    reason_action = item.action,
    reason_field = item.field,
    remote_id = CASE item."to" WHEN 'published' THEN item."remoteId" ELSE t.remote_id END,
    permalink = CASE item."to" WHEN 'published' THEN item.permalink ELSE t.permalink END,
    published_at = CASE item."to" WHEN 'published' THEN item."publishedAt" ELSE t.published_at END,
    verify_at = CASE item."to" WHEN 'published' THEN item."verifyAt" ELSE t.verify_at END,
    verification = CASE
      WHEN item."to" <> 'published' THEN t.verification
      WHEN item."verifyAt" IS NULL THEN 'unsure'
      ELSE 'pending'
    END
  FROM item
  WHERE t.id = item."targetId" AND t.fence = item.fence AND t.state = ANY (item."from")
  RETURNING item.n, t.user_id
), ended AS (
  UPDATE attempts a SET ended_at = item.now, outcome = item.ended, message = item.message, code = item.code
  FROM item JOIN moved USING (n)
  WHERE a.id = item."attemptId"
), account AS (
  SELECT "connectionId" AS id, max("publishedAt") AS published_at, max(account) AS state, max(now) AS now,
    max(message) FILTER (WHERE account IS NOT NULL) AS state_reason
  FROM item JOIN moved USING (n)
  WHERE "to" = 'published' OR account IS NOT NULL
  GROUP BY "connectionId"
), marked AS (
  UPDATE connections c SET
    last_published_at = coalesce(account.published_at, c.last_published_at),
    state = CASE WHEN account.state IS NULL OR c.state = 'removed' THEN c.state ELSE account.state END,
    state_reason = CASE WHEN account.state IS NULL OR c.state = 'removed' THEN c.state_reason ELSE account.state_reason END,
    updated_at = CASE WHEN account.state IS NULL OR c.state = 'removed' THEN c.updated_at ELSE account.now END
  FROM account WHERE c.id = account.id
)
SELECT n, user_id AS "userId" FROM moved`;
