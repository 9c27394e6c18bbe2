import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clientOf, video } from '../fixture.ts';
import { type Practice, startPractice } from '../practice.ts';

let practice: Practice;
let mara: Client;
let store: string;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  const { access_token: token } = practice.control.signIn({ platform: 'pinterest', account: 'marasclay' });
  mara = clientOf(practice, 'https://api.pinterest.com', `Bearer ${token}`);
  store = practice.hosts['https://pinterest-media-upload.s3-accelerate.amazonaws.com'] ?? '';
});
afterEach(() => practice.close());

type Registration = { media_id: string; upload_parameters: Record<string, string> };
const register = async (): Promise<Registration> =>
  (await mara.json('/v5/media', { media_type: 'video' })).body;

const fieldsOf = ({ upload_parameters: parameters }: Registration): [string, string | Blob][] => [
  ...Object.entries(parameters),
  ['file', new Blob([video(5000)])],
];

async function upload(fields: [string, string | Blob][], headers: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const answer = await fetch(`${store}/`, { method: 'POST', body, headers });
  return { status: answer.status, text: await answer.text() };
}

const statusOf = async (id: string) => (await mara.get(`/v5/media/${id}`)).body.status;
const pin = (media_id: string, cover: object = { cover_image_key_frame_time: 1 }) =>
  mara.json('/v5/pins', {
    board_id: '549755885175',
    media_source: { source_type: 'video_id', media_id, ...cover },
  });

describe('a video', () => {
  it('is registered, uploaded, processed and pinned', async () => {
    const media = await register();
    expect(media).toMatchObject({
      media_id: expect.stringMatching(/^\d{18}$/),
      media_type: 'video',
      upload_url: 'https://pinterest-media-upload.s3-accelerate.amazonaws.com/',
    });
    expect(await statusOf(media.media_id)).toBe('registered');
    expect((await pin(media.media_id)).status).toBe(400);
    expect(await upload(fieldsOf(media))).toEqual({ status: 204, text: '' });
    expect((await pin(media.media_id)).status).toBe(400);
    expect(await statusOf(media.media_id)).toBe('processing');
    expect(await statusOf(media.media_id)).toBe('succeeded');
    expect((await pin(media.media_id)).body).toMatchObject({
      creative_type: 'VIDEO',
      media: { media_type: 'video' },
    });
    expect(practice.control.posts()).toMatchObject([{ media: [{ kind: 'video', bytes: 5000 }] }]);
  });

  it('wants a cover', async () => {
    const media = await register();
    await upload(fieldsOf(media));
    await statusOf(media.media_id);
    const { status, body } = await pin(media.media_id, {});
    expect(status).toBe(400);
    expect(body.message).toContain('cover_image_url or cover_image_content_type');
  });

  it('may fail in processing', async () => {
    const media = await register();
    const fields = fieldsOf(media).slice(0, -1);
    expect((await upload([...fields, ['file', new Blob(['no video'])]])).status).toBe(204);
    await statusOf(media.media_id);
    expect(await statusOf(media.media_id)).toBe('failed');
  });

  it('is registered as a video and nothing else', async () => {
    expect((await mara.json('/v5/media', { media_type: 'image' })).status).toBe(400);
  });
});

describe('the store', () => {
  type Change = (fields: [string, string | Blob][]) => [string, string | Blob][];
  it.each<[string, Change, number, string]>([
    ['a field is missing', (fields) => fields.slice(1), 403, 'SignatureDoesNotMatch'],
    [
      'fields are in another order',
      (fields) => [...fields.slice(1, -1), ...fields.slice(0, 1), ...fields.slice(-1)],
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'the file is not last',
      (fields) => [...fields.slice(-1), ...fields.slice(0, -1)],
      400,
      'InvalidArgument',
    ],
    ['there is no file', (fields) => fields.slice(0, -1), 400, 'InvalidArgument'],
    [
      'the key is not known',
      (fields) => fields.map(([name, value]) => [name, name === 'key' ? 'a:1' : value]),
      403,
      'AccessDenied',
    ],
  ])('refuses an upload in which %s', async (_what, change, status, code) => {
    const answer = await upload(change(fieldsOf(await register())));
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
  });

  it('refuses a token, raw bytes, and an upload that comes too late', async () => {
    const media = await register();
    expect((await upload(fieldsOf(media), { authorization: 'Bearer a' })).text).toContain('InvalidArgument');
    const raw = await fetch(`${store}/`, { method: 'POST', body: video(100) });
    expect(raw.status).toBe(412);
    now += 60 * 60_000;
    expect((await upload(fieldsOf(media))).text).toContain('Policy expired');
    expect(await statusOf(media.media_id)).toBe('registered');
  });

  it('speaks XML also when something goes wrong', async () => {
    const media = await register();
    practice.control.addFault({ platform: 'pinterest', kind: '500-before', path: '/' });
    expect(await upload(fieldsOf(media))).toMatchObject({
      status: 500,
      text: expect.stringContaining('<Error>'),
    });
    practice.control.addFault({ platform: 'pinterest', kind: 'cut-upload', bytes: 1000 });
    await expect(upload(fieldsOf(media))).rejects.toThrow('fetch failed');
    expect((await upload(fieldsOf(media))).status).toBe(204);
  });
});
