import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { type Client, clientOf, photo } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

const mugs = '549755885175';
const speckled = '5149755885175';

let practice: Practice;
let mara: Client;
let now: number;

const as = (change: { account?: string; app?: string; scopes?: string[] } = {}) =>
  clientOf(
    practice,
    'https://api.pinterest.com',
    `Bearer ${practice.control.signIn({ platform: 'pinterest', account: 'marasclay', ...change }).access_token}`,
  );

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:03.500Z');
  practice = await startPractice({ now: () => now });
  mara = as();
});
afterEach(() => practice.close());

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const image = async (width = 400, height = 300) => ({
  content_type: 'image/jpeg',
  data: base64(await photo(width, height)),
});
const pinOf = async (change: object = {}) => ({
  board_id: mugs,
  media_source: { source_type: 'image_base64', ...(await image()) },
  ...change,
});
const carouselOf = (items: object[], more: object = {}) => ({
  board_id: mugs,
  media_source: { source_type: 'multiple_image_base64', items, ...more },
});
const create = async (change: object = {}, client = mara) => client.json('/v5/pins', await pinOf(change));

describe('a Pin', () => {
  it('is made with all its texts, on a board and in a section', async () => {
    const texts = {
      title: 'Speckled mug',
      description: 'Stoneware',
      alt_text: 'A mug',
      link: 'https://a.example/b',
    };
    const { status, body, headers } = await create({ ...texts, board_section_id: speckled });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^\d{18}$/),
      created_at: '2026-11-23T09:00:03',
      board_id: mugs,
      board_section_id: speckled,
      creative_type: 'REGULAR',
      media: { media_type: 'image', images: { '1200x': { width: 400, height: 300 } } },
      ...texts,
    });
    expect(headers.get('x-pinterest-rid')).toMatch(/^\d+$/);
    expect(headers.get('x-ratelimit-remaining')).toBe('99');
    expect(practice.control.posts()).toMatchObject([
      {
        id: body.id,
        title: 'Speckled mug',
        text: 'Stoneware',
        place: 'Mugs, Speckled',
        media: [{ altText: 'A mug' }],
      },
    ]);
  });

  it('may be a carousel of two to five pictures of one size', async () => {
    const item = await image();
    const made = await mara.json('/v5/pins', carouselOf([item, { ...item, title: 'Two' }], { index: 1 }));
    expect(made.body).toMatchObject({
      creative_type: 'CAROUSEL',
      media: { media_type: 'multiple_images', items: [{ title: null }, { title: 'Two' }] },
    });
    const many = await mara.json('/v5/pins', carouselOf(Array.from({ length: 6 }, () => item)));
    expect(many.body).toEqual({ code: 1, message: expect.stringContaining('constraint: maxItems=5') });
    expect((await mara.json('/v5/pins', carouselOf([item]))).status).toBe(400);
    expect((await mara.json('/v5/pins', carouselOf([item, item], { index: 2 }))).status).toBe(400);
    expect((await mara.json('/v5/pins', carouselOf([item, await image(300, 400)]))).body.code).toBe(4197);
  });

  it('is made a second time when it is sent a second time', async () => {
    await create({ title: 'Mug' });
    expect((await create({ title: 'Mug' })).status).toBe(201);
    expect(practice.control.posts()).toHaveLength(2);
  });

  const data = 'AAAA';
  it.each([
    ['a board that is no number', { board_id: 'mugs' }, 400, "'mugs' does not match '^\\d+$'"],
    ['a board that is not there', { board_id: '1' }, 404, 'Board not found.'],
    ['a board of somebody else', { board_id: '549755885190' }, 404, 'Board not found.'],
    ['a secret board', { board_id: '549755885178' }, 404, 'Board not found.'],
    ['a board for advertisements', { board_id: '549755885177' }, 403, 'not permitted'],
    ['a section of another board', { board_id: '549755885176', board_section_id: speckled }, 404, 'section'],
    ['a title of 101', { title: 'a'.repeat(101) }, 400, 'constraint: maxLength=100'],
    ['a description of 801', { description: 'a'.repeat(801) }, 400, 'maxLength=800'],
    ['an alt text of 501', { alt_text: 'a'.repeat(501) }, 400, 'maxLength=500'],
    ['a link that is none', { link: 'shop' }, 400, 'not a URL'],
    ['an unknown field', { tags: ['a'] }, 400, "'tags' was unexpected"],
    [
      'a data: prefix',
      { media_source: { source_type: 'image_base64', content_type: 'image/png', data: 'data:,' } },
      400,
      'does not match',
    ],
    [
      'no picture',
      { media_source: { source_type: 'image_base64', content_type: 'image/png', data } },
      400,
      'could not be read',
    ],
    [
      'a WebP',
      { media_source: { source_type: 'image_base64', content_type: 'image/webp', data } },
      400,
      'content_type',
    ],
    [
      'an address',
      { media_source: { source_type: 'image_url', url: 'https://a.example/a.jpg' } },
      400,
      'Unable to reach the URL',
    ],
    ['the closed beta', { media_source: { source_type: 'pin_url' } }, 403, 'not permitted'],
  ])('is refused with %s', async (_what, change, status, words) => {
    const answer = await create(change);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(words);
    expect(practice.control.posts()).toEqual([]);
  });

  it('counts code points, so that 100 emoji are a title', async () => {
    expect((await create({ title: '🐱'.repeat(100) })).status).toBe(201);
  });

  it('is what its content type says', async () => {
    const png = base64(
      new Uint8Array(
        await sharp(await photo())
          .png()
          .toBuffer(),
      ),
    );
    const of = (content_type: string) => ({
      media_source: { source_type: 'image_base64', content_type, data: png },
    });
    expect((await create(of('image/jpeg'))).body.code).toBe(4196);
    expect((await create(of('image/png'))).status).toBe(201);
  });
});

describe('who may', () => {
  it('wants all four scopes', async () => {
    const scopes = ['boards:read', 'pins:read', 'pins:write'];
    expect((await create({}, as({ scopes }))).body).toEqual({
      code: 3,
      message: expect.stringContaining('boards:write'),
    });
  });

  it('refuses an app with Trial access', async () => {
    const answer = await create({}, as({ app: practiceApps.pinterest.trial.appId }));
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 29, message: expect.stringContaining('sandbox') },
    });
  });

  it('refuses a token that ran out', async () => {
    practice.control.expireTokens('2783136121146311751');
    expect((await create()).body).toEqual({ code: 2, message: 'Authentication failed.' });
  });

  it('counts calls, and says when they go on', async () => {
    practice.control.setSwitches({ pinterest: { callsPerSecond: 1 } });
    expect((await mara.get('/v5/boards')).status).toBe(200);
    const refused = await mara.get('/v5/boards');
    expect(refused).toMatchObject({ status: 429, body: { code: 8 } });
    expect(refused.headers.get('x-ratelimit-reset')).toBe('1');
    now += 1000;
    expect((await mara.get('/v5/boards')).status).toBe(200);
    practice.control.setSwitches({ pinterest: { namesReset: false } });
    expect((await mara.get('/v5/boards')).headers.get('x-ratelimit-reset')).toBeNull();
  });
});

describe('reading', () => {
  const titlesOf = (answer: { body: { items: { title: string }[] } }) =>
    answer.body.items.map(({ title }) => title);

  async function three() {
    for (const title of ['One', 'Two', 'Three']) {
      await create({ title });
      now += 1000;
    }
  }

  it('lists Pins newest first, page by page', async () => {
    await three();
    const first = await mara.get('/v5/pins?page_size=2');
    expect(titlesOf(first)).toEqual(['Three', 'Two']);
    const second = await mara.get(`/v5/pins?page_size=2&bookmark=${first.body.bookmark}`);
    expect(titlesOf(second)).toEqual(['One']);
    expect(second.body.bookmark).toBeNull();
    expect(titlesOf(await mara.get(`/v5/boards/${mugs}/pins`))).toEqual(['Three', 'Two', 'One']);
    practice.control.setSwitches({ pinterest: { newestFirst: false } });
    expect(titlesOf(await mara.get('/v5/pins'))).toEqual(['One', 'Two', 'Three']);
  });

  it('gives one Pin, with its numbers when they are asked for, until it is gone', async () => {
    const { id } = (await create()).body;
    practice.control.setMetrics(id, { impression: 7 });
    expect((await mara.get(`/v5/pins/${id}`)).body.pin_metrics).toBeNull();
    const { body } = await mara.get(`/v5/pins/${id}?pin_metrics=true`);
    expect(body.pin_metrics['90d']).toEqual({ impression: 7, pin_click: 0, clickthrough: 0 });
    expect((await mara.delete(`/v5/pins/${id}`)).status).toBe(204);
    expect(await mara.get(`/v5/pins/${id}`)).toMatchObject({
      status: 404,
      body: { code: 50, message: 'Pin not found.' },
    });
    expect((await mara.delete(`/v5/pins/${id}`)).status).toBe(404);
  });

  it('lists boards and their sections, secret ones only with their scope', async () => {
    const names = (answer: { body: { items: { name: string }[] } }) =>
      answer.body.items.map(({ name }) => name);
    expect(names(await mara.get('/v5/boards?page_size=250'))).toEqual(['Mugs', 'Bowls', 'Advertisements']);
    expect(names(await as({ scopes: ['boards:read', 'boards:read_secret'] }).get('/v5/boards'))).toContain(
      'Presents',
    );
    const studio = as({ account: 'studioplus' });
    expect(names(await studio.get('/v5/boards'))).toEqual(['Bowls', 'Studio']);
    expect(names(await mara.get(`/v5/boards/${mugs}/sections`))).toEqual(['Speckled', 'Plain']);
    expect((await mara.get('/v5/boards/1/sections')).status).toBe(404);
    const made = await mara.json('/v5/boards', { name: 'Vases' });
    expect(made).toMatchObject({ status: 201, body: { name: 'Vases', privacy: 'PUBLIC' } });
    expect((await create({ board_id: made.body.id })).status).toBe(201);
    expect((await create({ board_id: '549755885176' }, studio)).body.board_owner.username).toBe('marasclay');
  });

  it.each([
    '/v5/pins?limit=5',
    '/v5/pins?page_size=0',
    '/v5/pins?page_size=251',
    '/v5/pins?bookmark=x',
    '/v5/pins/abc',
  ])('refuses %s', async (path) => {
    expect((await mara.get(path)).status).toBe(400);
  });

  it('shows the Pin on a page of its own', async () => {
    const { id } = (await create({ title: 'Speckled mug', alt_text: 'A mug' })).body;
    const page = await clientOf(practice, 'https://www.pinterest.com').get(`/pin/${id}/`);
    expect(page.status).toBe(200);
    for (const text of ['Speckled mug', 'Alt text: A mug', 'On Mugs']) expect(page.body).toContain(text);
  });
});
