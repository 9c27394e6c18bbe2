import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, maraOnX, photo, xAs } from '../fixture.ts';
import { type Practice, startPractice } from '../practice.ts';

let practice: Practice;
let mara: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  mara = xAs(practice);
});
afterEach(() => practice.close());

const timeline = `/2/users/${maraOnX}/tweets`;
const posted = async (text: string, more: object = {}): Promise<string> =>
  (await mara.json('/2/tweets', { text, ...more })).body.data.id;

describe('the timeline', () => {
  it('shows a post as sent once links are put back', async () => {
    const media = await mara.multipart('/2/media/upload', {
      media: await photo(),
      media_category: 'tweet_image',
    });
    const text = 'Mugs & bowls https://example.com/shop/mugs';
    const id = await posted(text, { media: { media_ids: [media.body.data.id] } });
    const query =
      'max_results=5&exclude=retweets&start_time=2026-11-23T08:59:00Z&tweet.fields=created_at,entities,conversation_id';
    const { body } = await mara.get(`${timeline}?${query}`);
    const [post] = body.data;
    expect(body.meta).toEqual({ result_count: 1, newest_id: id, oldest_id: id });
    expect(post).toMatchObject({ id, created_at: '2026-11-23T09:00:00.000Z', conversation_id: id });
    const [link, picture] = post.entities.urls;
    expect(link).toMatchObject({ start: 13, end: 36, expanded_url: 'https://example.com/shop/mugs' });
    expect(picture.expanded_url).toBe(`https://x.com/marasclay/status/${id}/photo/1`);
    const back = post.text
      .replace(` ${picture.url}`, '')
      .replace(link.url, link.expanded_url)
      .replaceAll('&amp;', '&');
    expect(back).toBe(text);
  });

  it('is newest first, in pages, from a time on', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      ids.unshift(await posted(`Post ${index}`));
      now += 60_000;
    }
    const first = (await mara.get(`${timeline}?max_results=5`)).body;
    const second = (await mara.get(`${timeline}?max_results=5&pagination_token=${first.meta.next_token}`))
      .body;
    expect([...first.data, ...second.data].map((post: { id: string }) => post.id)).toEqual(ids);
    expect(second.meta).not.toHaveProperty('next_token');
    const late = (await mara.get(`${timeline}?max_results=5&start_time=2026-11-23T09:05:00Z`)).body;
    expect(late.meta.result_count).toBe(2);
  });

  it('has no data when empty', async () => {
    expect((await mara.get(`${timeline}?max_results=5`)).body).toEqual({ meta: { result_count: 0 } });
  });

  it.each([
    'max_results=4',
    'max_results=101',
    'start_time=2026-11-23',
    'exclude=likes',
    'tweet.fields=colour',
    'since=1',
  ])('refuses %s', async (query) => {
    const answer = await mara.get(`${timeline}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toMatch(/invalid-request$/);
  });

  it('hides a lagging post for a while, not from a read by id', async () => {
    practice.control.addFault({ platform: 'x', kind: 'lagging-list', ms: 45_000 });
    const id = await posted('Late in the list');
    expect((await mara.get(`${timeline}?max_results=5`)).body.meta.result_count).toBe(0);
    expect((await mara.get(`/2/tweets?ids=${id}`)).body.data[0].id).toBe(id);
    now += 45_000;
    expect((await mara.get(`${timeline}?max_results=5`)).body.meta.result_count).toBe(1);
  });

  it('never shows a vanished post', async () => {
    practice.control.addFault({ platform: 'x', kind: 'vanished' });
    const id = await posted('Gone');
    expect(id).toMatch(/^\d+$/);
    expect((await mara.get(`${timeline}?max_results=5`)).body.meta.result_count).toBe(0);
    expect((await mara.get(`/2/tweets?ids=${id}`)).body.errors[0].type).toMatch(/resource-not-found$/);
    expect(practice.control.posts()[0]?.state).toBe('vanished');
  });
});

describe('fields', () => {
  it('go by either name of the parameter until switched', async () => {
    const id = await posted('Two names');
    expect((await mara.get(`/2/tweets?ids=${id}&tweet.fields=author_id`)).body.data[0]).toHaveProperty(
      'edit_history_tweet_ids',
    );
    expect((await mara.get(`/2/tweets?ids=${id}&post.fields=author_id`)).body.data[0]).toHaveProperty(
      'edit_history_post_ids',
    );
    practice.control.setSwitches({ x: { fieldsParameter: 'post.fields' } });
    const refused = await mara.get(`/2/tweets?ids=${id}&tweet.fields=author_id`);
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ parameters: { 'tweet.fields': ['author_id'] } }] },
    });
  });

  it('give metrics that control sets', async () => {
    const id = await posted('Counted');
    practice.control.setMetrics(id, { like_count: 4, impression_count: 220 });
    expect(
      (await mara.get(`/2/tweets?ids=${id}&tweet.fields=public_metrics`)).body.data[0].public_metrics,
    ).toMatchObject({
      like_count: 4,
      impression_count: 220,
      retweet_count: 0,
    });
  });

  it('give the subscription of the user, or leave it out', async () => {
    const path = '/2/users/me?user.fields=username,name,profile_image_url,verified_type,subscription_type';
    expect((await mara.get(path)).body.data).toMatchObject({
      id: maraOnX,
      username: 'marasclay',
      subscription_type: 'None',
      verified_type: 'none',
    });
    practice.control.setSwitches({ x: { showsSubscription: false } });
    expect((await mara.get(path)).body.data).not.toHaveProperty('subscription_type');
  });
});

describe('limits', () => {
  it('may be those of the older page or of the account, when switched so', async () => {
    practice.control.setSwitches({ x: { postsPerThreeHours: 1, problemHost: 'api.twitter.com' } });
    await posted('One');
    expect((await mara.json('/2/tweets', { text: 'Two' })).status).toBe(429);
    practice.control.setSwitches({ x: { postsPerThreeHours: null, postsPerDay: 1 } });
    await posted('Three');
    expect((await mara.json('/2/tweets', { text: 'Four' })).body.errors[0].code).toBe(185);
    expect((await mara.get('/2/tweets?ids=x')).body.type).toBe(
      'https://api.twitter.com/2/problems/invalid-request',
    );
  });

  it('refuse the 101st post of a quarter of an hour and say when to come back', async () => {
    for (let index = 0; index < 100; index += 1) await posted(`Post ${index}`);
    const refused = await mara.json('/2/tweets', { text: 'One more' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-rate-limit-limit')).toBe('100');
    expect(refused.headers.get('x-rate-limit-remaining')).toBe('0');
    expect(Number(refused.headers.get('x-rate-limit-reset'))).toBe(now / 1000 + 900);
    now += 900_000;
    expect((await mara.json('/2/tweets', { text: 'One more' })).status).toBe(201);
  });
});
