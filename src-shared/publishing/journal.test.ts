import { beforeEach, describe, expect, test } from 'vitest';
import { type PublishError, PublishFailure } from '../model/publish-error.ts';
import {
  type Account,
  type Finding,
  type Platform,
  type Steps,
  UnmappedAnswer,
} from '../platforms/platform.ts';
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
import { createSteps, errorOf, NeedsSending, RightLost, type Sender, Unresolved } from './journal.ts';
import { createWitness } from './witness.ts';

/** What leaves, and what is answered; the adapter under it is written anew in each test. */
let clock: StillClock;
let called: string[];
let stage: Stage;
let publish: (step: Steps) => Promise<unknown>;

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

function calling<T>(name: string, answer: T | Error): () => Promise<T> {
  return async () => {
    called.push(name);
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

const passing = (effect: 'none' | 'possible') =>
  new PublishFailure({ class: 'transient', effect, message: 'Sorry.' });
const lost = new HttpFailure('no-answer', 'time-out');

describe('a repeatable step', () => {
  const upload =
    (answer: string | Error, options = { sent: 'photo 1' } as { sent: unknown; validMs?: number }) =>
    (step: Steps) =>
      step.repeatable('upload', calling('upload', answer), options);

  test('that was answered is not made again', async () => {
    publish = upload('m1');
    await run();
    await run();
    expect(called).toHaveLength(1);
    expect(stage.journal()).toEqual(['upload answered']);
  });

  test('with something else to send is another call', async () => {
    publish = upload('m1');
    await run();
    publish = upload('m2', { sent: 'photo 2' });
    await run();
    expect(called).toHaveLength(2);
  });

  test('is made again when its answer is too old, but a look takes it as it is', async () => {
    publish = upload('m1', { sent: 'photo 1', validMs: HOUR });
    await run();
    clock.set(NOW + HOUR - 1);
    await run();
    expect(called).toHaveLength(1);
    clock.set(NOW + HOUR);
    await look();
    expect(called).toHaveLength(1);
    await run();
    expect(called).toHaveLength(2);
  });

  test.each([lost, passing('possible'), new UnmappedAnswer(500, ''), new Error('a bug')])(
    'that failed by %s can be made again: nobody could see it',
    async (failure) => {
      publish = upload(failure);
      const thrown = await run().catch((reason: unknown) => reason);
      expect(thrown).toMatchObject({ error: { class: 'transient', effect: 'none' } });
      expect(stage.journal()).toEqual(['upload failed']);
      publish = upload('m1');
      await run();
      expect(stage.journal()).toEqual(['upload failed', 'upload answered']);
    },
  );

  test('is not made by a look', async () => {
    publish = upload('m1');
    await expect(look()).rejects.toThrow(NeedsSending);
    expect(called).toEqual([]);
  });
});

describe('a visible step', () => {
  let finding: Finding<string>;
  let foundBy: number[];
  const [first, second, last] = [10 * SECOND, MINUTE, 10 * MINUTE];
  const looks = [first, second, last];

  beforeEach(() => {
    finding = { kind: 'absent' };
    foundBy = [];
  });

  const post =
    (answer: string | Error, more: { whenAlreadyThere?: string } = {}) =>
    (step: Steps) =>
      step.visible('post', calling('post', answer), {
        sent: 'New mugs',
        looks,
        find: async ({ startedAt }) => {
          foundBy.push(startedAt);
          return finding;
        },
        ...more,
      });

  async function unresolved(work: Promise<unknown>): Promise<number | null> {
    const thrown = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(thrown).toBeInstanceOf(Unresolved);
    return (thrown as Unresolved).nextLookAt;
  }

  test('tells the search what its call has noted before the answer was lost', async () => {
    const known: unknown[] = [];
    publish = (step) =>
      step.visible(
        'post',
        async (note) => {
          await note({ publication: 'p1' });
          throw lost;
        },
        {
          sent: 'New mugs',
          looks,
          find: async ({ noted }) => {
            known.push(noted);
            return { kind: 'found', answer: 'p1' };
          },
        },
      );
    const at = await unresolved(run());
    clock.set(at ?? 0);
    await look();
    expect(known).toEqual([{ publication: 'p1' }]);
    expect(stage.journal()).toEqual(['post answered']);
  });

  /** A call whose answer was lost, looked for at every time, in vain. */
  async function lostAndAbsent(): Promise<void> {
    publish = post(lost);
    let at = await unresolved(run());
    while (at !== null) {
      clock.set(at);
      const next = await look().then(
        () => null,
        (reason: unknown) => reason,
      );
      if (next instanceof NeedsSending) return;
      at = next instanceof Unresolved ? next.nextLookAt : expect.fail(String(next));
    }
  }

  test('that was answered is not made again', async () => {
    publish = post('7');
    await run();
    await run();
    await look();
    expect(called).toHaveLength(1);
  });

  test.each([lost, passing('possible'), new UnmappedAnswer(200, '<html>'), new TypeError('a bug')])(
    'whose call ended in %s may be out, and is not made again before it was looked for',
    async (failure) => {
      publish = post(failure);
      expect(await unresolved(run())).toBe(NOW + first);
      expect(stage.journal()).toEqual(['post intent']);
      expect(await unresolved(run())).toBe(NOW + first);
      expect(called).toHaveLength(1);
      expect(foundBy).toEqual([]);
    },
  );

  test('is looked for at its times, each once, and is sent again only after the last', async () => {
    publish = post(lost);
    await unresolved(run());
    clock.set(NOW + first);
    expect(await unresolved(look())).toBe(NOW + second);
    clock.set(NOW + second);
    expect(await unresolved(look())).toBe(NOW + last);
    clock.set(NOW + last);
    await expect(look()).rejects.toThrow(NeedsSending);
    expect(stage.journal()).toEqual(['post absent']);
    publish = post('7');
    await run();
    expect(called).toEqual(['post', 'post']);
    expect(stage.journal()).toEqual(['post absent', 'post answered']);
  });

  test('that the platform says has not happened is sent again without further looks', async () => {
    publish = post(lost);
    await unresolved(run());
    finding = { kind: 'absent', final: true };
    expect(await unresolved(look())).toBe(NOW + first);
    clock.set(NOW + first);
    await expect(look()).rejects.toThrow(NeedsSending);
    expect(stage.journal()).toEqual(['post absent']);
    publish = post(lost);
    await unresolved(run());
    clock.set(NOW + 2 * first);
    expect(await unresolved(look())).toBeNull();
    expect(called).toEqual(['post', 'post']);
  });

  test('that is found is answered by that, and the rest goes on', async () => {
    publish = post(lost);
    await unresolved(run());
    clock.set(NOW + MINUTE);
    finding = { kind: 'found', answer: '7' };
    await look();
    expect(stage.records).toMatchObject([{ state: 'answered', answer: '7' }]);
    expect(called).toHaveLength(1);
  });

  test('that cannot be told apart is never sent again: the seller decides', async () => {
    publish = post(lost);
    await unresolved(run());
    finding = { kind: 'unsure', why: 'There are two.' };
    clock.set(NOW + first);
    expect(await unresolved(look())).toBe(NOW + second);
    clock.set(NOW + second);
    await unresolved(look());
    clock.set(NOW + last);
    expect(await unresolved(look())).toBeNull();
    clock.set(NOW + HOUR);
    expect(await unresolved(run())).toBeNull();
    expect(called).toHaveLength(1);
  });

  test('that was lost twice is not sent a third time', async () => {
    await lostAndAbsent();
    await lostAndAbsent();
    expect(called).toHaveLength(2);
    expect(await unresolved(run())).toBeNull();
    expect(await unresolved(look())).toBeNull();
    expect(called).toHaveLength(2);
  });

  test.each<[string, PublishError]>([
    ['the content', { class: 'content', field: 'caption', message: 'No.' }],
    ['the account', { class: 'account', message: 'No.' }],
    ['an allowance', { class: 'quota', message: 'No.' }],
    ['passing trouble without effect', { class: 'transient', effect: 'none', message: 'No.' }],
  ])('refused for %s did nothing, and may be made again at once', async (_name, error) => {
    publish = post(new PublishFailure(error));
    await expect(run()).rejects.toMatchObject({ error });
    expect(stage.journal()).toEqual(['post refused']);
    publish = post('7');
    await run();
    expect(stage.journal()).toEqual(['post refused', 'post answered']);
    expect(foundBy).toEqual([]);
  });

  test('that never reached the other side did nothing', async () => {
    publish = post(new HttpFailure('not-sent', 'no network'));
    await expect(run()).rejects.toMatchObject({ error: { class: 'transient', effect: 'none' } });
    expect(stage.journal()).toEqual(['post refused']);
  });

  describe('refused because it is there already', () => {
    const there = new PublishFailure({
      class: 'content',
      field: 'caption',
      message: 'Said before.',
      alreadyThere: true,
    });

    test('is a refusal when this is the first try and nothing of ours is there', async () => {
      publish = post(there, { whenAlreadyThere: 'somewhere' });
      await expect(run()).rejects.toMatchObject({ error: { alreadyThere: true } });
      expect(stage.journal()).toEqual(['post refused']);
    });

    test('is ours when it can be found', async () => {
      finding = { kind: 'found', answer: '7' };
      publish = post(there);
      await run();
      expect(stage.records).toMatchObject([{ state: 'answered', answer: '7' }]);
    });

    test('after a try that was lost is that one, found or not, where the platform can mean no other', async () => {
      await lostAndAbsent();
      publish = post(there, { whenAlreadyThere: 'somewhere' });
      await run();
      expect(stage.records.at(-1)).toMatchObject({ state: 'answered', answer: 'somewhere' });
    });

    test('after a try that was lost is for the seller to decide, where it can mean another', async () => {
      await lostAndAbsent();
      publish = post(there);
      expect(await unresolved(run())).toBeNull();
      expect(stage.journal()).toEqual(['post absent', 'post intent']);
    });
  });

  test('is searched from when it left, whatever was done to the wall clock since', async () => {
    publish = post(lost);
    await unresolved(run());
    clock.set(NOW + MINUTE);
    await unresolved(look());
    // The machine remembers by a clock that cannot be put back or forward.
    expect(foundBy).toEqual([NOW]);
  });

  test('of another process is searched from some minutes earlier: its clock may have been wrong', async () => {
    publish = post('7');
    stage.crashAt(2, 'before');
    await expect(run()).rejects.toThrow(/./);
    clock.set(NOW + MINUTE);
    finding = { kind: 'found', answer: '7' };
    await look();
    expect(called).toHaveLength(1);
    expect(foundBy[0]).toBeLessThan(NOW);
  });

  test('of another process is not given up before it was really looked for all that time', async () => {
    publish = post('7');
    stage.crashAt(2, 'before');
    await expect(run()).rejects.toThrow(/./);
    // Ten minutes "later": the clock was put forward, or the computer was off. It is looked for as long all the same.
    clock.set(NOW + 10 * MINUTE);
    const at: (number | null)[] = [];
    for (let next: number | null = NOW + 10 * MINUTE; next !== null; ) {
      clock.set(next);
      const thrown: unknown = await look().catch((reason: unknown) => reason);
      next = thrown instanceof Unresolved ? thrown.nextLookAt : null;
      at.push(next);
    }
    expect(at.at(-2)).toBe(NOW + 10 * MINUTE + (last - first));
    expect(stage.journal()).toEqual(['post absent']);
  });
});

describe('any failure as a publish error', () => {
  test.each([
    [new PublishFailure({ class: 'token', message: 'No.' }), { class: 'token', message: 'No.' }],
    [new HttpFailure('not-sent', 'x'), { class: 'transient', effect: 'none' }],
    [new HttpFailure('no-answer', 'x'), { class: 'transient', effect: 'possible' }],
    [new UnmappedAnswer(418, 'teapot'), { class: 'transient', effect: 'possible', code: 'HTTP 418' }],
    [
      new TypeError('x is not a function'),
      { class: 'transient', effect: 'possible', code: 'TypeError: x is not a function' },
    ],
    ['thrown text', { class: 'transient', effect: 'possible', code: 'thrown text' }],
    [undefined, { class: 'transient', effect: 'possible' }],
  ])('%s', (thrown, expected) => {
    const error = errorOf(thrown);
    expect(error).toMatchObject(expected);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  });
});

test('a right that is lost stops the work before anything leaves', async () => {
  const store = { intend: async () => null } as unknown as JobStore;
  const sender = { now: () => NOW, untilStart: async () => {} } as unknown as Sender;
  const step = createSteps(claimOf(), [], { store, sender, hash: sha256, witness: createWitness(clock) });
  const find = async () => ({ kind: 'absent' }) as const;
  await expect(step.repeatable('upload', calling('upload', 'm1'), { sent: 1 })).rejects.toThrow(RightLost);
  await expect(step.visible('post', calling('post', '7'), { sent: 1, looks: [0], find })).rejects.toThrow(
    RightLost,
  );
  expect(called).toEqual([]);
});
