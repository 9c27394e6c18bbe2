import { beforeEach, describe, expect, test } from 'vitest';
import { PublishFailure } from '../model/publish-error.ts';
import type { Account, Platform, Steps } from '../platforms/platform.ts';
import {
  createStage,
  createStillClock,
  type Stage,
  type StillClock,
  sha256,
  snapshotOf,
} from '../platforms/stage.suite.ts';
import { claimOf, HOUR, MINUTE, NOW, SECOND } from './claim.suite.ts';
import { HttpFailure } from './http.ts';
import type { JobStore } from './job-store.ts';
import { createSteps, type Sender, Unresolved } from './journal.ts';
import { createWitness } from './witness.ts';

const [first, second] = [10 * SECOND, MINUTE];
const lost = new HttpFailure('no-answer', 'time-out');

let clock: StillClock;
let called: string[];
let stage: Stage;
let publish: (step: Steps) => Promise<unknown>;
let repeated: () => Promise<string>;

beforeEach(() => {
  clock = createStillClock(NOW);
  called = [];
  const platform = {
    publish: async (_job: unknown, step: Steps) => {
      await publish(step);
      return { remoteId: null, permalink: null };
    },
  } as unknown as Platform;
  stage = createStage({ platform, account: { clock } as Partial<Account> as Account });
});

const run = (purpose: 'publish' | 'look' = 'publish') => stage.publish(snapshotOf({}), { purpose });
const look = () => run('look');

function calling(name: string, answer: string | Error): () => Promise<string> {
  return async () => {
    called.push(name);
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

/** When the next look is; null: the seller decides. */
async function unresolved(work: Promise<unknown>): Promise<number | null> {
  const thrown: unknown = await work.catch((reason: unknown) => reason);
  expect(thrown).toBeInstanceOf(Unresolved);
  return (thrown as Unresolved).nextLookAt;
}

describe('a visible step that cannot be looked for, where the platform refuses an equal one by naming the first', () => {
  const equal = (answer: string | Error) => (step: Steps) =>
    step.visible('post', calling('post', answer), {
      sent: 'New mugs',
      looks: [first, second],
      find: async () => ({ kind: 'unsure', why: 'It shows nothing.' }),
      repeat: repeated,
    });

  async function lostAndUnsure(): Promise<void> {
    publish = equal(lost);
    await unresolved(run());
    clock.set(NOW + first);
    expect(await unresolved(look())).toBe(NOW + second);
    clock.set(NOW + second);
  }

  test('is asked for by making it again, and is that one', async () => {
    repeated = calling('again', '7');
    await lostAndUnsure();
    await look();
    expect(called).toEqual(['post', 'again']);
    expect(stage.records).toMatchObject([{ state: 'answered', answer: '7' }]);
    await look();
    expect(called).toHaveLength(2);
  });

  test('is asked for a few times when that gets no answer, then the seller decides', async () => {
    repeated = calling('again', lost);
    await lostAndUnsure();
    const at: (number | null)[] = [];
    for (let next: number | null = clock.now(); next !== null && at.length < 10; ) {
      clock.set(next);
      next = await unresolved(look());
      at.push(next);
    }
    expect(at).toEqual([NOW + second + 30 * SECOND, NOW + second + MINUTE, NOW + second + 90 * SECOND, null]);
    expect(called).toEqual(['post', 'again', 'again', 'again']);
  });

  test('is for the seller to decide when the second is refused for itself', async () => {
    repeated = calling(
      'again',
      new PublishFailure({ class: 'content', field: 'caption', message: 'Another one says so.' }),
    );
    await lostAndUnsure();
    expect(await unresolved(look())).toBeNull();
    expect(stage.journal()).toEqual(['post intent']);
  });

  test('is not made again before the time to look was really waited for', async () => {
    repeated = calling('again', '7');
    publish = equal('7');
    stage.crashAt(2, 'before');
    await expect(run()).rejects.toThrow(/./);
    clock.set(NOW + HOUR);
    expect(await unresolved(look())).toBe(NOW + HOUR + 5 * SECOND);
    clock.set(NOW + HOUR + 5 * SECOND);
    expect(await unresolved(look())).toBe(NOW + HOUR + (second - first));
    expect(called).toEqual(['post']);
    clock.set(NOW + HOUR + (second - first));
    await look();
    expect(called).toEqual(['post', 'again']);
  });

  test('is not made again when it is too late by now: it would go out late', async () => {
    const claim = claimOf();
    const open = {
      id: 's1',
      attemptId: 'a0',
      name: 'post',
      visible: true,
      state: 'intent',
      fingerprint: sha256('"New mugs"'),
      answer: null,
      startedAt: claim.dueAt,
      answeredAt: null,
      looks: 2,
    } as const;
    const store = { looked: async () => {} } as unknown as JobStore;
    const sender = {
      now: () => claim.dueAt + claim.lateMs + 1,
      clockOffset: () => 0,
      withToken: (call: () => unknown) => call(),
    } as unknown as Sender;
    const witness = { ...createWitness(clock), waited: () => HOUR };
    const looking = { ...claim, purpose: 'look' } as const;
    const step = createSteps(looking, [open], { store, sender, hash: sha256, witness });
    repeated = calling('again', '7');
    expect(await unresolved(equal('7')(step))).toBeNull();
    expect(called).toEqual([]);
  });
});
