import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Unresolved } from '../../publishing/journal.ts';
import type { Stage, TestFile } from '../stage.suite.ts';
import { videoFile } from '../stage.suite.ts';
import { block, openPractice, type PracticeYoutube, videoPost } from './practice.suite.ts';

const MINUTE = 60_000;
let practice: PracticeYoutube;
let clip: TestFile;
let other: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(block + 5000);
  other = videoFile(block + 6000);
});
beforeEach(() => {
  practice.reset();
  practice.control.setSwitches({ youtube: { processingPolls: 0 } });
});
afterAll(() => practice.close());

const youtube = 'youtube';
const ids = () => practice.posts().map(({ id }) => id);

/** The last bytes leave, no answer comes, and nobody can ask the session: the process is gone. */
async function sentWithoutAnswer(kind: 'before' | 'after'): Promise<Stage> {
  const run = practice.stage(clip);
  practice.control.addFault({ platform: youtube, kind: `reset-${kind}-accept`, on: 'publish' });
  practice.control.addFault({ platform: youtube, kind: '500-before', on: 'upload', after: 3 });
  await expect(run.publish(videoPost(clip))).rejects.toThrow(Unresolved);
  expect(practice.control.faults()).toEqual([]);
  return run;
}

/** YouTube does not know any session any more. */
const forget = () =>
  practice.control.addFault({
    platform: youtube,
    kind: 'error',
    code: 'videoNotFound',
    method: 'PUT',
    times: 'always',
  });

async function uploadOther(file: TestFile, title = 'How a mug is made'): Promise<void> {
  await practice.stage(file).publish(videoPost(file, { title }));
}

const look = (run: Stage, taken: readonly string[] = []) =>
  run.publish(videoPost(clip), { purpose: 'look', taken });

/** Looks as often as there are looks. */
async function lookToTheEnd(run: Stage, taken: readonly string[] = []) {
  for (;;) {
    try {
      return { published: await look(run, taken) };
    } catch (thrown) {
      if (!(thrown instanceof Unresolved)) return { needs: (thrown as Error).constructor.name };
      if (thrown.nextLookAt === null) return { unknown: thrown.message };
      practice.clock.set(Math.max(practice.clock.now(), thrown.nextLookAt));
    }
  }
}

describe('while the session lives', () => {
  test('the video that it became is found at the first look', async () => {
    const run = await sentWithoutAnswer('after');
    const start = practice.clock.now();
    expect(await lookToTheEnd(run)).toMatchObject({ published: { remoteId: ids()[0] } });
    expect(practice.clock.now() - start).toBeLessThan(2 * MINUTE);
    expect(ids()).toHaveLength(1);
  });

  test('nobody looks before the last bytes have had their time', async () => {
    const run = await sentWithoutAnswer('after');
    practice.clock.set(practice.clock.now() + MINUTE);
    const asked = practice.line.asked.length;
    await expect(look(run)).rejects.toThrow(Unresolved);
    expect(practice.line.asked).toHaveLength(asked);
  });

  test('missing bytes prove at the first look that there is no video', async () => {
    const run = await sentWithoutAnswer('before');
    const start = practice.clock.now();
    expect(await lookToTheEnd(run)).toEqual({ needs: 'NeedsSending' });
    expect(practice.clock.now() - start).toBeLessThan(2 * MINUTE);
  });

  test('another video with the same title is not taken for it', async () => {
    const run = await sentWithoutAnswer('before');
    await uploadOther(clip);
    const [wrong] = ids();
    await run.settle(videoPost(clip));
    expect(ids()).toHaveLength(2);
    expect(run.records.at(-1)?.answer).not.toEqual({ id: wrong });
  });
});

describe('when the session is gone', () => {
  test('the video is found among the uploads by size, title and time', async () => {
    const run = await sentWithoutAnswer('after');
    await uploadOther(other);
    forget();
    expect(await lookToTheEnd(run)).toMatchObject({ published: { remoteId: ids()[0] } });
  });

  test('it is not there only after a quarter of an hour, for the list lags', async () => {
    practice.control.addFault({ platform: youtube, kind: 'lagging-list', on: 'publish', ms: 10 * MINUTE });
    const run = await sentWithoutAnswer('after');
    forget();
    expect(await lookToTheEnd(run)).toMatchObject({ published: { remoteId: ids()[0] } });
  });

  test('and nothing like it was uploaded, another session may make it', async () => {
    const run = await sentWithoutAnswer('before');
    await uploadOther(other);
    await uploadOther(clip, 'How a bowl is made');
    const start = practice.clock.now();
    const gone = forget();
    expect(await lookToTheEnd(run)).toEqual({ needs: 'NeedsSending' });
    expect(practice.clock.now() - start).toBeGreaterThanOrEqual(14 * MINUTE);
    practice.control.removeFault(gone.id);
    practice.control.addFault({ platform: youtube, kind: 'error', code: 'videoNotFound', method: 'PUT' });
    const { remoteId } = await run.publish(videoPost(clip));
    expect([ids().length, ids().at(-1)]).toEqual([3, remoteId]);
  });

  test.each([
    [
      'two that look like it',
      async () => {
        await uploadOther(clip);
      },
      'Several videos',
    ],
    [
      'one whose size YouTube does not tell yet',
      async () => {
        practice.control.removePost(ids()[0] ?? '');
        practice.control.setSwitches({ youtube: { processingPolls: 99 } });
        await uploadOther(other);
      },
      'does not tell its size',
    ],
  ])('%s are for the seller to tell apart', async (_what, more, words) => {
    const run = await sentWithoutAnswer('after');
    await more();
    forget();
    expect(await lookToTheEnd(run)).toEqual({ unknown: expect.stringContaining(words) });
  });

  test('the video of another post is not taken for it', async () => {
    await uploadOther(clip);
    const taken = ids();
    const run = await sentWithoutAnswer('before');
    forget();
    expect(await lookToTheEnd(run, taken)).toEqual({ needs: 'NeedsSending' });
  });

  test('and YouTube does not let us look, the seller is asked', async () => {
    const run = await sentWithoutAnswer('after');
    forget();
    practice.control.addFault({
      platform: youtube,
      kind: 'error',
      code: 'forbidden',
      method: 'GET',
      times: 'always',
    });
    expect(await lookToTheEnd(run)).toEqual({ unknown: expect.stringContaining('does not let us look') });
  });
});

test('a session that went is never forgotten: where a later one has no video, the uploads decide', async () => {
  const run = await sentWithoutAnswer('before');
  const gone = forget();
  await lookToTheEnd(run);
  practice.control.removeFault(gone.id);
  // The next start opens another session, and its last bytes get no answer either.
  practice.control.addFault({ platform: youtube, kind: 'error', code: 'videoNotFound', method: 'PUT' });
  practice.control.addFault({ platform: youtube, kind: 'reset-before-accept', on: 'publish' });
  practice.control.addFault({ platform: youtube, kind: '500-before', on: 'upload', after: 3 });
  await expect(run.publish(videoPost(clip))).rejects.toThrow(Unresolved);
  practice.control.clearFaults();
  const start = practice.clock.now();
  expect(await lookToTheEnd(run)).toEqual({ unknown: expect.stringContaining('sent twice') });
  expect(practice.clock.now() - start).toBeGreaterThanOrEqual(14 * MINUTE);
});
