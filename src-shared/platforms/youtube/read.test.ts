import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestFile, videoFile } from '../stage.suite.ts';
import { metrics } from './metrics.ts';
import { openPractice, type PracticeYoutube, says, scripted, videoPost } from './practice.suite.ts';
import { newestPosts, readBack } from './read.ts';

let practice: PracticeYoutube;
let clip: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(5000);
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const publish = async (options = {}, change = {}) =>
  (await practice.stage(clip).publish(videoPost(clip, options, change))).remoteId ?? '';

describe('reading back', () => {
  test('a video in processing is there, and so is one that waits for its time', async () => {
    const text = 'Stoneware.';
    expect(await readBack(practice.account, await publish())).toMatchObject({ state: 'there', text });
    const publishAt = practice.clock.now() + 60_000;
    expect(await readBack(practice.account, await publish({ publishAt }))).toMatchObject({ state: 'there' });
  });

  test('a video that YouTube cannot use is gone, with the reason', async () => {
    practice.control.addFault({ platform: 'youtube', kind: 'processing-failed', on: 'publish' });
    const id = await publish();
    await readBack(practice.account, id);
    expect(await readBack(practice.account, id)).toEqual({
      state: 'gone',
      why: 'YouTube cannot read the video file. Save it as MP4 (H.264) and upload it again.',
    });
  });

  test.each(['copyright', 'duplicate', 'length', 'something new'])(
    'a video rejected for %s is gone, with a sentence',
    async (rejectionReason) => {
      const status = { uploadStatus: 'rejected', rejectionReason };
      const { http } = scripted(() => says(200, { items: [{ snippet: { description: '' }, status }] }));
      const read = await readBack({ ...practice.account, http }, 'dQ1demo0001');
      expect(read).toEqual({
        state: 'gone',
        why: expect.stringMatching(/^YouTube has rejected the video.*\.$/),
      });
    },
  );

  test('an answer that says nothing is no word on the video', async () => {
    const { http } = scripted(() => says(200, '<html></html>'));
    await expect(readBack({ ...practice.account, http }, 'dQ1demo0001')).rejects.toThrow('unexpected answer');
  });
});

test('numbers that the channel hides are not told, and are not 0', async () => {
  practice.control.setSwitches({ youtube: { hidesCounts: true } });
  const id = await publish();
  practice.control.setMetrics(id, { viewCount: 1204, likeCount: 31 });
  expect(await metrics(practice.account, id)).toEqual({ views: 1204 });
});

describe('the newest', () => {
  test('are the channel’s own, newest first, with private ones', async () => {
    const first = await publish();
    practice.clock.set(practice.clock.now() + 1000);
    const second = await publish({ privacy: 'private' });
    const newest = await newestPosts(practice.account, practice.clock.now() - 60_000);
    expect(newest.map(({ remoteId }) => remoteId)).toEqual([second, first]);
  });

  test('without a description are shown by their title', async () => {
    await publish({ title: 'A mug' }, { text: '' });
    expect(await newestPosts(practice.account, 0)).toMatchObject([{ text: 'A mug', mediaCount: 1 }]);
  });

  test('are not older than was asked for', async () => {
    await publish();
    expect(await newestPosts(practice.account, practice.clock.now() + 60_000)).toEqual([]);
  });
});
