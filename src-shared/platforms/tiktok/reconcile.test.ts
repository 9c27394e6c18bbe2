import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PublicMedia } from '../../publishing/ports.ts';
import { HttpFailure } from '../../publishing/http.ts';
import { photoFile, type TestFile } from '../stage.suite.ts';
import { openPractice, photoPost, type PracticeTikTok, refusal } from './practice.suite.ts';

const MINUTE = 60_000;
let practice: PracticeTikTok;
let photos: TestFile[];

beforeAll(async () => {
  practice = await openPractice();
  photos = [await photoFile('red'), await photoFile('blue')];
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const isInit = (url: string) => url.endsWith('/content/init/');
const lost = () => new HttpFailure('no-answer', 'the line was cut');

/** The call reaches TikTok, its answer does not reach us. */
function loseAnswers(times = 1): void {
  let left = times;
  practice.line.http = async (request) => {
    const answer = await practice.real(request);
    if (!isInit(request.url) || left === 0) return answer;
    left -= 1;
    throw lost();
  };
}

/** The call does not reach TikTok at all, which looks the same from here. */
function loseCalls(times = 1): void {
  let left = times;
  practice.line.http = async (request) => {
    if (!isInit(request.url) || left === 0) return practice.real(request);
    left -= 1;
    throw lost();
  };
}

describe('a lost call for photos', () => {
  test('that TikTok has taken is found among the posts by its words and its time', async () => {
    loseAnswers();
    const run = practice.stage(photos);
    const end = await run.settle(photoPost(photos, { title: 'New mugs' }));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect([practice.inits(), practice.posts().length]).toEqual([1, 1]);
  });

  test('whose photos nobody fetched within an hour was never taken, and is made again, by other addresses', async () => {
    loseCalls();
    const before = practice.clock.now();
    const end = await practice.stage(photos).settle(photoPost(photos));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect(practice.posts()).toHaveLength(1);
    expect(practice.clock.now() - before).toBeGreaterThan(60 * MINUTE);
    const laid = practice.line.asked
      .filter(({ url }) => isInit(url))
      .map(({ body }) => (body?.kind === 'bytes' ? new TextDecoder().decode(body.bytes) : ''));
    expect(laid).toHaveLength(2);
    expect(laid[0]).not.toBe(laid[1]);
  });

  test.each([
    ['TikTok does not list photos', { listsPhotos: false }, {}],
    ['the post is not for everyone', {}, { privacy: 'MUTUAL_FOLLOW_FRIENDS' }],
  ])('whose photos were fetched is left to the seller where %s', async (_what, switches, options) => {
    practice.control.setSwitches({ tiktok: switches });
    loseAnswers();
    const end = await practice.stage(photos).settle(photoPost(photos, options));
    expect(end).toEqual({ unknown: 'TikTok has taken it, but does not show what became of it.' });
    expect([practice.inits(), practice.posts().length]).toEqual([1, 1]);
  });

  test('is left to the seller where two posts look like it, or where it has no words', async () => {
    await practice.stage(photos).publish(photoPost(photos));
    loseAnswers();
    expect(await practice.stage(photos).settle(photoPost(photos))).toEqual({
      unknown: 'Several posts on TikTok look like this one.',
    });
    practice.reset();
    loseAnswers();
    expect(await practice.stage(photos).settle(photoPost(photos, {}, { text: '' }))).toMatchObject({
      unknown: expect.any(String),
    });
  });

  test('is not taken for a post that belongs to another target', async () => {
    const { remoteId } = await practice.stage(photos).publish(photoPost(photos));
    loseAnswers();
    const end = await practice.stage(photos).settle(photoPost(photos), [remoteId ?? '']);
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[1]?.id } });
  });

  test('of a long text is known by its beginning', async () => {
    const text = 'Stoneware from our kiln, glazed in four colours. '.repeat(10);
    loseAnswers();
    const end = await practice.stage(photos).settle(photoPost(photos, {}, { text }));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
  });

  test('is not looked for any more where the place of the photos cannot be asked', async () => {
    const laid = practice.mediaFor(photos);
    const run = practice.stage(photos, {
      ...laid,
      fetchedAt: () => Promise.reject(new Error('the relay is away')),
    } satisfies PublicMedia);
    loseCalls();
    await expect(run.settle(photoPost(photos))).rejects.toThrow('the relay is away');
    expect(practice.posts()).toEqual([]);
  });
});

describe('a publication whose id came', () => {
  test('is asked for by it after a crash, although no list shows it', async () => {
    practice.control.setSwitches({ tiktok: { listsPhotos: false } });
    const run = practice.stage(photos);
    // Laying is two writes, the intent the third, the note the fourth; then the process dies while it waits.
    run.crashAt(5, 'before');
    await expect(run.publish(photoPost(photos))).rejects.toThrow();
    const end = await run.settle(photoPost(photos));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect(practice.inits()).toBe(1);
  });

  test('and that came to nothing is made again when TikTok’s own trouble was the reason', async () => {
    const run = practice.stage(photos);
    practice.control.addFault({ platform: 'tiktok', kind: 'processing-failed', on: 'publish' });
    run.crashAt(5, 'before');
    await expect(run.publish(photoPost(photos))).rejects.toThrow();
    const end = await run.settle(photoPost(photos));
    const out = practice.posts().filter(({ state }) => state === 'public');
    expect(end).toMatchObject({ published: { remoteId: out[0]?.id } });
    expect(out).toHaveLength(1);
  });

  test('and that was refused for good is not sent again by itself', async () => {
    const run = practice.stage(photos);
    run.crashAt(5, 'before');
    await expect(run.publish(photoPost(photos))).rejects.toThrow();
    practice.line.http = async (request) => {
      if (!request.url.endsWith('/status/fetch/')) return practice.real(request);
      const data = { status: 'FAILED', fail_reason: 'spam_risk' };
      return { status: 200, headers: {}, text: JSON.stringify({ data, error: { code: 'ok' } }) };
    };
    expect(await run.settle(photoPost(photos))).toEqual({
      unknown: expect.stringContaining('TikTok took the post for spam'),
    });
    expect(practice.inits()).toBe(1);
  });

  test('and that TikTok has forgotten is looked for by the photos and the posts', async () => {
    const run = practice.stage(photos);
    run.crashAt(5, 'before');
    await expect(run.publish(photoPost(photos))).rejects.toThrow();
    practice.line.http = async (request) =>
      request.url.endsWith('/status/fetch/') ? refusal(400, 'invalid_publish_id') : practice.real(request);
    const end = await run.settle(photoPost(photos));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect(practice.inits()).toBe(1);
  });
});
