import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HttpFailure, type HttpRequest } from '../../publishing/http.ts';
import { mediaOf, type TestFile, videoFile } from '../stage.suite.ts';
import { block, openPractice, type PracticeYoutube, refusal, says, videoPost } from './practice.suite.ts';
import { PIECE } from './send-pieces.ts';
import { tailStart } from './upload.ts';

const DAY = 24 * 60 * 60_000;
let practice: PracticeYoutube;
let clip: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(4 * block + 5000);
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const rangeOf = ({ headers }: HttpRequest) => headers?.['content-range'] ?? '';
const isBytes = (request: HttpRequest) => /^bytes \d/.test(rangeOf(request));

describe('an upload that breaks off', () => {
  test('goes on with what YouTube has not got, by what YouTube says', async () => {
    practice.control.addFault({ platform: 'youtube', kind: 'cut-upload', on: 'upload', bytes: block + 99 });
    await practice.stage(clip).publish(videoPost(clip));
    const [, , ...rest] = practice.sent();
    expect(rest).toEqual(['*', `${block}-${4 * block - 1}`, `${4 * block}-${clip.media.size - 1}`]);
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
  });

  test('five times, with ever longer waits between, and is whole in the end', async () => {
    for (let cut = 0; cut < 5; cut++)
      practice.control.addFault({
        platform: 'youtube',
        kind: 'cut-upload',
        on: 'upload',
        bytes: block,
        after: cut,
      });
    const before = practice.clock.slept;
    await practice.stage(clip).publish(videoPost(clip));
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
    expect(practice.opened()).toBe(1);
    expect(practice.clock.slept).toBeGreaterThan(before);
  });

  test('is not begun anew by the next start', async () => {
    const run = practice.stage(clip);
    practice.control.addFault({ platform: 'youtube', kind: 'cut-upload', on: 'upload', bytes: 2 * block });
    let isBroken = false;
    practice.line.http = async (request) => {
      // Half of it arrives, then the line is gone for good.
      if (isBroken) throw new HttpFailure('no-answer', 'there is no network');
      isBroken = isBytes(request);
      return practice.real(request);
    };
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    practice.control.clearFaults();
    practice.line.http = practice.real;
    practice.line.asked = [];
    await run.publish(videoPost(clip));
    expect(practice.sent()).toEqual([
      '*',
      `${2 * block}-${4 * block - 1}`,
      `${4 * block}-${clip.media.size - 1}`,
    ]);
    expect(practice.opened()).toBe(1);
  });

  test('gives up after half a minute and leaves it to the engine', async () => {
    practice.line.http = async (request) => {
      if (isBytes(request)) throw new HttpFailure('no-answer', 'the line was cut');
      return practice.real(request);
    };
    const before = practice.clock.slept;
    await expect(practice.stage(clip).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    expect(practice.clock.slept - before).toBe(31_000);
  });

  test('never goes on from what was sent: a piece that YouTube lost is sent again', async () => {
    let isFirst = true;
    practice.line.http = async (request) => {
      if (!isFirst || !isBytes(request)) return practice.real(request);
      isFirst = false;
      return says(308);
    };
    await practice.stage(clip).publish(videoPost(clip));
    expect(practice.sent().filter((range) => range === `0-${4 * block - 1}`)).toHaveLength(2);
    expect(practice.posts()).toHaveLength(1);
  });

  test('goes on where a piece is refused because it is there already', async () => {
    let isFirst = true;
    practice.line.http = async (request) => {
      const answer = await practice.real(request);
      if (!isFirst || !isBytes(request)) return answer;
      isFirst = false;
      return refusal(400, 'badRequest', 'The next byte must be another.');
    };
    await practice.stage(clip).publish(videoPost(clip));
    expect(practice.sent()).toEqual(['*', `0-${4 * block - 1}`, '*', `${4 * block}-${clip.media.size - 1}`]);
  });

  test('renews a token that ran out, and goes on in the same session', async () => {
    practice.control.addFault({ platform: 'youtube', kind: 'expired-token', on: 'upload', after: 2 });
    await practice.stage(clip).publish(videoPost(clip));
    expect([practice.posts().length, practice.opened()]).toEqual([1, 1]);
  });
});

describe('a session', () => {
  /** Everything but the tail is there, and the tail is put off. */
  async function uploaded(): Promise<ReturnType<PracticeYoutube['stage']>> {
    const run = practice.stage(clip);
    practice.control.addFault({ platform: 'youtube', kind: '429', on: 'publish' });
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ error: { class: 'transient' } });
    return run;
  }

  const forget = (times: 1 | 'always') =>
    practice.control.addFault({
      platform: 'youtube',
      kind: 'error',
      code: 'videoNotFound',
      method: 'PUT',
      times,
    });

  test('that is gone before the last bytes is followed by another, in the same run', async () => {
    const run = await uploaded();
    forget(1);
    await run.publish(videoPost(clip));
    expect([practice.posts().length, practice.opened()]).toEqual([1, 2]);
  });

  test('that is gone again and again is put off, so that the uploads of the day are not used up', async () => {
    forget('always');
    await expect(practice.stage(clip).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none', after: 60 * 60_000, code: 'upload-lost' },
    });
    expect(practice.opened()).toBe(3);
  });

  test('is not used after six days', async () => {
    const run = await uploaded();
    practice.clock.set(practice.clock.now() + 6 * DAY);
    practice.signIn();
    await run.publish(videoPost(clip));
    expect([practice.posts().length, practice.opened()]).toEqual([1, 2]);
  });

  test('is opened anew when what is said of the video was changed', async () => {
    const run = await uploaded();
    await run.publish(videoPost(clip, { title: 'How a bowl is made' }));
    expect(practice.posts()).toMatchObject([{ title: 'How a bowl is made' }]);
    expect(practice.opened()).toBe(2);
  });

  test('that lies anywhere but at Google gets no token of ours', async () => {
    for (const location of ['https://example.com/upload', 'http://www.googleapis.com/upload', '']) {
      practice.line.asked = [];
      practice.line.http = async () => says(200, '', { location });
      await expect(practice.stage(clip).publish(videoPost(clip))).rejects.toMatchObject({
        error: { class: 'transient', effect: 'none' },
      });
      expect(practice.line.asked).toHaveLength(1);
    }
  });
});

test.each([
  [1, 0],
  [block, 0],
  [block + 1, block],
  [2 * block, block],
  [10 * block - 1, 9 * block],
])('the tail of %i bytes begins at %i', (size, start) => {
  expect(tailStart(size)).toBe(start);
});

test('a large video goes in pieces of 8 MiB, in steps between which a token can be renewed', async () => {
  const size = 150 * 1024 * 1024 + 77;
  const large: TestFile = { media: mediaOf({ type: 'video/mp4', size }), bytes: new Uint8Array() };
  const pieces: number[] = [];
  let there = 0;
  practice.line.http = async ({ method, headers, body }) => {
    if (method === 'POST')
      return says(200, '', { location: 'https://www.googleapis.com/upload/x?upload_id=1' });
    const length = body?.kind === 'bytes' ? body.bytes.length : 0;
    if (length > 0) pieces.push(length);
    expect(headers?.['content-range']).toBe(
      length === 0 ? `bytes */${size}` : `bytes ${there}-${there + length - 1}/${size}`,
    );
    there += length;
    if (there === size) return says(200, { id: 'dQ1demo0001' });
    return says(308, '', there === 0 ? {} : { range: `bytes=0-${there - 1}` });
  };
  const run = practice.stage({ ...large, bytes: zeros(size) });
  await run.publish(videoPost(large));
  expect(Math.max(...pieces)).toBe(PIECE);
  expect(pieces.slice(0, -1).every((length) => length % block === 0)).toBe(true);
  expect(run.journal()).toEqual([
    'open upload of video answered',
    'send video to byte 67108864 answered',
    'send video to byte 134217728 answered',
    'send video but for its tail answered',
    'publish video answered',
  ]);
});

/** Bytes that take no room: only their slices are made. */
function zeros(length: number): Uint8Array {
  const slice = (start: number, end: number) => new Uint8Array(Math.min(end, length) - start);
  return { length, slice } as unknown as Uint8Array;
}
