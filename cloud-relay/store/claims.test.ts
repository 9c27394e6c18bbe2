import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Announcement } from '#shared/publishing/announce.ts';
import type { Claim } from '#shared/publishing/job-store.ts';
import { verifyChain } from '#shared/security/audit-chain.ts';
import { type AuditEntry, chained } from '#shared/security/audit-entry.ts';
import { plantAccount, plantTargets, plantUser, random } from '../testing/plant.ts';
import { createDatabase, findPostgres, type ThrowAwayDatabase } from '../testing/postgres.ts';
import { openStore, type Store } from './database.ts';
import { createJobStore } from './job-store.ts';
import { auditEvents, notices, targets } from './schema.ts';

const server = await findPostgres();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const announcement: Announcement = {
  audit: { action: 'target.refused', summary: 'It was refused.' },
  notice: { kind: 'refused', level: 'alarm', title: 'Not published', text: 'No.', action: 'edit-post' },
};
const refused = {
  to: 'refused',
  reason: { message: 'No.', code: null, action: null, field: null },
} as const;

describe.skipIf(server === null)('several workers on one Postgres', () => {
  let database: ThrowAwayDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createDatabase(server ?? '');
    store = await openStore(database.url);
  });
  afterEach(async () => void (await store.db.execute(sql`TRUNCATE users CASCADE`)));
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const jobs = () => createJobStore(store, { random });
  /** Claims by the wall clock of a worker whose clock is `ahead` ms ahead. */
  const claim = (worker: string, limit = 500, ahead = 0, from = jobs()) => {
    const now = Date.now() + ahead;
    return from.claimDue({ executor: 'relay', worker, now, until: now, leaseMs: MINUTE, limit });
  };
  const plant = async (count: number, wish: { userId?: string; connectionId?: string; in?: number } = {}) => {
    const userId = wish.userId ?? (await plantUser(store));
    const connectionId = wish.connectionId ?? (await plantAccount(store, userId));
    const dueAt = Date.now() + (wish.in ?? -MINUTE);
    return plantTargets(
      store,
      Array.from({ length: count }, () => ({ userId, connectionId, dueAt })),
    );
  };
  const row = async (targetId: string) => {
    const [found] = await store.db.select().from(targets).where(eq(targets.id, targetId));
    return found ?? expect.fail('there is no such target');
  };

  test('two processes at once never share a target, and never an account', async () => {
    const planted: string[] = [];
    for (let user = 0; user < 10; user += 1) {
      const userId = await plantUser(store);
      for (let account = 0; account < 15; account += 1) planted.push(...(await plant(4, { userId })));
    }
    const file = join(import.meta.dirname, '../testing/claiming-process.ts');
    const children = ['w1', 'w2'].map((worker) => fork(file, [database.url, worker]));
    await Promise.all(children.map((child) => once(child, 'message')));
    const reports = children.map(async (child) => {
      child.send('go');
      const [got] = (await once(child, 'message')) as [{ targetId: string; account: string }[]];
      return got;
    });
    const [first = [], second = []] = await Promise.all(reports);
    expect([...first, ...second].map(({ targetId }) => targetId).toSorted()).toEqual(planted.toSorted());
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
    const accounts = new Set(first.map(({ account }) => account));
    expect(second.filter(({ account }) => accounts.has(account))).toEqual([]);
  });

  test('an account is worked on by one worker until it has nothing of it under way', async () => {
    await plant(3);
    const [held] = await claim('w1', 1);
    expect(await claim('w2')).toEqual([]);
    const [next] = await claim('w1', 1);
    for (const one of [held, next]) {
      expect(await claim('w2')).toEqual([]);
      await jobs().close(one as Claim, refused, null, Date.now());
    }
    expect(await claim('w2')).toHaveLength(1);
  });

  test('a user with half of a thousand due posts does not delay the others', async () => {
    const small = new Set<string>();
    for (let user = 0; user < 50; user += 1) for (const id of await plant(10)) small.add(id);
    const turnsUntilSmallAreOut = async () => {
      let out = 0;
      for (let turn = 1; ; turn += 1) {
        const claims = await claim('w1', 102);
        out += claims.filter(({ targetId }) => small.has(targetId)).length;
        if (out === small.size) return turn;
        expect(claims.length).toBeGreaterThan(0);
      }
    };
    const alone = await turnsUntilSmallAreOut();
    await store.db.update(targets).set({ state: 'scheduled', worker: null, leaseUntil: null });
    // All of it was due an hour before theirs.
    await plant(500, { in: -HOUR });
    expect(await turnsUntilSmallAreOut()).toBeLessThanOrEqual(alone + 1);
  });

  describe('the clock of the database decides', () => {
    test('a worker whose clock is ahead publishes nothing early, one that is behind nothing late', async () => {
      await plant(1, { in: MINUTE });
      expect(await claim('w1', 500, HOUR)).toEqual([]);
      const [due] = await plant(1, { in: -1 });
      expect(await claim('w2', 500, -HOUR)).toMatchObject([{ targetId: due }]);
    });

    test('a worker whose clock is ahead takes no lease away, and keeps its own no longer than it should', async () => {
      const [targetId = ''] = await plant(1);
      const [held] = await claim('w1');
      const inFlight = new Set<string>();
      const swept = await jobs().sweep({
        executor: 'relay',
        now: Date.now() + HOUR,
        inFlight,
        orphaned: false,
      });
      expect(swept).toEqual({ released: [], unknown: [] });
      await jobs().extend(held as Claim, { now: Date.now() + HOUR, leaseMs: 2 * MINUTE });
      const left = ((await row(targetId)).leaseUntil ?? 0) - Date.now();
      expect(left).toBeGreaterThan(MINUTE);
      expect(left).toBeLessThanOrEqual(2 * MINUTE + 1000);
    });

    test('a worker sleeps for the right span, whatever its clock says', async () => {
      await plant(1, { in: 10 * MINUTE });
      const now = Date.now() - HOUR;
      const at = (await jobs().nextWake({ executor: 'relay', now })) ?? Number.NaN;
      expect(at - now).toBeGreaterThan(9 * MINUTE);
      expect(at - now).toBeLessThanOrEqual(10 * MINUTE);
    });
  });

  test('what comes together shares a commit, and what cannot be written fails alone', async () => {
    await plant(200);
    const claims = await claim('w1');
    const worker = jobs();
    const call = { name: 'post', visible: true, fingerprint: 'f', now: Date.now() };
    const intents = await Promise.all(claims.map((one) => worker.intend(one, call)));
    expect(intents.filter((intent) => intent !== null)).toHaveLength(200);
    const commits = await store.pool.query('SELECT DISTINCT xmin::text FROM steps');
    expect(commits.rowCount).toBeLessThanOrEqual(3);

    const closes = await Promise.allSettled(
      claims.map((one, index) => {
        const notice = { ...announcement.notice, ...(index === 17 ? { kind: 'nonsense' } : {}) };
        const told = { ...announcement, notice } as Announcement;
        return worker.close(one, refused, told, Date.now());
      }),
    );
    expect(closes.map(({ status }) => status).indexOf('rejected')).toBe(17);
    expect(closes.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(199);
    expect((await row(claims[17]?.targetId ?? '')).state).toBe('sending');
  });

  test('the audit chain of each user stays whole, and notices count without a gap, while workers close at once', async () => {
    const users = [await plantUser(store), await plantUser(store)];
    for (const userId of users) for (let account = 0; account < 20; account += 1) await plant(2, { userId });
    const workers = ['w1', 'w2', 'w3'].map((name) => ({ name, jobs: jobs() }));
    await Promise.all(
      workers.map(async ({ name, jobs }) => {
        for (let turn = 0; turn < 8; turn += 1) {
          const claims = await claim(name, 5, 0, jobs);
          await Promise.all(claims.map((one) => jobs.close(one, refused, announcement, Date.now())));
        }
      }),
    );
    let told = 0;
    for (const userId of users) {
      const events = await store.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.userId, userId))
        .orderBy(asc(auditEvents.seq));
      const chain = events.map((event) => ({ event: chained(event as AuditEntry), hash: event.hash }));
      expect(await verifyChain(chain)).toMatchObject({ intact: true });
      const listed = await store.db
        .select({ seq: notices.seq })
        .from(notices)
        .where(eq(notices.userId, userId))
        .orderBy(asc(notices.seq));
      expect(listed.map(({ seq }) => seq)).toEqual(listed.map((_, index) => index + 1));
      told += listed.length;
    }
    const { rowCount } = await store.pool.query("SELECT FROM targets WHERE state = 'refused'");
    expect(told).toBe(rowCount);
    expect(told).toBeGreaterThan(20);
  });
});
