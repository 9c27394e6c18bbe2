import { sql } from 'drizzle-orm';
import { plantAccount, plantTargets, plantUser, random } from '#relay/testing/plant.ts';
import { createDatabase, findPostgres } from '#relay/testing/postgres.ts';
import { openStore, type Store } from '#relay/store/database.ts';
import { createJobStore } from '#relay/store/job-store.ts';
import { announce } from '#shared/publishing/announce.ts';
import type { Claim, JobStore, Outcome } from '#shared/publishing/job-store.ts';
import { type Figures, type Line, line } from '../line.ts';
import { claimAndCloseRaw } from './raw.ts';

const RUNS = 3;
const USERS = 250;
const ACCOUNTS_OF_USER = 4;
const POSTS_OF_ACCOUNT = 10;
const POSTS = USERS * ACCOUNTS_OF_USER * POSTS_OF_ACCOUNT;
const BATCH = 500;
/** Claims are taken ahead while fewer than this are under way. */
const UNDER_WAY = 2000;

/** How many posts that are due at one instant the relay's store carries from claim to close in a second. */
export async function* benchRelayStore(): AsyncGenerator<Line> {
  const server = await findPostgres();
  if (server === null) return;
  const database = await createDatabase(server);
  const store = await openStore(database.url);
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      theirs.push(await claimAndCloseRaw(store.pool, POSTS, BATCH));
      await plantHerd(store);
      ours.push(await publishAll(createJobStore(store, { random }), wholePublication));
      await plantHerd(store);
      bare.push(await publishAll(createJobStore(store, { random }), barePublication));
    }
    const peer = { name: 'bare rows claimed and closed in batches of the same size', figures: rate(theirs) };
    yield line({
      bench: `relay-store: ${POSTS} posts at one instant, claim to close`,
      figures: rate(bare),
      peer,
      goal: { ratioAtLeast: { msPerThousand: 0.5 } },
      counted:
        'claim with its attempt, users in turn, one worker an account; start record in the journal; close with the end of the attempt; every one durable. Best of three runs, in turns with the peer',
      notCounted: 'the calls to the platforms. The peer keeps no attempts, journal or accounts',
    });
    yield line({
      bench: 'relay-store: the same with the answer and the audit trail',
      figures: rate(ours),
      peer,
      counted:
        'besides: the answer in the journal, the mark that it is out, and an audit event in its user’s chain',
      notCounted: 'as above',
    });
  } finally {
    await store.close();
    await database.drop();
  }
}

async function plantHerd(store: Store): Promise<void> {
  await store.db.execute(sql`TRUNCATE users CASCADE`);
  const dueAt = Date.now();
  const wishes: Parameters<typeof plantTargets>[1][number][] = [];
  for (let user = 0; user < USERS; user += 1) {
    const userId = await plantUser(store);
    for (let account = 0; account < ACCOUNTS_OF_USER; account += 1) {
      const connectionId = await plantAccount(store, userId);
      for (let post = 0; post < POSTS_OF_ACCOUNT; post += 1) wishes.push({ userId, connectionId, dueAt });
    }
  }
  await plantTargets(store, wishes);
  await store.pool.query('VACUUM ANALYZE');
}

/** As the publisher does it: claims in batches, each claim carried on by itself. @returns ms */
async function publishAll(
  jobs: JobStore,
  publish: (jobs: JobStore, claim: Claim) => Promise<void>,
): Promise<number> {
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  for (let claimed = 0; claimed < POSTS; ) {
    const now = Date.now();
    const query = {
      executor: 'relay',
      worker: 'w1',
      now,
      until: now,
      leaseMs: 60_000,
      limit: BATCH,
    } as const;
    const claims = await jobs.claimDue(query);
    claimed += claims.length;
    for (const claim of claims) {
      const done = publish(jobs, claim).finally(() => underWay.delete(done));
      underWay.add(done);
    }
    while (underWay.size >= UNDER_WAY) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return performance.now() - start;
}

async function barePublication(jobs: JobStore, claim: Claim): Promise<void> {
  await started(jobs, claim);
  if (!(await jobs.close(claim, published(), null, Date.now()))) throw new Error('the right was lost');
}

async function wholePublication(jobs: JobStore, claim: Claim): Promise<void> {
  const step = await started(jobs, claim);
  await jobs.answer(step, { state: 'answered', answer: { id: '922337203685477001' }, now: Date.now() });
  const outcome = published();
  if (!(await jobs.close(claim, outcome, announce(claim, outcome, 'X'), Date.now())))
    throw new Error('the right was lost');
}

async function started(jobs: JobStore, claim: Claim) {
  const call = { name: 'post', visible: true, fingerprint: 'f'.repeat(64), now: Date.now() };
  const step = await jobs.intend(claim, call);
  if (step === null) throw new Error('the right was lost');
  return step;
}

function published(): Extract<Outcome, { to: 'published' }> {
  const now = Date.now();
  return {
    to: 'published',
    remoteId: '922337203685477001',
    permalink: null,
    publishedAt: now,
    verifyAt: now,
  };
}

function rate(times: readonly number[]): Figures {
  const best = Math.min(...times);
  return { msPerThousand: (best / POSTS) * 1000, perSecond: (POSTS / best) * 1000 };
}
