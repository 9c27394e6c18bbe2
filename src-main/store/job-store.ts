import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { newId, type RandomBytes } from '#shared/model/ids.ts';
import type { Announcement } from '#shared/publishing/announce.ts';
import type { Claim, ClaimQuery, JobStore, Outcome, Swept } from '#shared/publishing/job-store.ts';
import { LONGEST_LEAD_MS as longestLead } from '#shared/publishing/lead.ts';
import { attemptOutcome, statesBeforeOutcome } from '#shared/publishing/outcome-moves.ts';
import { appendAudit } from './audit.ts';
import type { Db, Store } from './database.ts';
import type { Write } from './group-commit.ts';
import { type JobQueries, prepareJobQueries } from './job-queries.ts';
import { attempts, checks, connections, notices, steps, targets } from './schema.ts';

type TargetRow = typeof targets.$inferSelect;

/** The desktop's job store: SQLite, one durable commit for what comes together. */
export function createJobStore(store: Store, write: Write, random: RandomBytes): JobStore {
  const queries = prepareJobQueries(store);

  return {
    async nextWake({ executor, now }) {
      const soonest = queries.nextWake.get({ executor, longestLead }) ?? { at: null };
      return soonest.at === null ? null : Math.max(soonest.at, now);
    },

    claimDue: (query) => claim(query, 'publish', queries.due),

    claimLooks: (query) => claim(query, 'look', queries.looks),

    extend: (claimed, { now, leaseMs }) =>
      write(
        (tx) =>
          tx
            .update(targets)
            .set({ leaseUntil: now + leaseMs })
            .where(held(claimed))
            .run().changes === 1,
      ),

    async steps(targetId) {
      return queries.steps.all({ targetId });
    },

    intend: (claimed, step) =>
      write(() => {
        const { targetId, attemptId, fence, revision } = claimed;
        const { name, fingerprint, now } = step;
        const visible = step.visible ? 1 : 0;
        if (queries.start.run({ id: targetId, fence, revision, visible, now }).changes !== 1) return null;
        const id = newId(now, random);
        queries.insertStep.run({ id, attemptId, targetId, name, visible, fingerprint, now });
        return {
          id,
          attemptId,
          name,
          visible: step.visible,
          state: 'intent',
          fingerprint,
          answer: null,
          startedAt: now,
          answeredAt: null,
          looks: 0,
        };
      }),

    answer: (step, result) =>
      write((tx) => {
        const set = {
          state: result.state,
          answeredAt: result.now,
          ...(result.state === 'answered' ? { answer: result.answer } : {}),
          ...('error' in result ? { error: result.error } : {}),
        };
        const row = tx
          .update(steps)
          .set(set)
          .where(and(eq(steps.id, step.id), inArray(steps.state, ['intent', 'absent'])))
          .returning({ targetId: steps.targetId, visible: steps.visible })
          .get();
        if (row?.visible === true && result.state === 'answered') {
          tx.update(targets).set({ partlyOut: true }).where(eq(targets.id, row.targetId)).run();
        }
      }),

    note: (step, learnt) =>
      write(
        (tx) =>
          void tx
            .update(steps)
            .set({ answer: learnt })
            .where(and(eq(steps.id, step.id), eq(steps.state, 'intent')))
            .run(),
      ),

    looked: (step) =>
      write(
        (tx) =>
          void tx
            .update(steps)
            .set({ looks: sql`${steps.looks} + 1` })
            .where(eq(steps.id, step.id))
            .run(),
      ),

    close: (claimed, outcome, announcement, now) =>
      write((tx) => {
        const moved = tx
          .update(targets)
          .set({ ...changes(outcome), worker: null, leaseUntil: null, updatedAt: now })
          .where(
            and(
              eq(targets.id, claimed.targetId),
              eq(targets.fence, claimed.fence),
              inArray(targets.state, statesBeforeOutcome(claimed, outcome)),
            ),
          )
          .run();
        if (moved.changes !== 1) return false;
        if (outcome.to === 'published') {
          tx.update(connections)
            .set({ lastPublishedAt: outcome.publishedAt })
            .where(eq(connections.id, claimed.connection.id))
            .run();
        }
        if (outcome.to === 'held' && outcome.connectionState !== null) {
          tx.update(connections)
            .set({ state: outcome.connectionState, stateReason: outcome.reason.message, updatedAt: now })
            .where(and(eq(connections.id, claimed.connection.id), ne(connections.state, 'removed')))
            .run();
        }
        const reason = 'reason' in outcome ? outcome.reason : null;
        tx.update(attempts)
          .set({
            endedAt: now,
            outcome: attemptOutcome(outcome),
            message: reason?.message ?? null,
            code: reason?.code ?? null,
          })
          .where(eq(attempts.id, claimed.attemptId))
          .run();
        if (announcement !== null) tell(tx, claimed, announcement, now, random);
        return true;
      }),

    async sweep({ executor, now, inFlight, orphaned }) {
      const over = () =>
        queries.leasesOver
          .all({ executor, until: orphaned ? Number.MAX_SAFE_INTEGER : now })
          .filter(({ id }) => !inFlight.has(id));
      if (over().length === 0) return { released: [], unknown: [] };
      return write((tx) => takeBack(tx, over(), now));
    },

    async taken(connectionId, exceptTargetId, since) {
      const rows = queries.taken.all({ connectionId, exceptTargetId, since });
      return new Set(rows.map(({ remoteId }) => remoteId));
    },

    async takeVerifications({ executor, now, againAt, limit }) {
      const dueIds = () => queries.verifications.all({ executor, now, limit }).map(({ id }) => id);
      if (dueIds().length === 0) return [];
      return write((tx) => {
        const ids = dueIds();
        tx.update(targets).set({ verifyAt: againAt }).where(inArray(targets.id, ids)).run();
        return tx
          .select()
          .from(targets)
          .innerJoin(connections, eq(connections.id, targets.connectionId))
          .where(inArray(targets.id, ids))
          .all()
          .flatMap(({ targets: target, connections: connection }) => {
            const { id: targetId, postId, remoteId, publishedAt, verification, snapshot } = target;
            if (remoteId === null || publishedAt === null || snapshot === null) return [];
            const last = verification === 'pending' ? null : verification;
            return [{ targetId, postId, remoteId, publishedAt, last, snapshot, connection }];
          });
      });
    },

    saveCheck: (targetId, check, announcement) =>
      write((tx) => {
        tx.insert(checks)
          .values({
            id: newId(check.at, random),
            targetId,
            at: check.at,
            result: check.result,
            note: check.note,
          })
          .run();
        const target = tx
          .update(targets)
          .set({ verification: check.result, verifyAt: check.nextAt, updatedAt: check.at })
          .where(eq(targets.id, targetId))
          .returning()
          .get();
        if (target === undefined || announcement === null) return;
        const about = { targetId, postId: target.postId, connection: { id: target.connectionId } };
        tell(tx, about, announcement, check.at, random);
      }),
  };

  /** Most looks find nothing due; those cost one read and no write. */
  async function claim(
    query: ClaimQuery & { until?: number },
    purpose: Claim['purpose'],
    due: JobQueries['due'],
  ): Promise<Claim[]> {
    const { executor, now, limit, until = now } = query;
    const dueIds = () => due.all({ executor, now, limit, until, longestLead }).map(({ id }) => id);
    if (dueIds().length === 0) return [];
    return write((tx) => take(tx, query, purpose, dueIds()));
  }

  function take(tx: Db, query: ClaimQuery, purpose: Claim['purpose'], ids: string[]): Claim[] {
    const rows = tx
      .update(targets)
      .set({
        ...(purpose === 'publish' ? { state: 'claimed' as const } : {}),
        fence: sql`${targets.fence} + 1`,
        worker: query.worker,
        leaseUntil: query.now + query.leaseMs,
        notBefore: null,
        updatedAt: query.now,
      })
      .where(inArray(targets.id, ids))
      .returning()
      .all();
    const connectionIds = [...new Set(rows.map((row) => row.connectionId))];
    const found = tx.select().from(connections).where(inArray(connections.id, connectionIds)).all();
    const accounts = new Map(found.map((row) => [row.id, row]));
    return rows
      .flatMap((row) => {
        const account = accounts.get(row.connectionId);
        if (account === undefined || row.snapshot === null || row.dueAt === null) return [];
        const attemptId = newId(query.now, random);
        const { fence, revision, id: targetId } = row;
        const { executor, worker, now: startedAt } = query;
        tx.insert(attempts)
          .values({ id: attemptId, targetId, fence, revision, purpose, executor, worker, startedAt })
          .run();
        return [claimOf(row, row.snapshot, row.dueAt, account, attemptId, purpose)];
      })
      .sort((a, b) => a.dueAt - b.dueAt);
  }
}

function claimOf(
  row: TargetRow,
  snapshot: NonNullable<TargetRow['snapshot']>,
  dueAt: number,
  connection: Claim['connection'],
  attemptId: string,
  purpose: Claim['purpose'],
): Claim {
  const {
    id,
    platform,
    accountId,
    name,
    handle,
    tier,
    clientId,
    consent,
    state,
    stateReason,
    lastPublishedAt,
  } = connection;
  return {
    targetId: row.id,
    postId: row.postId,
    attemptId,
    revision: row.revision,
    fence: row.fence,
    purpose,
    dueAt,
    lateMs: row.lateMinutes * 60_000,
    failures: row.failures,
    partlyOut: row.partlyOut,
    snapshot,
    connection: {
      id,
      platform,
      accountId,
      name,
      handle,
      tier,
      clientId,
      consent,
      state,
      stateReason,
      lastPublishedAt,
    },
  };
}

/** `claimed` goes back to the queue, nothing has left; `sending` may be out and is looked for; a look is made again. */
function takeBack(tx: Db, over: readonly { id: string; state: TargetRow['state'] }[], now: number): Swept {
  const ids = (state: TargetRow['state']) => over.filter((row) => row.state === state).map(({ id }) => id);
  const [released, unknown, looking] = [ids('claimed'), ids('sending'), ids('unknown')];
  const free = { worker: null, leaseUntil: null, updatedAt: now };
  tx.update(targets)
    .set({ ...free, state: 'scheduled' })
    .where(inArray(targets.id, released))
    .run();
  const why = {
    ...noReason,
    reasonMessage: 'The app stopped while it was being sent.',
    reasonAction: 'resolve',
  };
  tx.update(targets)
    .set({ ...free, ...why, state: 'unknown', nextLookAt: now })
    .where(inArray(targets.id, unknown))
    .run();
  tx.update(targets).set(free).where(inArray(targets.id, looking)).run();
  for (const [list, outcome] of [
    [released, 'released'],
    [unknown, 'unknown'],
    [looking, 'unknown'],
  ] as const) {
    tx.update(attempts)
      .set({ endedAt: now, outcome })
      .where(and(inArray(attempts.targetId, list), isNull(attempts.endedAt)))
      .run();
  }
  return { released, unknown };
}

/** The right is still that of this claim. */
function held(claim: Claim) {
  return and(eq(targets.id, claim.targetId), eq(targets.fence, claim.fence), isNotNull(targets.leaseUntil));
}

const noReason = { reasonMessage: null, reasonCode: null, reasonAction: null, reasonField: null };

function changes(outcome: Outcome): Partial<typeof targets.$inferInsert> | Record<string, unknown> {
  const reason =
    'reason' in outcome && outcome.reason !== null
      ? {
          reasonMessage: outcome.reason.message,
          reasonCode: outcome.reason.code,
          reasonAction: outcome.reason.action,
          reasonField: outcome.reason.field,
        }
      : noReason;
  const common = { state: outcome.to, nextLookAt: null, notBefore: null, ...reason };
  switch (outcome.to) {
    case 'published':
      return {
        ...common,
        remoteId: outcome.remoteId,
        permalink: outcome.permalink,
        publishedAt: outcome.publishedAt,
        verifyAt: outcome.verifyAt,
        verification: outcome.verifyAt === null ? 'unsure' : 'pending',
      };
    case 'unknown':
      return { ...common, nextLookAt: outcome.nextLookAt };
    case 'scheduled':
      return {
        ...common,
        notBefore: outcome.notBefore,
        ...(outcome.counts ? { failures: sql`${targets.failures} + 1` } : {}),
      };
    case 'refused':
    case 'held':
    case 'missed':
      return common;
  }
}

/** The announcement as an audit event and, where the seller should know, a notice. */
export function tell(
  tx: Db,
  about: { targetId: string; postId: string; connection: { id: string } },
  announcement: Announcement,
  now: number,
  random: RandomBytes,
): void {
  const where = { postId: about.postId, targetId: about.targetId, connectionId: about.connection.id };
  appendAudit(tx, { id: newId(now, random), at: now, actor: 'publisher', ...announcement.audit, ...where });
  if (announcement.notice !== null) {
    tx.insert(notices)
      .values({ id: newId(now, random), ...announcement.notice, ...where, createdAt: now })
      .run();
  }
}
