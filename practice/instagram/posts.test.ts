import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clayOnInstagram,
  type Client,
  clientOf,
  instagramAs,
  photo,
  query,
  studioOnInstagram,
  video,
} from '../fixture.ts';
import { type Practice, startPractice } from '../practice.ts';

const hour = 60 * 60 * 1000;
let practice: Practice;
let now: number;
let mara: Client & { token: string };

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9);
  practice = await startPractice({ now: () => now });
  mara = instagramAs(practice);
});
afterEach(() => practice.close());

const account = `/v26.0/${clayOnInstagram}`;
const code = ({ body }: { body: { error: { code: number; error_subcode?: number } } }) =>
  [body.error.code, body.error.error_subcode].join('/');

/** The address of an unpublished photo of the Page. */
async function addressOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { body } = await mara.multipart('/v26.0/me/photos', { source: bytes, published: 'false' });
  return (await mara.get(`/v26.0/${body.id}?fields=images`)).body.images[0].source;
}

async function containerOf(fields: Record<string, string>): Promise<string> {
  const { status, body } = await mara.form(`${account}/media`, fields);
  expect([status, body]).toEqual([200, { id: expect.any(String) }]);
  return body.id;
}

const imageOf = async (fields: Record<string, string> = {}) =>
  containerOf({ image_url: await addressOf(await photo()), ...fields });
const statusOf = async (id: string) => (await mara.get(`/v26.0/${id}?fields=status_code`)).body.status_code;
const publish = (id: string) => mara.form(`${account}/media_publish`, { creation_id: id });
const posts = () => practice.control.posts({ platform: 'instagram' });

describe('a photo', () => {
  it('is a container, then a post whose address is made of its shortcode', async () => {
    const id = await imageOf({ caption: 'Fresh from the kiln \n', alt_text: 'A blue mug' });
    expect(await statusOf(id)).toBe('FINISHED');
    expect(posts()).toEqual([]);
    const { body } = await publish(id);
    const { body: media } = await mara.get(
      `/v26.0/${body.id}?fields=permalink,shortcode,caption,media_type,media_product_type,timestamp`,
    );
    expect(media).toEqual({
      id: body.id,
      shortcode: expect.any(String),
      permalink: `https://www.instagram.com/p/${media.shortcode}/`,
      caption: 'Fresh from the kiln',
      media_type: 'IMAGE',
      media_product_type: 'FEED',
      timestamp: '2026-11-24T09:00:00+0000',
    });
    expect(posts()).toMatchObject([{ text: 'Fresh from the kiln', media: [{ altText: 'A blue mug' }] }]);
    expect(await statusOf(id)).toBe('PUBLISHED');
    const page = await fetch(
      (practice.hosts['https://www.instagram.com'] ?? '') + new URL(media.permalink).pathname,
    );
    expect(await page.text()).toContain('alt="A blue mug"');
  });

  it.each([
    ['a PNG', async () => new Uint8Array(await pngOf()), '36001/2207005'],
    ['one that is too narrow a shape', () => photo(400, 600), '36003/2207009'],
    ['one that is too wide a shape', () => photo(800, 400), '36003/2207009'],
    ['one of few pixels', () => photo(300, 300), '36000/2207004'],
  ])('is refused as %s', async (_what, bytes, error) => {
    const image_url = await addressOf(await bytes());
    expect(code(await mara.form(`${account}/media`, { image_url }))).toBe(error);
  });

  it.each(['http://media.example/1.jpg', 'https://media.example/ü.jpg', 'nowhere'])(
    'is not fetched from %s',
    async (image_url) => {
      expect(code(await mara.form(`${account}/media`, { image_url }))).toBe('9004/2207052');
    },
  );

  it.each([
    ['a'.repeat(2201), '100/2207010'],
    ['#a '.repeat(31), '100/2207040'],
    ['@a '.repeat(21), '100/2207040'],
  ])('is refused with the caption %#', async (caption, error) => {
    const image_url = await addressOf(await photo());
    expect(code(await mara.form(`${account}/media`, { image_url, caption }))).toBe(error);
  });
});

async function pngOf(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width: 400, height: 300, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
}

describe('a container', () => {
  it('is published once', async () => {
    const id = await imageOf();
    await publish(id);
    expect(code(await publish(id))).toBe('9007/2207027');
    expect(posts()).toHaveLength(1);
    practice.control.setSwitches({ instagram: { secondPublish: 'same-id' } });
    expect((await publish(id)).body).toEqual({ id: posts()[0]?.id });
  });

  it('that is not ready is refused, and ready after some looks', async () => {
    practice.control.setSwitches({ instagram: { imagePolls: 2 } });
    const id = await imageOf();
    expect(await statusOf(id)).toBe('IN_PROGRESS');
    expect(code(await publish(id))).toBe('9007/2207027');
    await statusOf(id);
    expect(await statusOf(id)).toBe('FINISHED');
    expect((await publish(id)).status).toBe(200);
  });

  it('is over after a day', async () => {
    const id = await imageOf();
    now += 24 * hour;
    expect(await statusOf(id)).toBe('EXPIRED');
    expect(code(await publish(id))).toBe('24/2207008');
  });

  it('that fails in processing names the error', async () => {
    practice.control.addFault({ platform: 'instagram', kind: 'processing-failed' });
    const id = await imageOf();
    expect((await mara.get(`/v26.0/${id}?fields=status_code,status`)).body).toMatchObject({
      status_code: 'ERROR',
      status: 'Error: Media upload has failed with error code 2207026',
    });
  });

  it('costs one of 400 a day', async () => {
    practice.control.setSwitches({ instagram: { containersPerDay: 1 } });
    await imageOf();
    const image_url = await addressOf(await photo());
    expect(code(await mara.form(`${account}/media`, { image_url }))).toBe('4/');
    now += 24 * hour;
    await containerOf({ image_url });
  });

  it('of another account cannot be published', async () => {
    const id = await imageOf();
    const studio = instagramAs(practice, 'facebook', studioOnInstagram);
    const answer = await studio.form(`/v26.0/${studioOnInstagram}/media_publish`, { creation_id: id });
    expect(code(answer)).toBe('24/2207006');
  });
});

describe('a carousel', () => {
  const child = () => imageOf({ is_carousel_item: 'true', alt_text: 'A mug' });

  it('has its children in order, and they cannot be published by themselves', async () => {
    const children = [await child(), await child()];
    expect(code(await publish(children[0] ?? ''))).toBe('100/2207023');
    const id = await containerOf({ media_type: 'CAROUSEL', children: children.join(','), caption: 'Two' });
    const { body } = await publish(id);
    const { body: media } = await mara.get(`/v26.0/${body.id}?fields=media_type,children{id}`);
    expect(media.media_type).toBe('CAROUSEL_ALBUM');
    expect(media.children.data).toHaveLength(2);
    expect(posts()[0]?.media.map(({ id: container }) => container)).toEqual(children);
  });

  it.each([1, 11])('of %i is refused', async (count) => {
    const one = await child();
    const children = Array.from({ length: count }, () => one).join(',');
    expect(code(await mara.form(`${account}/media`, { media_type: 'CAROUSEL', children }))).toBe(
      '100/2207028',
    );
  });

  it('waits for its children', async () => {
    practice.control.setSwitches({ instagram: { imagePolls: 1 } });
    const children = [await child(), await child()].join(',');
    expect(code(await mara.form(`${account}/media`, { media_type: 'CAROUSEL', children }))).toBe(
      '9007/2207027',
    );
  });
});

describe('a reel', () => {
  const start = async () => {
    const fields = { media_type: 'REELS', upload_type: 'resumable', caption: 'How' };
    const { body } = await mara.form(`${account}/media`, fields);
    expect(body).toEqual({ id: expect.any(String), uri: expect.stringContaining('/ig-api-upload/') });
    return body as { id: string; uri: string };
  };
  const send = (
    uri: string,
    bytes: Uint8Array<ArrayBuffer>,
    offset: number,
    size: number,
    scheme = 'OAuth',
  ) =>
    clientOf(practice, 'https://rupload.facebook.com', `${scheme} ${mara.token}`).raw(
      new URL(uri).pathname,
      bytes,
      { offset: String(offset), file_size: String(size) },
    );

  it('is sent from an offset on, and known to be whole', async () => {
    const { id, uri } = await start();
    const bytes = video(3000);
    expect((await send(uri, bytes, 0, 3000, 'Bearer')).status).toBe(401);
    expect((await send(uri, bytes.slice(0, 1000), 0, 3000)).body.debug_info).toMatchObject({
      retriable: true,
      type: 'PartialRequestError',
    });
    const { body } = await mara.get(`/v26.0/${id}?fields=status_code,video_status`);
    expect(body.video_status.uploading_phase.bytes_transfered).toBe(1000);
    expect((await send(uri, bytes, 0, 3000)).body.debug_info.type).toBe('OffsetInvalidError');
    expect((await send(uri, bytes.slice(1000), 1000, 3000)).body.success).toBe(true);
    expect(await statusOf(id)).toBe('IN_PROGRESS');
    expect(await statusOf(id)).toBe('FINISHED');
    await publish(id);
    expect(posts()).toMatchObject([
      { kind: 'reel', text: 'How', permalink: expect.stringContaining('/reel/') },
    ]);
  });

  it('that is no video ends in an error', async () => {
    const { id, uri } = await start();
    await send(uri, await photo(), 0, (await photo()).length);
    expect(await statusOf(id)).toBe('ERROR');
  });

  it('is not sent with Instagram Login, but where that is switched on', async () => {
    const own = instagramAs(practice, 'instagram');
    const fields = { media_type: 'REELS', upload_type: 'resumable' };
    expect(code(await own.form(`${account}/media`, fields))).toBe('100/');
    practice.control.setSwitches({ instagram: { directUploadForAll: true } });
    expect((await own.form(`${account}/media`, fields)).body).toHaveProperty('uri');
  });

  it('is what every single video is', async () => {
    const fields = { media_type: 'VIDEO', upload_type: 'resumable' };
    expect(code(await mara.form(`${account}/media`, fields))).toBe('100/2207023');
  });
});

describe('a story', () => {
  it('is in a list of its own, for a day', async () => {
    const { body } = await publish(await imageOf({ media_type: 'STORIES' }));
    expect((await mara.get(`${account}/media?fields=id`)).body.data).toEqual([]);
    expect((await mara.get(`${account}/stories?fields=id,media_product_type`)).body.data).toEqual([
      { id: body.id, media_product_type: 'STORY' },
    ]);
    now += 24 * hour;
    expect((await mara.get(`${account}/stories`)).body.data).toEqual([]);
    expect(code(await mara.get(`/v26.0/${body.id}`))).toBe('100/33');
  });
});

describe('limits and lists', () => {
  it('has a quota of posts, and tells it', async () => {
    practice.control.setSwitches({ instagram: { quotaTotal: 1 } });
    await publish(await imageOf());
    expect(code(await publish(await imageOf()))).toBe('9/2207042');
    const { body } = await mara.get(`${account}/content_publishing_limit?fields=config,quota_usage`);
    expect(body).toEqual({
      data: [{ quota_usage: 1, config: { quota_total: 1, quota_duration: 86_400 } }],
    });
    now += 24 * hour;
    expect((await publish(await imageOf())).status).toBe(200);
  });

  it('lists since a time, and later where lists lag', async () => {
    await publish(await imageOf({ caption: 'First' }));
    now += hour;
    practice.control.addFault({ platform: 'instagram', kind: 'lagging-list', on: 'publish', ms: 5000 });
    await publish(await imageOf({ caption: 'Second' }));
    const list = async (fields: Record<string, string> = {}) =>
      (await mara.get(`${account}/media?${query({ fields: 'caption', ...fields })}`)).body.data.map(
        ({ caption }: { caption: string }) => caption,
      );
    expect(await list()).toEqual(['First']);
    now += 5000;
    expect(await list()).toEqual(['Second', 'First']);
    expect(await list({ since: String(now / 1000 - 60) })).toEqual(['Second']);
  });

  it('makes a comment even where it refuses the fields that were asked for', async () => {
    const { body } = await publish(await imageOf());
    expect((await mara.form(`/v26.0/${body.id}/comments`, { message: 'The shop' })).status).toBe(200);
    expect(code(await mara.form(`/v26.0/${body.id}/comments?fields=id`, { message: 'Again' }))).toBe(
      '20/1772107',
    );
    expect(posts()[0]?.comments).toEqual(['The shop', 'Again']);
  });

  it('says the use of the account in a header, in minutes', async () => {
    practice.control.addFault({ platform: 'instagram', kind: '429', on: 'read' });
    const answer = await mara.get(`${account}/media`);
    expect(code(answer)).toBe('80002/');
    expect(JSON.parse(answer.headers.get('x-business-use-case-usage') ?? '')).toEqual({
      [clayOnInstagram]: [
        expect.objectContaining({ type: 'instagram', estimated_time_to_regain_access: 19 }),
      ],
    });
  });

  it('leaves what is Facebook’s to Facebook', async () => {
    const { body } = await mara.get('/v26.0/me?fields=name,instagram_business_account{username}');
    expect(body).toMatchObject({
      instagram_business_account: { id: clayOnInstagram, username: 'marasclay' },
    });
  });
});
