import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Practice, startPractice } from './practice.ts';

// How posts are counted, and what each platform tells of it.

const HOUR = 60 * 60_000;
const clock = { ms: Date.UTC(2026, 10, 24, 9) };
let practice: Practice;

beforeAll(async () => {
  practice = await startPractice({ now: () => clock.ms });
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

async function ask(address: string, token: string, body?: object) {
  const { origin, pathname, search } = new URL(address);
  const local = practice.hosts[origin] ?? '';
  const answer = await fetch(`${local}${pathname}${search}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

describe('a counter', () => {
  const signIn = () =>
    practice.control.signIn({ platform: 'x', account: '1700000000000000001' }).access_token;
  const counters = async (id: string, token: string) => {
    const address = `https://api.x.com/2/tweets?ids=${id}&tweet.fields=public_metrics`;
    const { body } = await ask(address, token);
    return (body as { data?: [{ public_metrics: Record<string, number> }] }).data?.[0].public_metrics;
  };

  test('is 0 at first, grows with the age of the post, and is the same at the same age', async () => {
    const token = signIn();
    const made = practice.control.nextPost();
    await ask('https://api.x.com/2/tweets', token, { text: 'New mugs' });
    const { id } = await made;
    expect(await counters(id, token)).toMatchObject({ impression_count: 0, like_count: 0 });
    clock.ms += HOUR;
    const later = await counters(id, token);
    expect(later).toMatchObject({ impression_count: 120, like_count: 12 });
    expect(await counters(id, token)).toEqual(later);
  });

  test('that was set stays as it was set', async () => {
    const token = signIn();
    const made = practice.control.nextPost();
    await ask('https://api.x.com/2/tweets', token, { text: 'New mugs' });
    const { id } = await made;
    practice.control.setMetrics(id, { like_count: 7 });
    clock.ms += HOUR;
    expect(await counters(id, token)).toMatchObject({ impression_count: 120, like_count: 7 });
  });
});

describe('insights of Instagram', () => {
  const account = '17841400000000001';

  /** A post, or a story, as the state keeps it. */
  async function media(kind: 'REELS' | 'STORIES', permissions?: string[]) {
    const { accessToken } = practice.control.signIn({
      platform: 'instagram',
      account,
      ...(permissions === undefined ? {} : { permissions }),
    });
    const at = (path: string) => `https://graph.facebook.com/v26.0${path}`;
    const opened = await ask(at(`/${account}/media`), accessToken, {
      media_type: kind,
      upload_type: 'resumable',
    });
    const { id, uri } = opened.body as { id: string; uri: string };
    const { origin, pathname } = new URL(uri);
    const bytes = new Uint8Array(64);
    bytes.set([0, 0, 0, 24, ...new TextEncoder().encode('ftypisom')]);
    await fetch(`${practice.hosts[origin]}${pathname}`, {
      method: 'POST',
      headers: { authorization: `OAuth ${accessToken}`, offset: '0', file_size: '64' },
      body: bytes,
    });
    await ask(at(`/${id}?fields=status_code`), accessToken);
    const published = await ask(at(`/${account}/media_publish`), accessToken, { creation_id: id });
    const { id: mediaId } = published.body as { id: string };
    return (metric: string) => ask(at(`/${mediaId}/insights?metric=${metric}`), accessToken);
  }

  test('fail as a whole for a name that another kind of post has', async () => {
    const [reel, story] = [await media('REELS'), await media('STORIES')];
    clock.ms += HOUR;
    expect((await reel('views,saved')).body).toMatchObject({ data: [{ values: [{ value: 120 }] }, {}] });
    expect(await reel('views,replies')).toMatchObject({ status: 400, body: { error: { code: 100 } } });
    expect(await story('views,saved')).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  });

  test('of a story need five viewers, and are over with its day', async () => {
    const story = await media('STORIES');
    expect((await story('views')).body).toMatchObject({ error: { code: 10 } });
    clock.ms += HOUR;
    expect((await story('views')).status).toBe(200);
    clock.ms += 24 * HOUR;
    expect((await story('views')).body).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  test('need a permission of their own, and may be late, which is no 0', async () => {
    const posting = ['instagram_basic', 'instagram_content_publish'];
    const refused = await media('REELS', posting);
    clock.ms += HOUR;
    expect((await refused('views')).body).toMatchObject({ error: { code: 10 } });
    practice.control.setSwitches({ instagram: { insightsAfterMinutes: 48 * 60 } });
    const late = await media('REELS');
    clock.ms += HOUR;
    expect((await late('views')).body).toEqual({ data: [] });
  });
});
