import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { editPost } from '#main/planning/drafts.ts';
import { scheduleNew } from '#main/planning/schedule.ts';
import { createCountingPlatform } from '#main/scheduler/testing/counting-platform.ts';
import { createChance } from '#main/scheduler/testing/seeded.ts';
import { createVirtualTime } from '#main/scheduler/testing/virtual-clock.ts';
import { createWorld, draftFor, START } from '#main/scheduler/testing/world.ts';
import { createGroupCommit } from '#main/store/group-commit.ts';
import { createJobStore } from '#main/store/job-store.ts';
import { requirePost } from '#main/store/posts.ts';
import { notices, targets } from '#main/store/schema.ts';
import { PublishFailure } from '../model/publish-error.ts';
import { everywhere } from '../platforms/everywhere.suite.ts';
import type { Platform, Steps } from '../platforms/platform.ts';
import { createAccountLanes } from './account-lanes.ts';
import { HOUR, MINUTE, SECOND } from './claim.suite.ts';
import { HttpFailure } from './http.ts';
import { createPublisher } from './publisher.ts';
import { createWitness } from './witness.ts';

/** Trouble that passes, but not before it is too late for a post of which nothing is out. */
const passing = new PublishFailure({
  class: 'transient',
  effect: 'none',
  after: 5 * MINUTE,
  message: 'Sorry.',
});

/** The engine over SQLite and virtual time, on a platform where everything works. Pace: a minute between late posts. */
function createDesk() {
  const time = createVirtualTime(START);
  const chance = createChance(1);
  const platform = createCountingPlatform(time, chance);
  platform.calmDown();
  const world = createWorld(time, chance, platform);

  return {
    ...world,
    time,
    platform,
    posts: platform.posts,
    plan(accountId: string, text: string, afterMs: number, lateMinutes = 15): string {
      const when = { at: new Date(START + afterMs).toISOString() };
      return scheduleNew(world.planner, draftFor([accountId], text), null, { when, lateMinutes }).postId;
    },
    states: () =>
      Object.fromEntries(
        [...Map.groupBy(world.store.db.select().from(targets).all(), ({ state }) => state)].map(
          ([state, rows]) => [state, rows.length],
        ),
      ),
    /** The computer sleeps: its clock goes on, nothing else does. Then it wakes. */
    sleep(ms: number): void {
      world.skew.ms += ms;
      world.planner.wake();
    },
  };
}

describe('on time', () => {
  test('a post goes out at its time, never before', async () => {
    const desk = createDesk();
    desk.plan(desk.account('a'), 'On time', 3 * MINUTE + 7 * SECOND);
    desk.start();
    await desk.time.advance(3 * MINUTE + 7 * SECOND - 1);
    expect(desk.posts).toEqual([]);
    await desk.time.advance(SECOND);
    expect(desk.states()).toEqual({ published: 1 });
    const row = desk.store.db.select().from(targets).get();
    expect(row?.publishedAt).toBe(row?.dueAt);
  });

  test('twenty of one account at one minute all go out, in a stable order', async () => {
    const desk = createDesk();
    const account = desk.account('a');
    const texts = Array.from({ length: 20 }, (_, index) => `Post ${index}`);
    for (const text of texts) desk.plan(account, text, MINUTE);
    desk.start();
    await desk.time.advance(2 * MINUTE);
    expect(desk.posts.map(({ text }) => text)).toEqual(texts);
  });
});

describe('after a sleep', () => {
  test('of a minute, what came due meanwhile goes out at once', async () => {
    const desk = createDesk();
    desk.plan(desk.account('a'), 'A little late', 30 * SECOND);
    desk.start();
    await desk.time.advance(SECOND);
    desk.sleep(MINUTE);
    await desk.time.advance(SECOND);
    expect(desk.states()).toEqual({ published: 1 });
  });

  test.each([
    ['8 hours', 8 * HOUR],
    ['3 days', 72 * HOUR],
  ])(
    'of %s, what is too late is missed and told, what may be so late goes out, what comes is kept',
    async (_name, ms) => {
      const desk = createDesk();
      const account = desk.account('a');
      desk.plan(account, 'Long past', HOUR);
      desk.plan(account, 'May be a day late', ms - HOUR, 24 * 60);
      desk.plan(account, 'Just due', ms - 5 * SECOND);
      desk.plan(account, 'Still to come', ms + 10 * MINUTE);
      desk.start();
      await desk.time.advance(SECOND);
      desk.sleep(ms);
      await desk.time.advance(3 * MINUTE);
      expect(desk.posts.map(({ text }) => text).sort()).toEqual(['Just due', 'May be a day late']);
      expect(desk.states()).toEqual({ published: 2, missed: 1, scheduled: 1 });
      expect(desk.store.db.select().from(notices).all()).toMatchObject([
        { kind: 'missed', level: 'alarm', text: expect.stringContaining('Nothing was published') },
      ]);
      await desk.time.advance(10 * MINUTE);
      expect(desk.states()).toEqual({ published: 3, missed: 1 });
    },
  );

  test('twenty posts of one account are no flood: one a minute, oldest first, until the rest is too late', async () => {
    const desk = createDesk();
    const account = desk.account('a');
    for (let index = 0; index < 20; index++) desk.plan(account, `Post ${index}`, MINUTE + index * SECOND, 10);
    desk.plan(desk.account('b'), 'Of another account', MINUTE, 10);
    desk.start();
    await desk.time.advance(SECOND);
    desk.sleep(5 * MINUTE);
    await desk.time.advance(30 * MINUTE);

    const mine = desk.posts.filter(({ text }) => text.startsWith('Post'));
    // Woken at 5:01; Post 6 was due at 1:06 and may go out until 11:06, Post 7 would have its turn at 12:01.
    expect(mine.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `Post ${index}`));
    const rows = desk.store.db.select().from(targets).where(eq(targets.connectionId, account)).all();
    const outAt = rows.flatMap(({ publishedAt }) => publishedAt ?? []).sort((a, b) => a - b);
    const gaps = outAt.slice(1).map((at, index) => at - (outAt[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE);
    expect(desk.posts.some(({ text }) => text === 'Of another account')).toBe(true);
    expect(desk.states()).toEqual({ published: 8, missed: 13 });
    expect(desk.store.db.select().from(notices).all()).toHaveLength(13);
  });
});

describe('a thread of which a part was out by then was "missed", and the seller told that nothing was published', () => {
  const late = 2 * MINUTE;

  /** A platform that answers as it is told, part by part; what was asked of it is kept. */
  function scripted(...answers: (string | Error)[]) {
    const asked: string[] = [];
    const platform = {
      name: 'Scripted',
      permalink: () => 'https://scripted.invalid',
      readBack: async () => ({ state: 'unsure', why: '' }),
      async publish(_job: unknown, step: Steps) {
        for (const name of ['first part', 'second part']) {
          const call = async () => {
            asked.push(name);
            const answer = answers.shift() ?? 'done';
            if (answer instanceof Error) throw answer;
            return answer;
          };
          const find = async () => ({ kind: 'found', answer: 'found' }) as const;
          await step.visible(name, call, { sent: name, looks: [late + MINUTE], find });
        }
        return { remoteId: '1', permalink: null };
      },
    } as unknown as Platform;
    return { asked, world: { posts: [], platform: () => platform, calmDown: () => {} } };
  }

  test.each([
    ['its second part met trouble', ['done', passing], ['first part', 'second part', 'second part']],
    [
      'its first part was found only then',
      [new HttpFailure('no-answer', 'time-out')],
      ['first part', 'second part'],
    ],
  ])('because %s', async (_why, answers, expected) => {
    const time = createVirtualTime(START);
    const { asked, world: platform } = scripted(...answers);
    const world = createWorld(time, createChance(1), platform);
    const when = { at: new Date(START + SECOND).toISOString() };
    const draft = draftFor([world.account('a')], 'One', ['Two']);
    scheduleNew(world.planner, draft, null, { when, lateMinutes: late / MINUTE });
    world.start();
    await time.advance(10 * MINUTE);
    expect(asked).toEqual(expected);
    expect(world.store.db.select().from(targets).get()?.state).toBe('published');
    expect(world.store.db.select().from(notices).all()).toEqual([]);
  });
});

describe('a platform that shows nothing but refuses an equal post by its name', () => {
  /** The first call is lost. */
  async function carriedOn(lateMinutes: number) {
    const time = createVirtualTime(START);
    const asked: string[] = [];
    const calling = (name: string, answer: string | Error) => async () => {
      asked.push(name);
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const platform = {
      name: 'Scripted',
      permalink: () => 'https://scripted.invalid',
      readBack: async () => ({ state: 'unsure', why: '' }),
      async publish(_job: unknown, step: Steps) {
        const remoteId = await step.visible(
          'post',
          calling('post', new HttpFailure('no-answer', 'time-out')),
          {
            sent: 'One',
            looks: [5 * SECOND, 90 * SECOND],
            find: async () => ({ kind: 'unsure', why: 'It shows nothing.' }),
            repeat: calling('again', '7'),
          },
        );
        return { remoteId, permalink: null, shortfalls: ['The first comment is missing.'] };
      },
    } as unknown as Platform;
    const world = createWorld(time, createChance(1), {
      posts: [],
      platform: () => platform,
      calmDown: () => {},
    });
    const when = { at: new Date(START + SECOND).toISOString() };
    scheduleNew(world.planner, draftFor([world.account('a')], 'One'), null, { when, lateMinutes });
    world.start();
    await time.advance(10 * MINUTE);
    const { db } = world.store;
    return { asked, target: db.select().from(targets).get(), notices: db.select().from(notices).all() };
  }

  test('is asked by the same call again, and what is missing of the post is told', async () => {
    const { asked, target, notices } = await carriedOn(15);
    expect(asked).toEqual(['post', 'again']);
    expect(target).toMatchObject({ state: 'published', remoteId: '7' });
    expect(notices).toMatchObject([{ level: 'warn', text: 'The first comment is missing.' }]);
  });

  test('is not asked so when it is too late: the seller decides', async () => {
    const { asked, target } = await carriedOn(1);
    expect(asked).toEqual(['post']);
    expect(target).toMatchObject({ state: 'unknown', nextLookAt: null });
  });
});

test('a second try was forgotten when the first one of an edited post ended: the app could stop in its middle', async () => {
  const { store, planner, time, posts, platform, account, plan } = createDesk();
  let sending = 0;
  const life = { alive: true };
  const clock = time.clock(() => 0);
  const publisher = createPublisher({
    store: createJobStore(store, createGroupCommit(store), (count) => new Uint8Array(randomBytes(count))),
    platforms: everywhere(platform.platform(life)),
    http: () => Promise.reject(new Error('this platform has no network')),
    tokens: { access: async () => 'token', renew: async () => 'token' },
    media: { read: async () => new Uint8Array() },
    publicMedia: null,
    clock,
    log: { info: () => {}, warn: () => {} },
    hash: planner.hash,
    lanes: createAccountLanes(1),
    witness: createWitness(clock),
    leaseMs: 30 * SECOND,
    paceMs: () => MINUTE,
    executor: 'desktop',
    worker: 'w1',
    onChange: () => {},
    onSending: (count) => {
      sending = count;
    },
  });
  const connectionId = account('a');
  const postId = plan(connectionId, 'First text', MINUTE);
  void publisher.run(new AbortController().signal);
  await time.advance(MINUTE - SECOND);
  const { revision } = requirePost(store.db, postId);
  editPost(planner, postId, revision, draftFor([connectionId], 'Second text'));
  publisher.wake();
  await time.advance(SECOND);
  expect([posts.length, sending]).toEqual([0, 1]);
  await time.advance(SECOND);
  expect([posts.map(({ text }) => text), sending]).toEqual([['Second text'], 0]);
});
