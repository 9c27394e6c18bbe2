import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clayPage, pageAs, photo } from '../fixture.ts';
import { type Practice, startPractice } from '../practice.ts';
import { parseFields } from './fields.ts';

let practice: Practice;
let page: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  page = pageAs(practice);
});
afterEach(() => practice.close());

const feed = `/v26.0/${clayPage}/feed`;
const list = (query: string) => page.get(`/v26.0/${clayPage}/published_posts?${query}`);
const reconcile =
  'fields=id,message,created_time,permalink_url,status_type,application{id},attachments{media_type,url,target{id},subattachments{target{id}}}';

describe('the list of published posts', () => {
  it('tells enough to recognise a post', async () => {
    const upload = async () =>
      (await page.multipart(`/v26.0/${clayPage}/photos`, { source: await photo(), published: 'false' })).body
        .id;
    const ids = [await upload(), await upload()];
    await page.json(feed, { message: 'Two photos', attached_media: ids.map((id) => ({ media_fbid: id })) });
    await page.form(feed, { link: 'https://shop.example/mug' });
    const { data } = (await list(`${reconcile}&since=${now / 1000 - 120}&limit=25`)).body;
    const [link, photos] = data[0].attachments.data[0].media_type === 'share' ? data : data;
    expect(link.attachments.data[0]).toMatchObject({ media_type: 'link', url: 'https://shop.example/mug' });
    expect(photos).toMatchObject({
      message: 'Two photos',
      created_time: '2026-11-23T09:00:00+0000',
      status_type: 'added_photos',
    });
    expect(photos.application.id).toMatch(/^\d+$/);
    const { subattachments } = photos.attachments.data[0];
    expect(subattachments.data.map((item: { target: { id: string } }) => item.target.id)).toEqual(ids);
  });

  it('is newest first, in pages, from a time on', async () => {
    for (let index = 0; index < 5; index += 1) {
      await page.form(feed, { message: `Post ${index}` });
      now += 60_000;
    }
    const first = (await list('fields=message&limit=3')).body;
    expect(first.data.map((post: { message: string }) => post.message)).toEqual([
      'Post 4',
      'Post 3',
      'Post 2',
    ]);
    const second = (await page.get(first.paging.next.replace('https://graph.facebook.com', ''))).body;
    expect(second.data.map((post: { message: string }) => post.message)).toEqual(['Post 1', 'Post 0']);
    expect(second.paging).not.toHaveProperty('next');
    expect((await list(`since=${Date.parse('2026-11-23T09:03:00Z') / 1000}`)).body.data).toHaveLength(2);
  });

  it('leaves out lagging and vanished posts', async () => {
    practice.control.addFault({ platform: 'facebook', kind: 'lagging-list', ms: 60_000 });
    await page.form(feed, { message: 'Late' });
    practice.control.addFault({ platform: 'facebook', kind: 'vanished' });
    const { id } = (await page.form(feed, { message: 'Gone' })).body;
    expect((await list('')).body.data).toEqual([]);
    expect((await page.get(`/v26.0/${id}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
    now += 60_000;
    expect((await list('fields=message')).body.data[0].message).toBe('Late');
  });
});

describe('fields', () => {
  it('nobody knows refuse the call', async () => {
    expect((await list('fields=id,colour')).body.error.message).toBe(
      '(#100) Tried accessing nonexisting field (colour) on node type (Post)',
    );
    expect((await list('fields=id,,message')).body.error.code).toBe(100);
  });

  it('are read with modifiers and nesting', () => {
    expect(parseFields('picture.type(large){url},id')).toEqual([
      {
        name: 'picture',
        modifiers: { type: 'large' },
        inside: [{ name: 'url', modifiers: {}, inside: undefined }],
      },
      { name: 'id', modifiers: {}, inside: undefined },
    ]);
  });
});

describe('numbers', () => {
  it('of a post come by field and by insight', async () => {
    const { id } = (await page.form(feed, { message: 'Counted' })).body;
    practice.control.setMetrics(id, { reactions: 4, post_media_view: 120 });
    const fields = 'reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),shares';
    expect((await page.get(`/v26.0/${id}?fields=${fields}`)).body).toEqual({
      id,
      reactions: { data: [], summary: { total_count: 4 } },
      comments: { data: [], summary: { total_count: 0 } },
    });
    expect((await page.get(`/v26.0/${id}/insights?metric=post_media_view`)).body.data[0].values).toEqual([
      { value: 120 },
    ]);
    expect((await page.get(`/v26.0/${id}/insights?metric=post_media_view,post_impressions`)).status).toBe(
      400,
    );
  });

  it('of use stand in the headers', async () => {
    const { headers } = await list('');
    expect(JSON.parse(headers.get('x-app-usage') ?? '')).toHaveProperty('call_count');
    practice.control.setSwitches({ facebook: { pageUsage: 95 } });
    const usage = JSON.parse((await list('')).headers.get('x-business-use-case-usage') ?? '');
    expect(usage[clayPage][0]).toMatchObject({ type: 'pages', call_count: 95 });
    practice.control.addFault({ platform: 'facebook', kind: '429' });
    const refused = await list('');
    expect(refused.body.error.code).toBe(32);
    expect(
      JSON.parse(refused.headers.get('x-business-use-case-usage') ?? '')[clayPage][0]
        .estimated_time_to_regain_access,
    ).toBe(19);
  });
});

describe('a version', () => {
  it('that expired falls forward, one to come is unknown', async () => {
    expect((await page.get('/v20.0/me')).headers.get('facebook-api-version')).toBe('v21.0');
    expect((await page.get('/me')).headers.get('facebook-api-version')).toBe('v26.0');
    expect((await page.get('/v99.0/me')).body.error.code).toBe(2500);
  });
});
