import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, maraOnX, photo, studioOnX, video, xAs } from '../fixture.ts';
import { type Practice, startPractice } from '../practice.ts';

const megabyte = 1024 * 1024;
let practice: Practice;
let mara: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  mara = xAs(practice);
});
afterEach(() => practice.close());

const oneShot = (media: Uint8Array<ArrayBuffer>) =>
  mara.multipart('/2/media/upload', { media, media_category: 'tweet_image' });

describe('an image in one request', () => {
  it('is taken as multipart and as base64', async () => {
    const bytes = await photo();
    const multipart = await oneShot(bytes);
    expect(multipart.body.data).toMatchObject({
      media_key: `3_${multipart.body.data.id}`,
      size: bytes.length,
      expires_after_secs: 86_400,
      image: { image_type: 'image/jpeg', w: 400, h: 300 },
    });
    const base64 = { media: Buffer.from(bytes).toString('base64'), media_category: 'tweet_image' };
    expect((await mara.json('/2/media/upload', base64)).status).toBe(200);
  });

  it('is looked at: type, wholeness, size, motion', async () => {
    const whole = await photo(800, 800);
    expect((await oneShot(whole.slice(0, whole.length / 2))).status).toBe(400);
    expect((await oneShot(new Uint8Array(Buffer.from('not a picture')))).status).toBe(400);
    const tiff = await sharp(whole).tiff().toBuffer();
    expect((await oneShot(new Uint8Array(tiff))).body.detail).toBe('media type unrecognized.');
    const padded = new Uint8Array(5 * megabyte + 1);
    padded.set(whole);
    expect((await oneShot(padded)).body.detail).toContain('exceeds');
  });

  it('refuses parts nobody knows and a missing category', async () => {
    const media = await photo();
    expect(
      (await mara.multipart('/2/media/upload', { media, media_category: 'tweet_image', name: 'x' })).status,
    ).toBe(400);
    expect((await mara.multipart('/2/media/upload', { media })).status).toBe(400);
    expect((await mara.form('/2/media/upload', { media_category: 'tweet_image' })).status).toBe(415);
  });

  it('can be posted for a day', async () => {
    const { id } = (await oneShot(await photo())).body.data;
    now += 86_400_000;
    practice.control.setSwitches({ x: { rateLimits: false } });
    mara = xAs(practice);
    expect((await mara.json('/2/tweets', { text: 'a', media: { media_ids: [id] } })).body.detail).toBe(
      'Your media IDs are invalid.',
    );
  });

  it('carries alt text of up to 1000 characters', async () => {
    const { id } = (await oneShot(await photo())).body.data;
    const describe = (text: string) =>
      mara.json('/2/media/metadata', { id, metadata: { alt_text: { text } } });
    expect((await describe('a'.repeat(1001))).status).toBe(400);
    expect((await describe('A white mug')).body).toEqual({ data: { id } });
    await mara.json('/2/tweets', { text: 'a', media: { media_ids: [id] } });
    expect(practice.control.posts()[0]?.media[0]?.altText).toBe('A white mug');
    expect((await xAs(practice, studioOnX).json('/2/media/metadata', { id, metadata: {} })).status).toBe(404);
  });
});

describe('a video in segments', () => {
  const open = (change: object = {}) =>
    mara.json('/2/media/upload/initialize', {
      media_type: 'video/mp4',
      media_category: 'tweet_video',
      total_bytes: 2 * megabyte + 10,
      ...change,
    });
  const append = (id: string, index: number, media: Uint8Array<ArrayBuffer>) =>
    mara.multipart(`/2/media/upload/${id}/append`, { segment_index: String(index), media });
  const finalize = (id: string) => mara.raw(`/2/media/upload/${id}/finalize`, new Uint8Array(), {});
  const look = (id: string) => mara.get(`/2/media/upload?command=STATUS&media_id=${id}`);

  async function sent(bytes = video(2 * megabyte + 10)): Promise<string> {
    const { id } = (await open()).body.data;
    // Out of order and one of them twice: both are allowed.
    for (const index of [1, 0, 2, 0])
      expect((await append(id, index, bytes.slice(index * megabyte, (index + 1) * megabyte))).status).toBe(
        200,
      );
    return id;
  }

  it('is processed after finalize and can then be posted', async () => {
    const id = await sent();
    expect((await finalize(id)).body.data).toMatchObject({
      size: 2 * megabyte + 10,
      processing_info: { state: 'pending' },
    });
    expect((await mara.json('/2/tweets', { text: 'a', media: { media_ids: [id] } })).status).toBe(400);
    expect((await look(id)).body.data.processing_info.state).toBe('in_progress');
    expect((await look(id)).body.data.processing_info).toEqual({ state: 'succeeded', progress_percent: 100 });
    expect((await mara.json('/2/tweets', { text: 'a', media: { media_ids: [id] } })).status).toBe(201);
  });

  it('answers a segment over 1 MiB with an empty 413', async () => {
    const { id } = (await open()).body.data;
    for (const size of [megabyte + 1, 5 * megabyte])
      expect(await append(id, 0, video(size))).toMatchObject({ status: 413, body: '' });
  });

  it('knows segments 0 to 999', async () => {
    const { id } = (await open()).body.data;
    expect((await append(id, 999, video(20))).status).toBe(200);
    expect((await append(id, 1000, video(20))).status).toBe(400);
  });

  it('cannot be finalized with a segment missing', async () => {
    const { id } = (await open()).body.data;
    await append(id, 0, video(megabyte));
    await append(id, 2, video(20));
    expect((await finalize(id)).status).toBe(400);
  });

  it('must fit its category', async () => {
    expect((await open({ media_type: 'image/gif' })).status).toBe(400);
    expect((await open({ total_bytes: 513 * megabyte })).status).toBe(400);
    expect(
      (await open({ media_category: 'tweet_gif', media_type: 'image/gif', total_bytes: 16 * megabyte }))
        .status,
    ).toBe(400);
  });

  it('fails in processing when it is no video, or when a fault says so', async () => {
    const junk = await sent(new Uint8Array(2 * megabyte + 10));
    await finalize(junk);
    await look(junk);
    expect((await look(junk)).body.data.processing_info).toMatchObject({
      state: 'failed',
      error: { name: 'InvalidMedia' },
    });
  });

  it('stays in processing as long as a fault says', async () => {
    practice.control.addFault({ platform: 'x', kind: 'slow-processing', polls: 3 });
    const id = await sent();
    await finalize(id);
    const states: string[] = [];
    for (let index = 0; index < 4; index += 1) states.push((await look(id)).body.data.processing_info.state);
    expect(states).toEqual(['in_progress', 'in_progress', 'in_progress', 'succeeded']);
  });

  it('belongs to the account that opened it', async () => {
    const { id } = (await open()).body.data;
    const studio = xAs(practice, studioOnX);
    expect(
      (await studio.multipart(`/2/media/upload/${id}/append`, { segment_index: '0', media: video(20) }))
        .status,
    ).toBe(404);
    expect(practice.control.requests({ account: maraOnX }).length).toBe(1);
  });
});
