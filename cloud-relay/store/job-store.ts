import { and, asc, eq, gte, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { newId, type RandomBytes } from '#shared/model/ids.ts';
import type { Instant } from '#shared/model/time.ts';
import type { Claim, ClaimQuery, JobStore, StepRecord } from '#shared/publishing/job-store.ts';
import { batch, written } from './batch.ts';
import * as claims from './claim-queries.ts';
import { closeClaims, type Closing } from './close-claims.ts';
import type { Store } from './database.ts';
import { again, createGroupCommit, type Grouping } from './group-commit.ts';
import * as journal from './journal-queries.ts';
import { connections, steps, targets } from './schema.ts';
import { lockUsersOf, tell } from './tell.ts';
import { inTransaction } from './transaction.ts';

export interface JobStoreOptions {
  random: RandomBytes;
  /**
   * Whose clock says what is due and whose lease is over. `database` in production: workers' clocks may be wrong.
   * `caller` in tests with a virtual clock: the `now` of each query.
   */
  clock?: 'database' | 'caller';
  grouping?: Grouping;
}

/**
 * The relay's job store: Postgres, for any number of workers at once. Each names itself by a name that no other process has
 * or had; an account is worked on by one of them at a time.
 */
export function createJobStore(store: Store, options: JobStoreOptions): JobStore {
  const { pool, db } = store;
  const { random, clock = 'database', grouping } = options;
  /** The deciding instant as $1 has it. */
  const deciding = (now: Instant) => (clock === 'database' ? null : written(now));

  const intend = createGroupCommit(async (items: readonly Intent[]) => {
    const rows = await run<{ n: number }>('insert-intents', journal.insertIntents, [batch(numbered(items))]);
    const mayBeSent = new Set(rows.map(({ n }) => n));
    return items.map((_, n) => mayBeSent.has(n));
  }, grouping);

  const answer = createGroupCommit(async (items: readonly object[]) => {
    await run('save-answers', journal.saveAnswers, [batch(items)]);
    return items.map(() => undefined);
  }, grouping);

  const extend = createGroupCommit(async (items: readonly Prolonged[]) => {
    // Those of one moment, by one clock.
    const values = [deciding(items[0]?.now ?? 0), batch(numbered(items))];
    const rows = await run<{ n: number }>('extend-leases', claims.extendLeases, values);
    const kept = new Set(rows.map(({ n }) => n));
    return items.map((_, n) => kept.has(n));
  }, grouping);

  const close = createGroupCommit((items: readonly Closing[]) => closeClaims(pool, items, random), grouping);

  return {
    async nextWake({ executor, now }) {
      const [row] = await run<{ waitMs: string | null }>('next-wake', claims.nextWake, [
        deciding(now),
        executor,
      ]);
      if (row === undefined || row.waitMs === null) return null;
      return now + Math.max(0, Math.ceil(Number(row.waitMs)));
    },

    claimDue: (query) => {
      const { executor, worker, now, until, limit } = query;
      const values = [deciding(now), executor, until - now, worker, limit];
      return claim(query, 'publish', { name: 'pick-due', text: claims.pickDue, values });
    },

    claimLooks: (query) => {
      const values = [deciding(query.now), query.executor, query.limit];
      return claim(query, 'look', { name: 'pick-looks', text: claims.pickLooks, values });
    },

    extend: ({ targetId, fence }, { now, leaseMs }) => extend({ targetId, fence, now, leaseMs }),

    async steps(targetId) {
      return db.select(stepColumns).from(steps).where(eq(steps.targetId, targetId)).orderBy(asc(steps.seq));
    },

    async intend({ targetId, attemptId, fence, revision }, { name, visible, fingerprint, now }) {
      const id = newId(now, random);
      const call = { id, attemptId, name, visible, fingerprint };
      if (!(await intend({ ...call, targetId, fence, revision, now: written(now) }))) return null;
      return { ...call, state: 'intent', answer: null, startedAt: now, answeredAt: null, looks: 0 };
    },

    answer: ({ id }, { now, ...result }) => answer({ id, ...result, now: written(now) }),

    async note({ id }, learnt) {
      await db
        .update(steps)
        .set({ answer: learnt })
        .where(and(eq(steps.id, id), eq(steps.state, 'intent')));
    },

    async looked({ id }) {
      await db
        .update(steps)
        .set({ looks: sql`${steps.looks} + 1` })
        .where(eq(steps.id, id));
    },

    close: (claimed, outcome, announcement, now) => close({ claim: claimed, outcome, announcement, now }),

    async sweep({ executor, now, inFlight, orphaned }) {
      const values = [deciding(now), executor, [...inFlight], orphaned];
      const rows = await run<{ id: string; was: string }>('sweep', claims.sweep, values);
      const ids = (was: string) => rows.filter((row) => row.was === was).map(({ id }) => id);
      return { released: ids('claimed'), unknown: ids('sending') };
    },

    async taken(connectionId, exceptTargetId, since) {
      const rows = await db
        .select({ remoteId: targets.remoteId })
        .from(targets)
        .where(
          and(
            eq(targets.connectionId, connectionId),
            isNotNull(targets.remoteId),
            gte(targets.publishedAt, since),
            ne(targets.id, exceptTargetId),
          ),
        );
      return new Set(rows.flatMap(({ remoteId }) => remoteId ?? []));
    },

    async takeVerifications({ executor, now, againAt, limit }) {
      const values = [deciding(now), executor, againAt - now, limit];
      const taken = await run<{ id: string }>('take-verifications', claims.takeVerifications, values);
      if (taken.length === 0) return [];
      const ids = taken.map(({ id }) => id);
      const rows = await db
        .select({ target: targets, connection: connectionColumns })
        .from(targets)
        .innerJoin(connections, eq(connections.id, targets.connectionId))
        .where(inArray(targets.id, ids));
      return rows.flatMap(({ target, connection }) => {
        const { id: targetId, postId, remoteId, publishedAt, verification, snapshot } = target;
        if (remoteId === null || publishedAt === null) return [];
        const last = verification === 'pending' ? null : verification;
        return [{ targetId, postId, remoteId, publishedAt, last, snapshot, connection }];
      });
    },

    async saveCheck(targetId, { at, result, note, nextAt }, announcement) {
      await again(() =>
        inTransaction(pool, async (client) => {
          const users = await lockUsersOf(client, announcement === null ? [] : [targetId]);
          const values = [newId(at, random), targetId, written(at), result, note, written(nextAt)];
          const { rows } = await client.query<{ userId: string; postId: string; connectionId: string }>(
            saveCheck,
            values,
          );
          const [about] = rows;
          if (about === undefined || announcement === null) return;
          await tell(client, users, [{ ...about, targetId, announcement, now: at }], random);
        }),
      );
    },
  };

  async function run<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await pool.query<Row>({ name, text, values })).rows;
  }

  /** Picks and locks, then takes: in one transaction, so that nothing comes between. */
  async function claim(
    { executor, worker, now, leaseMs }: ClaimQuery,
    purpose: Claim['purpose'],
    pick: { name: string; text: string; values: unknown[] },
  ): Promise<Claim[]> {
    const rows = await again(() =>
      inTransaction(pool, async (client) => {
        const picked = await client.query<{ id: string }>(pick);
        if (picked.rows.length === 0) return [];
        const withAttempts = picked.rows.map(({ id }) => ({ id, attemptId: newId(now, random) }));
        const taken = await client.query<ClaimRow>({
          name: 'take',
          text: claims.take,
          values: [deciding(now), executor, worker, leaseMs, purpose, batch(withAttempts)],
        });
        return taken.rows;
      }),
    );
    return rows.map((row) => claimOf(row, purpose));
  }
}

type Prolonged = Pick<Claim, 'targetId' | 'fence'> & { now: Instant; leaseMs: number };

type Intent = Pick<StepRecord, 'id' | 'attemptId' | 'name' | 'visible' | 'fingerprint'> &
  Pick<Claim, 'targetId' | 'fence' | 'revision'> & { now: string };

type ClaimRow = Omit<Claim, 'purpose' | 'lateMs' | 'connection'> &
  Claim['connection'] & { lateMinutes: number };

function claimOf({ lateMinutes, ...row }: ClaimRow, purpose: Claim['purpose']): Claim {
  const {
    targetId,
    postId,
    attemptId,
    revision,
    fence,
    dueAt,
    failures,
    partlyOut,
    snapshot,
    ...connection
  } = row;
  const lateMs = lateMinutes * 60_000;
  const claim = { targetId, postId, attemptId, revision, fence, purpose, dueAt, lateMs, failures };
  return { ...claim, partlyOut, snapshot, connection };
}

function numbered<Item extends object>(items: readonly Item[]) {
  return items.map((item, n) => ({ n, ...item }));
}

const stepColumns = {
  id: steps.id,
  attemptId: steps.attemptId,
  name: steps.name,
  visible: steps.visible,
  state: steps.state,
  fingerprint: steps.fingerprint,
  answer: steps.answer,
  startedAt: steps.startedAt,
  answeredAt: steps.answeredAt,
  looks: steps.looks,
};

const connectionColumns = {
  id: connections.id,
  platform: connections.platform,
  accountId: connections.accountId,
  name: connections.name,
  handle: connections.handle,
  tier: connections.tier,
  clientId: connections.clientId,
  consent: connections.consent,
  state: connections.state,
  stateReason: connections.stateReason,
  lastPublishedAt: connections.lastPublishedAt,
};

const saveCheck = `
WITH saved AS (
  INSERT INTO checks (id, target_id, at, result, note) VALUES ($1, $2, $3, $4::check_result, $5)
)
UPDATE targets SET verification = $4::text::verification, verify_at = $6, updated_at = $3
WHERE id = $2
RETURNING user_id AS "userId", post_id AS "postId", connection_id AS "connectionId"`;
