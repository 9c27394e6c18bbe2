import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { photoFile, type TestFile, videoFile } from '../stage.suite.ts';
import { openPractice, photoPost, type PracticeTikTok, refusal, videoPost } from './practice.suite.ts';
import { newestPosts, permalink, readBack } from './read.ts';

let practice: PracticeTikTok;
let clip: TestFile;
let photo: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(50_000);
  photo = await photoFile('red');
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const publish = async (options = {}, change = {}) =>
  (await practice.stage([clip]).publish(videoPost(clip, options, change))).remoteId ?? '';

describe('a post that is read back', () => {
  test('is there, with its text as far as TikTok shows it whole', async () => {
    const id = await publish();
    expect(await readBack(practice.account, id, 'video')).toEqual({
      state: 'there',
      text: 'Glazing day #pottery',
      permalink: `https://www.tiktok.com/@marasclay/video/${id}`,
    });
    const long = await publish({}, { text: 'a'.repeat(300) });
    expect(await readBack(practice.account, long, 'video')).toMatchObject({ state: 'there', text: null });
  });

  test('is gone when a video is not shown any more; of photos that says nothing', async () => {
    const id = await publish();
    practice.control.removePost(id);
    expect(await readBack(practice.account, id, 'video')).toEqual({ state: 'gone' });
    const of = practice.stage([photo]);
    const { remoteId } = await of.publish(photoPost([photo]));
    practice.control.setSwitches({ tiktok: { listsPhotos: false } });
    expect(await readBack(practice.account, remoteId ?? '', 'image')).toMatchObject({ state: 'unsure' });
  });

  test('without an id of its own is asked for by its publication', async () => {
    const id = await publish({ privacy: 'SELF_ONLY' });
    expect(await readBack(practice.account, id, 'video')).toEqual({
      state: 'there',
      text: null,
      permalink: null,
    });
    const draft = await publish({ asDraft: true });
    expect(await readBack(practice.account, draft, 'video')).toMatchObject({ state: 'there' });
  });

  test('that TikTok refuses after a long check is gone, and it is said why', async () => {
    practice.control.setSwitches({ tiktok: { processingPolls: 9, processingSeconds: 86_400 } });
    const id = await publish();
    expect(await readBack(practice.account, id, 'video')).toMatchObject({ state: 'unsure' });
    practice.line.http = async () => ({
      status: 200,
      headers: {},
      text: '{"data":{"status":"FAILED","fail_reason":"duration_check_failed"},"error":{"code":"ok"}}',
    });
    expect(await readBack(practice.account, id, 'video')).toEqual({
      state: 'gone',
      why: expect.stringContaining('too long'),
    });
    practice.line.http = async () => refusal(400, 'invalid_publish_id');
    expect(await readBack(practice.account, id, 'video')).toMatchObject({ state: 'unsure' });
  });
});

test('the newest posts are those that everybody sees, newest first, with long ids exact', async () => {
  const since = practice.clock.now();
  await publish({}, { text: 'One' });
  practice.clock.set(practice.clock.now() + 2000);
  await practice.stage([photo]).publish(photoPost([photo]));
  await publish({ privacy: 'SELF_ONLY' });
  const [one, two] = practice.posts();
  expect(await newestPosts(practice.account, since - 1000)).toMatchObject([
    { remoteId: two?.id, text: 'Four glazes, one kiln.', mediaCount: null },
    { remoteId: one?.id, text: 'One', mediaCount: 1 },
  ]);
  expect(await newestPosts(practice.account, practice.clock.now() + 60_000)).toEqual([]);
});

test.each([
  ['marasclay', '7412345678901234567', 'https://www.tiktok.com/@marasclay/video/7412345678901234567'],
  ['marasclay', 'v_pub_file~v2-1.777', 'https://www.tiktok.com/@marasclay'],
  ['', '7412345678901234567', 'https://www.tiktok.com/'],
])('the page of %s %s', (handle, id, page) => {
  expect(permalink(handle, id)).toBe(page);
});
