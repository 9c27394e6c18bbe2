import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeJobStore, type JobStoreBench } from '#shared/publishing/job-store.suite.ts';
import { plantAccount, plantTarget, plantUser, random, snapshotOf } from '../testing/plant.ts';
import { createDatabase, findPostgres, type ThrowAwayDatabase } from '../testing/postgres.ts';
import { connect, openStore, type Store } from './database.ts';
import { createJobStore } from './job-store.ts';
import { attempts, auditEvents, connections, notices, targets } from './schema.ts';
import { editTarget } from './targets.ts';

const server = await findPostgres();

describe.skipIf(server === null)('on a real Postgres', () => {
  let database: ThrowAwayDatabase;
  beforeAll(async () => {
    database = await createDatabase(server ?? '');
    await (await openStore(database.url)).close();
  });
  afterAll(() => database.drop());

  describeJobStore('Postgres', () => createBench(database.url));
});

/** One user's accounts and targets, with a connection of the tests' own, beside those of the workers. */
async function createBench(url: string): Promise<JobStoreBench> {
  let open: Store[] = [connect(url)];
  const ours = () => open[0] ?? raise('the bench is closed');
  const userId = await plantUser(ours());
  const rowOf = async (targetId: string) => {
    const [row] = await ours().db.select().from(targets).where(eq(targets.id, targetId));
    return row ?? raise('there is no such target');
  };

  return {
    async worker() {
      const store = connect(url);
      open.push(store);
      return createJobStore(store, { random, clock: 'caller', grouping: { lingerMs: 0, most: 500 } });
    },

    account: () => plantAccount(ours(), userId),

    async plant({ lateMs = 15 * 60_000, executor = 'desktop', ...wish }) {
      const targetId = await plantTarget(ours(), { ...wish, userId, lateMinutes: lateMs / 60_000 });
      await ours().db.update(targets).set({ executor }).where(eq(targets.id, targetId));
      return targetId;
    },

    async put(targetId, state) {
      await ours().db.update(targets).set({ state }).where(eq(targets.id, targetId));
    },

    async edit(targetId) {
      const { revision, dueAt, leadMs } = await rowOf(targetId);
      const snapshot = snapshotOf('Bowls');
      await editTarget(ours(), { id: targetId, revision, snapshot, dueAt, leadMs, now: 0 });
    },

    async target(targetId) {
      const row = await rowOf(targetId);
      if (row.state === 'offered') return raise('the target is not confirmed');
      const { state, revision, fence, leaseUntil, failures, partlyOut, notBefore, nextLookAt } = row;
      const { remoteId, permalink, publishedAt, verifyAt, verification } = row;
      const { reasonMessage: message, reasonCode: code, reasonAction: action, reasonField: field } = row;
      const reason = message === null ? null : { message, code, action, field };
      const right = { state, revision, fence, leaseUntil, failures, partlyOut, notBefore, nextLookAt };
      return { ...right, reason, remoteId, permalink, publishedAt, verifyAt, verification };
    },

    async connection(connectionId) {
      const [row] = await ours().db.select().from(connections).where(eq(connections.id, connectionId));
      return row ?? raise('there is no such account');
    },

    attempts(targetId) {
      const { fence, purpose, endedAt, outcome } = attempts;
      return ours()
        .db.select({ fence, purpose, endedAt, outcome })
        .from(attempts)
        .where(eq(attempts.targetId, targetId))
        .orderBy(asc(fence));
    },

    async told(targetId) {
      const { db } = ours();
      const audit = await db.select().from(auditEvents).where(eq(auditEvents.targetId, targetId));
      const told = await db.select().from(notices).where(eq(notices.targetId, targetId));
      return { audit: audit.map(({ action }) => action), notices: told.map(({ kind }) => kind) };
    },

    async reopen() {
      await Promise.all(open.map((store) => store.close()));
      open = [await openStore(url)];
    },

    async close() {
      await ours().db.execute(sql`TRUNCATE users CASCADE`);
      await Promise.all(open.map((store) => store.close()));
    },
  };
}

function raise(why: string): never {
  throw new Error(why);
}
