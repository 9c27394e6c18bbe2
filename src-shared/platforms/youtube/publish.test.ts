import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HttpFailure } from '../../publishing/http.ts';
import { photoFile, type TestFile, videoFile } from '../stage.suite.ts';
import { block, openPractice, type PracticeYoutube, videoPost } from './practice.suite.ts';

const HOUR = 60 * 60_000;
let practice: PracticeYoutube;
let clip: TestFile;
let picture: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(2 * block + 5000);
  picture = await photoFile('red');
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const thumbnail = () => practice.posts()[0]?.media[0]?.thumbnail;

describe('what arrives', () => {
  test('the video, with all that was said of it', async () => {
    const options = { tags: ['pottery', 'hand made'], privacy: 'unlisted' as const, madeWithAi: true };
    const published = await practice.stage(clip).publish(videoPost(clip, options));
    const { snippet, status } = await practice.look();
    expect(snippet).toMatchObject({
      title: 'How a mug is made',
      description: 'Stoneware.',
      tags: ['pottery', 'hand made'],
      categoryId: '26',
    });
    expect(status).toMatchObject({
      privacyStatus: 'unlisted',
      selfDeclaredMadeForKids: false,
      containsSyntheticMedia: true,
      license: 'youtube',
      embeddable: true,
    });
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
    const [post] = practice.posts();
    expect(published).toEqual({ remoteId: post?.id, permalink: post?.permalink, shortfalls: [] });
  });

  test('is public when nothing is said of its privacy, and of children nothing is said that was not asked', async () => {
    const snapshot = videoPost(clip, {}, { options: { title: 'A mug' } });
    await practice.stage(clip).publish(snapshot);
    const { status } = await practice.look();
    expect(status).toMatchObject({ privacyStatus: 'public', containsSyntheticMedia: false });
    expect(status).not.toHaveProperty('selfDeclaredMadeForKids');
  });

  test('private, with the time at which YouTube makes it public by itself', async () => {
    const publishAt = practice.clock.now() + HOUR;
    await practice.stage(clip).publish(videoPost(clip, { publishAt }));
    expect(practice.posts()).toMatchObject([{ state: 'scheduled', publishAt }]);
    practice.clock.set(publishAt);
    expect(practice.posts()).toMatchObject([{ state: 'public' }]);
  });

  test('nothing without a title, and nothing but one video', async () => {
    for (const snapshot of [
      videoPost(clip, { title: ' ' }),
      videoPost(clip, {}, { media: [] }),
      videoPost(clip, {}, { media: [clip.media, picture.media] }),
    ])
      await expect(practice.stage(clip).publish(snapshot)).rejects.toMatchObject({
        error: { class: 'content' },
      });
    expect(practice.line.asked).toEqual([]);
  });
});

describe('a time of its own that has passed', () => {
  const late = { error: { class: 'content', field: 'options', message: expect.stringContaining('passed') } };

  test('before the upload: nothing is sent', async () => {
    const publishAt = practice.clock.now();
    await expect(practice.stage(clip).publish(videoPost(clip, { publishAt }))).rejects.toMatchObject(late);
    expect(practice.line.asked).toEqual([]);
  });

  test('while it was uploaded: the last bytes stay here, since YouTube would publish it late and at once', async () => {
    const publishAt = practice.clock.now() + 1000;
    practice.line.http = async (request) => {
      if (request.headers?.['content-range']?.startsWith('bytes 0-')) practice.clock.set(publishAt + 1);
      return practice.real(request);
    };
    await expect(practice.stage(clip).publish(videoPost(clip, { publishAt }))).rejects.toMatchObject(late);
    expect(practice.posts()).toEqual([]);
  });

  test('after the last bytes went without an answer: it is found, and not refused', async () => {
    const publishAt = practice.clock.now() + 30_000;
    practice.control.addFault({ platform: 'youtube', kind: 'reset-after-accept', on: 'publish' });
    practice.control.addFault({ platform: 'youtube', kind: '500-before', on: 'upload', after: 3 });
    const end = await practice.stage(clip).settle(videoPost(clip, { publishAt }));
    expect(practice.clock.now()).toBeGreaterThan(publishAt);
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
  });
});

describe('the last bytes', () => {
  test('are one block at most, and all that is sent when the post is due', async () => {
    await practice.stage(clip).publish(videoPost(clip));
    expect(practice.sent()).toEqual(['*', `0-${2 * block - 1}`, `${2 * block}-${clip.media.size - 1}`]);
  });

  test('of a video of whole blocks are a whole block', async () => {
    const whole = videoFile(2 * block);
    await practice.stage(whole).publish(videoPost(whole));
    expect(practice.sent().slice(-1)).toEqual([`${block}-${2 * block - 1}`]);
  });

  test('whose answer is lost are asked after at once, and not sent again', async () => {
    practice.control.addFault({ platform: 'youtube', kind: 'reset-after-accept', on: 'publish' });
    const before = practice.clock.slept;
    const { remoteId } = await practice.stage(clip).publish(videoPost(clip));
    expect(practice.clock.slept).toBe(before);
    expect(practice.posts()).toMatchObject([{ id: remoteId }]);
    expect(practice.sent().slice(-2)).toEqual([`${2 * block}-${clip.media.size - 1}`, '*']);
  });

  test.each(['500-after-accept', 'html-body', 'empty-body'] as const)(
    'that end in %s make one video, which is found',
    async (kind) => {
      practice.control.addFault({ platform: 'youtube', kind, on: 'publish' });
      const end = await practice.stage(clip).settle(videoPost(clip));
      expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
      expect(practice.posts()).toHaveLength(1);
    },
  );

  test('that did not arrive are sent once more into the same session, as soon as that is sure', async () => {
    practice.control.addFault({ platform: 'youtube', kind: 'reset-before-accept', on: 'publish' });
    const start = practice.clock.now();
    const end = await practice.stage(clip).settle(videoPost(clip));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect([practice.posts().length, practice.opened()]).toEqual([1, 1]);
    expect(practice.clock.now() - start).toBeLessThan(2 * 60_000);
  });

  test('that YouTube got in part are completed', async () => {
    practice.control.setSwitches({ youtube: { keepsWholeBlocks: false } });
    practice.control.addFault({ platform: 'youtube', kind: 'cut-upload', on: 'publish', bytes: 3000 });
    const end = await practice.stage(clip).settle(videoPost(clip));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
    expect(practice.sent()).toContain(`${2 * block + 3000}-${clip.media.size - 1}`);
  });

  test('that are refused because some of them are there already are completed', async () => {
    let isFirst = true;
    practice.control.setSwitches({ youtube: { keepsWholeBlocks: false } });
    practice.line.http = async (request) => {
      const start = `bytes ${2 * block}-`;
      if (isFirst && request.headers?.['content-range']?.startsWith(start) === true) {
        isFirst = false;
        practice.control.addFault({ platform: 'youtube', kind: 'cut-upload', on: 'publish', bytes: 3000 });
        await practice.real(request).catch(() => undefined);
      }
      return practice.real(request);
    };
    const begin = practice.clock.now();
    const end = await practice.stage(clip).settle(videoPost(clip));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
    expect(practice.clock.now() - begin).toBeLessThan(10_000);
  });

  test('that YouTube does not count although it answers are sent again', async () => {
    let isFirst = true;
    practice.line.http = async (request) => {
      const isTail = request.headers?.['content-range']?.startsWith(`bytes ${2 * block}-`) === true;
      if (!isTail || !isFirst) return practice.real(request);
      isFirst = false;
      return { status: 308, headers: { range: `bytes=0-${2 * block - 1}` }, text: '' };
    };
    const end = await practice.stage(clip).settle(videoPost(clip));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
  });
});

describe('the thumbnail', () => {
  const withPicture = () =>
    videoPost(clip, { thumbnail: picture.media.mediaId }, { thumbnail: picture.media });
  const publish = () => practice.stage(clip, picture).publish(withPicture());
  const set = '/upload/youtube/v3/thumbnails/set';

  test('is set after the video is out', async () => {
    expect((await publish()).shortfalls).toEqual([]);
    expect(thumbnail()).toBeDefined();
  });

  test('of a Short waits for the end of processing', async () => {
    practice.control.setSwitches({ youtube: { everyVideoIsShort: true, processingPolls: 3 } });
    expect((await publish()).shortfalls).toEqual([]);
    expect(thumbnail()).toBeDefined();
  });

  test('is set once more after trouble on the way', async () => {
    practice.control.addFault({ platform: 'youtube', kind: 'reset-before-accept', path: set, times: 2 });
    expect((await publish()).shortfalls).toEqual([]);
    expect(thumbnail()).toBeDefined();
  });

  test.each([
    ['a channel without a phone number', { kind: 'error', code: 'forbidden' }, 'phone number'],
    [
      'a picture that YouTube cannot read',
      { kind: 'error', code: 'invalidImage' },
      'cannot read the thumbnail',
    ],
    ['trouble without end', { kind: '500-before' }, 'trouble'],
    ['a Short that is processed for long', { kind: 'error', code: 'failedPrecondition' }, 'still working'],
    ['an allowance that is used up', { kind: 'error', code: 'quotaExceeded' }, 'allowance'],
    ['a sign-in that has ended', { kind: 'error', code: 'authError' }, 'sign-in'],
  ] as const)('does not hold back the video: %s', async (_what, fault, words) => {
    practice.control.addFault({ platform: 'youtube', path: set, times: 'always', ...fault });
    const { remoteId, shortfalls } = await publish();
    expect(practice.posts()).toMatchObject([{ id: remoteId, state: 'public' }]);
    expect(shortfalls).toEqual([expect.stringContaining(words)]);
    expect(shortfalls?.[0]).toMatch(/^The video is out without its thumbnail/);
  });

  test('that a crash came between is set by the next start, and the video is not sent again', async () => {
    const run = practice.stage(clip, picture);
    practice.line.http = async (request) => {
      if (request.url.includes('/thumbnails/set')) run.crashAt(run.writes() + 1, 'before');
      return practice.real(request);
    };
    await expect(run.publish(withPicture())).rejects.toThrow();
    practice.line.http = practice.real;
    const { remoteId } = await run.publish(withPicture());
    expect(practice.posts()).toMatchObject([{ id: remoteId }]);
    expect(thumbnail()).toBeDefined();
  });
});

test('what surely did not leave is tried again without a look', async () => {
  let isFirst = true;
  practice.line.http = async (request) => {
    if (isFirst && request.headers?.['content-range']?.startsWith(`bytes ${2 * block}-`) === true) {
      isFirst = false;
      throw new HttpFailure('not-sent', 'there is no network');
    }
    return practice.real(request);
  };
  const start = practice.clock.now();
  await practice.stage(clip).settle(videoPost(clip));
  expect(practice.clock.now() - start).toBeLessThan(10_000);
  expect(practice.posts()).toHaveLength(1);
});
