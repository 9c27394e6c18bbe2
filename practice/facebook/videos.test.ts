import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clayPage, clientOf, pageAs, photo, query, video } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

let practice: Practice;
let page: Client & { token: string };
let rupload: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-24T09:00:00Z');
  practice = await startPractice({ now: () => now });
  page = pageAs(practice);
  rupload = clientOf(practice, 'https://rupload.facebook.com', `OAuth ${page.token}`);
});
afterEach(() => practice.close());

const reels = `/v26.0/${clayPage}/video_reels`;
const file = video(100_000);
const posts = () => practice.control.posts({ platform: 'facebook' });

async function started(edge = reels): Promise<{ id: string; path: string }> {
  const { body } = await page.form(edge, { upload_phase: 'start' });
  expect(body.upload_url).toBe(`https://rupload.facebook.com/video-upload/v26.0/${body.video_id}`);
  return { id: body.video_id, path: new URL(body.upload_url).pathname };
}

const send = (path: string, offset = 0, bytes = file.slice(offset), size = file.length): Promise<Answer> =>
  rupload.raw(path, bytes, { offset: String(offset), file_size: String(size) });
const status = async (id: string) => (await page.get(`/v26.0/${id}?fields=status`)).body.status;
const finish = (id: string, more: Record<string, string> = {}) =>
  page.form(reels, {
    upload_phase: 'finish',
    video_id: id,
    video_state: 'PUBLISHED',
    description: 'A reel',
    ...more,
  });

describe('a reel', () => {
  it('goes from start to published', async () => {
    const { id, path } = await started();
    expect((await finish(id)).body.error.code).toBe(6000);
    expect((await send(path)).body).toEqual({ success: true });
    expect(await status(id)).toMatchObject({
      video_status: 'upload_complete',
      publishing_phase: { publish_status: 'draft' },
    });
    expect((await finish(id)).body).toEqual({ success: true, post_id: expect.any(String) });
    expect((await status(id)).video_status).toBe('processing');
    expect(await status(id)).toMatchObject({
      video_status: 'ready',
      publishing_phase: { publish_status: 'published' },
    });
    const { body } = await page.get(`/v26.0/${id}?fields=published,post_id,permalink_url`);
    expect(body).toEqual({
      id,
      published: true,
      post_id: posts()[0]?.id.split('_')[1],
      permalink_url: `https://www.facebook.com/reel/${id}`,
    });
    expect(posts()[0]).toMatchObject({
      kind: 'reel',
      text: 'A reel',
      state: 'public',
      media: [{ bytes: file.length }],
    });
  });

  it('never becomes two by a second finish', async () => {
    const { id, path } = await started();
    await send(path);
    await finish(id);
    expect((await finish(id)).status).toBe(400);
    practice.control.setSwitches({ facebook: { secondFinish: 'success' } });
    expect((await finish(id)).body.success).toBe(true);
    expect(posts()).toHaveLength(1);
  });

  it('knows finish, not complete, and needs a state', async () => {
    const { id, path } = await started();
    await send(path);
    expect((await page.form(reels, { upload_phase: 'complete', video_id: id })).status).toBe(400);
    expect((await page.form(reels, { upload_phase: 'finish', video_id: id })).status).toBe(400);
  });

  it.each([
    [2, false],
    [3, true],
    [90, true],
    [91, false],
  ])('of %i s is taken: %s', async (seconds, taken) => {
    const { id, path } = await started();
    const film = lasting(seconds);
    await send(path, 0, film, film.length);
    expect((await finish(id)).body.error?.error_subcode).toBe(taken ? undefined : 1_363_128);
    expect(posts()).toHaveLength(taken ? 1 : 0);
  });

  it('may go out thirty times a day', async () => {
    const make = async (number: number) => {
      const { id, path } = await started();
      await send(path);
      return finish(id, { description: `Reel ${number}` });
    };
    for (let number = 1; number <= 30; number += 1) expect((await make(number)).status).toBe(200);
    expect((await make(31)).body.error.code).toBe(613);
    now += 24 * 60 * 60 * 1000;
    expect((await make(32)).status).toBe(200);
  });

  it('fails in processing when it is no video', async () => {
    const { id, path } = await started();
    await send(path, 0, new Uint8Array(5000), 5000);
    await finish(id);
    expect((await status(id)).video_status).toBe('error');
    expect((await page.get(`/v26.0/${clayPage}/published_posts`)).body.data).toEqual([]);
  });
});

/** A film that says how long it is, at its end as cameras do. */
function lasting(seconds: number): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(108);
  header.writeUInt32BE(108, 0);
  header.write('mvhd', 4, 'latin1');
  header.writeUInt32BE(600, 20);
  header.writeUInt32BE(600 * seconds, 24);
  return new Uint8Array(Buffer.concat([video(70_000), header]));
}

describe('the bytes', () => {
  it('resume where the line was cut', async () => {
    practice.control.addFault({ platform: 'facebook', kind: 'cut-upload', bytes: 40_000 });
    const { id, path } = await started();
    await expect(send(path)).rejects.toThrow('fetch failed');
    const { bytes_transfered: offset } = (await status(id)).uploading_phase;
    expect(offset).toBe(40_000);
    expect((await send(path, 0)).body.debug_info).toMatchObject({
      type: 'OffsetInvalidError',
      retriable: false,
    });
    expect((await send(path, offset)).body).toEqual({ success: true });
  });

  it('may come in parts, each said to be partial', async () => {
    const { path } = await started();
    expect((await send(path, 0, file.slice(0, 1000))).body.debug_info.type).toBe('PartialRequestError');
    expect((await send(path, 1000)).body.success).toBe(true);
  });

  it('need OAuth, an offset and a size', async () => {
    const { path } = await started();
    const bearer = clientOf(practice, 'https://rupload.facebook.com', `Bearer ${page.token}`);
    expect((await bearer.raw(path, file, { offset: '0', file_size: '100000' })).status).toBe(401);
    expect((await rupload.raw(path, file, { offset: '0' })).status).toBe(400);
    expect(
      (await rupload.raw(path, new Uint8Array(), { file_url: 'https://shop.example/a.mp4' })).status,
    ).toBe(400);
  });
});

describe('other video', () => {
  const videos = `/v26.0/${clayPage}/videos`;

  it('goes out in one piece over either host', async () => {
    const host = clientOf(practice, 'https://graph-video.facebook.com', `Bearer ${page.token}`);
    expect((await host.multipart(videos, { source: file, description: 'One' })).body).toEqual({
      id: expect.any(String),
    });
    expect((await page.multipart(videos, { source: file, description: 'Two' })).status).toBe(200);
    expect((await page.form(videos, { file_url: 'https://shop.example/a.mp4' })).body.error.code).toBe(389);
    expect(posts().map(({ kind }) => kind)).toEqual(['video', 'video']);
  });

  it('goes out in three phases', async () => {
    const { body } = await page.form(videos, { upload_phase: 'start', file_size: String(file.length) });
    expect(body).toMatchObject({ start_offset: '0', end_offset: '100000' });
    const session = { upload_phase: 'transfer', upload_session_id: body.upload_session_id };
    const half = await page.multipart(videos, {
      ...session,
      start_offset: '0',
      video_file_chunk: file.slice(0, 50_000),
    });
    expect(half.body).toEqual({ start_offset: '50000', end_offset: '100000' });
    expect(
      (await page.multipart(videos, { ...session, start_offset: '0', video_file_chunk: file })).body.error
        .code,
    ).toBe(6001);
    await page.multipart(videos, { ...session, start_offset: '50000', video_file_chunk: file.slice(50_000) });
    const end = {
      upload_phase: 'finish',
      upload_session_id: body.upload_session_id,
      title: 'Kiln',
      description: 'Opens',
    };
    expect((await page.form(videos, end)).body).toEqual({ success: true });
    expect(posts()[0]).toMatchObject({
      kind: 'video',
      text: 'Opens',
      media: [{ id: body.video_id, bytes: 100_000 }],
    });
  });

  it('goes out by the handle of a resumable upload', async () => {
    const { userToken } = practice.control.signIn({ platform: 'facebook' });
    const person = clientOf(practice, 'https://graph.facebook.com', `Bearer ${userToken}`);
    const about = query({ file_name: 'a.mp4', file_length: '100000', file_type: 'video/mp4' });
    const { id } = (await person.form(`/v26.0/${practiceApps.facebook.live.appId}/uploads?${about}`, {}))
      .body;
    const upload = clientOf(practice, 'https://graph.facebook.com', `OAuth ${userToken}`);
    expect((await upload.raw(`/v26.0/${id}`, file.slice(0, 10), { file_offset: '0' })).status).toBe(400);
    expect((await upload.get(`/v26.0/${id}`)).body).toEqual({ id, file_offset: 10 });
    const { h } = (await upload.raw(`/v26.0/${id}`, file.slice(10), { file_offset: '10' })).body;
    expect((await page.form(videos, { fbuploader_video_file_chunk: h, description: 'Handled' })).status).toBe(
      200,
    );
    expect(posts()[0]?.media[0]?.bytes).toBe(100_000);
  });
});

describe('a story', () => {
  const stories = async () => (await page.get(`/v26.0/${clayPage}/stories`)).body.data;

  it('shows a photo that no post has used', async () => {
    const { id } = (
      await page.multipart(`/v26.0/${clayPage}/photos`, { source: await photo(), published: 'false' })
    ).body;
    const tell = () => page.form(`/v26.0/${clayPage}/photo_stories`, { photo_id: id });
    const { body } = await tell();
    expect(body).toEqual({ success: true, post_id: expect.stringMatching(/^\d+$/) });
    expect(await stories()).toEqual([
      expect.objectContaining({ post_id: body.post_id, media_id: id, media_type: 'photo' }),
    ]);
    expect((await page.get(`/v26.0/${body.post_id}?fields=id`)).body.id).toBe(posts()[0]?.id);
    expect((await tell()).body.error.error_subcode).toBe(1_366_051);
  });

  it('shows a video', async () => {
    const edge = `/v26.0/${clayPage}/video_stories`;
    const { id, path } = await started(edge);
    await send(path);
    expect((await page.form(edge, { upload_phase: 'finish', video_id: id })).body.success).toBe(true);
    await status(id);
    expect(await stories()).toEqual([expect.objectContaining({ media_id: id, media_type: 'video' })]);
    expect(posts()).toMatchObject([{ kind: 'story', text: '', state: 'public' }]);
    const feedPage = await (await fetch(`${practice.origin}/feed/facebook/${clayPage}`)).text();
    expect(feedPage).toContain('on Facebook, story');
    expect((await page.form(edge, { upload_phase: 'finish', video_id: id })).status).toBe(400);
  });

  it.each([
    [2, false],
    [60, true],
    [61, false],
  ])('of a video of %i s is taken: %s', async (seconds, taken) => {
    const edge = `/v26.0/${clayPage}/video_stories`;
    const { id, path } = await started(edge);
    const film = lasting(seconds);
    await send(path, 0, film, film.length);
    const { body } = await page.form(edge, { upload_phase: 'finish', video_id: id });
    expect(body.error?.error_subcode).toBe(taken ? undefined : 1_363_128);
  });

  it('does not take the photo of a post, nor the video of a reel', async () => {
    const source = await photo();
    const posted = (await page.multipart(`/v26.0/${clayPage}/photos`, { source, caption: 'Posted' })).body;
    const photoStory = await page.form(`/v26.0/${clayPage}/photo_stories`, { photo_id: posted.id });
    expect(photoStory.body.error.error_subcode).toBe(1_366_051);
    const { id, path } = await started();
    await send(path);
    await finish(id);
    const story = { upload_phase: 'finish', video_id: id };
    expect((await page.form(`/v26.0/${clayPage}/video_stories`, story)).status).toBe(400);
    expect(posts()).toHaveLength(2);
  });

  it('is over after a day', async () => {
    const source = await photo();
    const parts = { source, published: 'false' };
    const { id } = (await page.multipart(`/v26.0/${clayPage}/photos`, parts)).body;
    const { post_id } = (await page.form(`/v26.0/${clayPage}/photo_stories`, { photo_id: id })).body;
    now += 24 * 60 * 60 * 1000 - 1;
    expect(await stories()).toHaveLength(1);
    now += 1;
    expect(await stories()).toEqual([]);
    expect((await page.get(`/v26.0/${post_id}?fields=id`)).body.error.error_subcode).toBe(33);
    expect(posts()).toMatchObject([{ kind: 'story', state: 'deleted' }]);
  });
});
