import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clayPage, clientOf, marketPage, pageAs, photo, studioPage } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

let practice: Practice;
let page: Client & { token: string };
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  page = pageAs(practice);
});
afterEach(() => practice.close());

const feed = `/v26.0/${clayPage}/feed`;
const posts = () => practice.control.posts({ platform: 'facebook' });

async function unpublished(altText = ''): Promise<string> {
  const parts = { source: await photo(), published: 'false', alt_text_custom: altText };
  return (await page.multipart(`/v26.0/${clayPage}/photos`, parts)).body.id;
}

describe('a text or link', () => {
  it.each([
    ['a form', () => page.form(feed, { message: 'Kiln opens at six' })],
    ['JSON', () => page.json(feed, { message: 'Kiln opens at six', published: true })],
    ['multipart', () => page.multipart(feed, { message: 'Kiln opens at six' })],
  ])('is taken as %s', async (_what, send) => {
    const { status, body } = await send();
    expect(status).toBe(200);
    expect(body).toEqual({ id: expect.stringMatching(new RegExp(`^${clayPage}_\\d+$`)) });
    expect(posts()[0]).toMatchObject({ text: 'Kiln opens at six', state: 'public' });
  });

  it('answers asked-for fields at once', async () => {
    const { body } = await page.form(`${feed}?fields=id,permalink_url`, { link: 'https://shop.example/mug' });
    expect(body.permalink_url).toMatch(/^https:\/\/www\.facebook\.com\//);
  });

  it.each([
    ['nothing', {}, 100, undefined],
    ['a link to facebook.com', { link: 'https://m.facebook.com/x' }, 100, 1_609_008],
    ['a link that is none', { link: 'shop' }, 100, 1_609_005],
    ['a text over the limit', { message: 'a'.repeat(63_207) }, 100, undefined],
    ['a date format', { message: 'a', date_format: 'U' }, 100, undefined],
  ])('refuses %s', async (_what, fields, code, subcode) => {
    const { status, body } = await page.form(feed, fields);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code, is_transient: false, fbtrace_id: expect.stringMatching(/^A/) });
    expect(body.error.error_subcode).toBe(subcode);
    expect(posts()).toEqual([]);
  });

  it('is not taken twice', async () => {
    await page.form(feed, { message: 'Kiln opens at six' });
    expect((await page.form(feed, { message: ' Kiln  opens at six' })).body.error.code).toBe(506);
  });

  it('notes parameters that are ignored', async () => {
    await page.form(feed, { message: 'a', client_mutation_id: '1' });
    expect(practice.control.requests({ path: feed })[0]?.ignored).toEqual(['client_mutation_id']);
  });
});

describe('who publishes', () => {
  it('is the Page itself, not the person', async () => {
    const { userToken } = practice.control.signIn({ platform: 'facebook' });
    const answer = await clientOf(practice, 'https://graph.facebook.com', `Bearer ${userToken}`).form(feed, {
      message: 'a',
    });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 200 } } });
  });

  it('is not another Page, and not one without the task', async () => {
    expect((await page.form(`/v26.0/${studioPage}/feed`, { message: 'a' })).body.error.code).toBe(200);
    expect(
      (await pageAs(practice, marketPage).form(`/v26.0/${marketPage}/feed`, { message: 'a' })).body.error
        .code,
    ).toBe(200);
  });

  it('shows its token as Bearer or parameter, never as OAuth', async () => {
    const bare = clientOf(practice, 'https://graph.facebook.com');
    expect((await bare.form(feed, { message: 'a', access_token: page.token })).status).toBe(200);
    expect(
      (
        await clientOf(practice, 'https://graph.facebook.com', `OAuth ${page.token}`).form(feed, {
          message: 'b',
        })
      ).status,
    ).toBe(400);
    expect((await bare.form(feed, { message: 'c' })).body.error.code).toBe(104);
  });

  it('may be an app in Development mode, whose posts only its people see', async () => {
    const { pages } = practice.control.signIn({
      platform: 'facebook',
      app: practiceApps.facebook.development.appId,
    });
    const [first] = pages;
    await clientOf(practice, 'https://graph.facebook.com', `Bearer ${first?.accessToken}`).form(
      `/v26.0/${first?.id}/feed`,
      { message: 'a' },
    );
    expect(posts()[0]?.onlyRoles).toBe(true);
  });
});

describe('photos', () => {
  it('are uploaded unseen and shown by the feed post', async () => {
    const ids = [await unpublished('A white mug'), await unpublished()];
    expect(posts()).toEqual([]);
    const form: Record<string, string> = { message: 'Two' };
    for (const [index, id] of ids.entries())
      form[`attached_media[${index}]`] = JSON.stringify({ media_fbid: id });
    const { body } = await page.form(feed, form);
    expect(posts()[0]?.media.map(({ id, altText }) => [id, altText])).toEqual([
      [ids[0], 'A white mug'],
      [ids[1], ''],
    ]);
    expect((await page.get(`/v26.0/${ids[0]}?fields=page_story_id`)).body.page_story_id).toBe(body.id);
  });

  it('are taken as a JSON list too, each once', async () => {
    const id = await unpublished();
    expect((await page.json(feed, { message: 'One', attached_media: [{ media_fbid: id }] })).status).toBe(
      200,
    );
    expect(
      (await page.json(feed, { message: 'Again', attached_media: [{ media_fbid: id }] })).body.error
        .error_subcode,
    ).toBe(1_366_051);
  });

  it('go out in one step unless held back', async () => {
    const { body } = await page.multipart(`/v26.0/${clayPage}/photos`, {
      source: await photo(),
      caption: 'One',
    });
    expect(body).toEqual({ id: expect.any(String), post_id: posts()[0]?.id });
  });

  it('are looked at: type, wholeness, size', async () => {
    const whole = await photo(800, 800);
    const send = (source: Uint8Array<ArrayBuffer>) =>
      page.multipart(`/v26.0/${clayPage}/photos`, { source, published: 'false' });
    expect((await send(whole.slice(0, whole.length / 2))).body.error.error_subcode).toBe(1_366_046);
    const heavy = new Uint8Array(4 * 1024 * 1024 + 1);
    heavy.set(whole);
    expect((await send(heavy)).body.error.error_subcode).toBe(1_366_046);
    expect(
      (await page.form(`/v26.0/${clayPage}/photos`, { url: 'https://shop.example/a.jpg' })).body.error.code,
    ).toBe(324);
  });
});

describe('a scheduled post', () => {
  const inMinutes = (minutes: number) => String(now / 1000 + minutes * 60);

  it('publishes itself at its time', async () => {
    const { body } = await page.form(feed, {
      message: 'Later',
      published: 'false',
      scheduled_publish_time: inMinutes(30),
    });
    expect(
      (await page.get(`/v26.0/${clayPage}/scheduled_posts?fields=id,scheduled_publish_time`)).body.data,
    ).toEqual([{ id: body.id, scheduled_publish_time: now / 1000 + 1800 }]);
    expect((await page.get(`/v26.0/${clayPage}/published_posts`)).body.data).toEqual([]);
    now += 1_800_000;
    expect((await page.get(`/v26.0/${clayPage}/published_posts`)).body.data[0]).toMatchObject({
      id: body.id,
      created_time: '2026-11-23T09:30:00+0000',
    });
  });

  it('must be 10 minutes to 30 days ahead and unpublished', async () => {
    const send = (minutes: number, published = 'false') =>
      page.form(feed, { message: `m${minutes}`, published, scheduled_publish_time: inMinutes(minutes) });
    expect((await send(9)).status).toBe(400);
    expect((await send(30 * 24 * 60 + 1)).status).toBe(400);
    expect((await send(30, 'true')).status).toBe(400);
  });

  it('can be moved and cancelled', async () => {
    const { id } = (
      await page.form(feed, { message: 'Later', published: 'false', scheduled_publish_time: inMinutes(30) })
    ).body;
    expect((await page.form(`/v26.0/${id}`, { scheduled_publish_time: inMinutes(60) })).body).toEqual({
      success: true,
    });
    expect((await page.delete(`/v26.0/${id}`)).body).toEqual({ success: true });
    expect((await page.delete(`/v26.0/${id}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it('may be a draft that is published later', async () => {
    const { id } = (
      await page.form(feed, { message: 'Draft', published: 'false', unpublished_content_type: 'DRAFT' })
    ).body;
    expect((await page.get(`/v26.0/${id}?fields=is_published`)).body.is_published).toBe(false);
    for (let twice = 0; twice < 2; twice += 1)
      expect((await page.form(`/v26.0/${id}`, { is_published: 'true' })).body.success).toBe(true);
    expect((await page.get(`/v26.0/${id}?fields=is_published`)).body.is_published).toBe(true);
  });
});

describe('a comment', () => {
  const below = (id: string, message = 'The shop') => page.form(`/v26.0/${id}/comments`, { message });

  it('stands below a post of the Page', async () => {
    const { id } = (await page.form(feed, { message: 'New mugs' })).body;
    expect((await below(id)).body).toEqual({ id: expect.stringMatching(/^\d+_\d+$/) });
    expect(posts()[0]?.comments).toEqual(['The shop']);
    const { body } = await page.get(`/v26.0/${id}?fields=comments.limit(0).summary(total_count)`);
    expect(body.comments.summary.total_count).toBe(1);
    const feedPage = await fetch(`${practice.origin}/feed/facebook/${clayPage}`);
    expect(await feedPage.text()).toContain('Comment: The shop');
  });

  it('says something, and stands below something', async () => {
    const { id } = (await page.form(feed, { message: 'New mugs' })).body;
    expect((await below(id, ' ')).body.error.code).toBe(100);
    expect((await below(`${clayPage}_1`)).status).toBe(400);
    await page.delete(`/v26.0/${id}`);
    expect((await below(id)).body.error.error_subcode).toBe(33);
  });

  it('needs a permission of its own', async () => {
    const { id } = (await page.form(feed, { message: 'New mugs' })).body;
    const { pages } = practice.control.signIn({
      platform: 'facebook',
      app: practiceApps.facebook.development.appId,
      permissions: ['pages_manage_posts'],
    });
    const token = pages.find((one) => one.id === clayPage)?.accessToken;
    const other = clientOf(practice, 'https://graph.facebook.com', `Bearer ${token}`);
    const { status, body } = await other.form(`/v26.0/${id}/comments`, { message: 'The shop' });
    expect([status, body.error.code]).toEqual([403, 200]);
    expect(posts()[0]?.comments).toEqual([]);
  });
});
