import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Practice, practiceApps, startPractice } from '#practice/practice.ts';
import type { PostView } from '#shared/contract/posts.ts';
import type { Receipt } from '#shared/contract/targets.ts';
import { DAY, type Desk, draftFor, HOUR, MINUTE, MORNING, openDesk } from '../desk.suite.ts';
import { bringTo } from '../planning/publisher.suite.ts';
import { setConnectionState } from '../store/connections.ts';
import { countPosts } from './count-posts.ts';

let practice: Practice;
let desk: Desk;
let mara: string;
const onX = '1700000000000000001';

beforeEach(async () => {
  practice = await startPractice({ now: () => desk?.clock.ms ?? MORNING });
  desk = await openDesk({ hosts: new Map(Object.entries(practice.hosts)) });
  await desk.ok('PUT', '/api/platforms/x/app', { clientId: practiceApps.x.native.clientId });
  mara = await connect('Mara', onX);
});
afterEach(async () => {
  await desk.close();
  await practice.close();
});

function connect(name: string, accountId: string): Promise<string> {
  const tokens = practice.control.signIn({ platform: 'x', account: accountId });
  const { access_token: accessToken, refresh_token: refreshToken = null } = tokens;
  const expiresAt = desk.clock.ms + 2 * HOUR;
  return desk.account(name, {
    accountId,
    grant: { accessToken, refreshToken, expiresAt, scopes: [], extra: {} },
  });
}

/** A post that is out now, on the practice platform as well. */
async function out(caption: string, account = mara): Promise<PostView> {
  const draft = draftFor([account], caption);
  const { post } = await desk.ok<{ post: PostView }>('POST', '/api/schedule', { draft, when: { now: true } });
  await bringTo(desk, post, 'published');
  const made = practice.control.nextPost();
  const { http, tokens, store } = desk.desktop;
  await http({
    method: 'POST',
    url: 'https://api.x.com/2/tweets',
    headers: { authorization: `Bearer ${await tokens.access(account)}` },
    body: { kind: 'json', value: { text: caption } },
  });
  store.raw
    .prepare('UPDATE targets SET remote_id = ? WHERE id = ?')
    .run((await made).id, post.targets[0]?.id);
  return post;
}

const run = () => {
  const { store, tokens, http, clock, log, media, platforms } = desk.desktop;
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const backupFolder = join(desk.home, 'backups');
  const publicMedia = false;
  return countPosts({
    store,
    tokens,
    http,
    clock,
    log,
    media,
    platforms,
    random,
    backupFolder,
    publicMedia,
  });
};
const runAt = (ms: number) => {
  desk.clock.ms = MORNING + ms;
  return run();
};
const asked = () => practice.control.requests({ platform: 'x', method: 'GET', path: '/2/tweets' }).length;
const path = (post: PostView, what: string) => `/api/targets/${post.targets[0]?.id}/${what}`;
const kept = async (post: PostView) => (await desk.ok<Receipt>('GET', path(post, 'receipt'))).metrics;
const refresh = (post: PostView) => desk.ok('POST', path(post, 'metrics'), {});

describe('the numbers of a post', () => {
  test('are read an hour, a day and a week after it went out, and at no other time', async () => {
    const post = await out('New mugs');
    await runAt(59 * MINUTE);
    expect(await kept(post)).toBeNull();
    await runAt(HOUR);
    expect(await kept(post)).toEqual({
      numbers: { views: 120, likes: 12, comments: 3, shares: 2, saves: 4 },
      at: MORNING + HOUR,
    });
    await runAt(HOUR + 2 * MINUTE);
    await runAt(23 * HOUR);
    expect(asked()).toBe(1);
    await runAt(DAY);
    await runAt(6 * DAY);
    expect(asked()).toBe(2);
    await runAt(7 * DAY);
    await runAt(8 * DAY);
    expect(asked()).toBe(3);
    expect(await kept(post)).toMatchObject({ numbers: { views: 120 * 24 * 7 }, at: MORNING + 7 * DAY });
  });

  test('are not asked for when the seller does not want it', async () => {
    await out('New mugs');
    await desk.ok('PATCH', '/api/settings', { readNumbers: false });
    await runAt(DAY);
    expect(asked()).toBe(0);
  });

  test('of a computer that was off are read once when it is back, and not of what is long past', async () => {
    const post = await out('New mugs');
    await runAt(2 * DAY);
    await run();
    expect(asked()).toBe(1);
    const { raw } = desk.desktop.store;
    raw.prepare('DELETE FROM metrics').run();
    await runAt(15 * DAY);
    expect(asked()).toBe(1);
    expect(await kept(post)).toBeNull();
  });

  test('that could not be read are asked for at the next time only', async () => {
    const post = await out('New mugs');
    practice.control.addFault({ platform: 'x', kind: '500-before', path: '/2/tweets', times: 'always' });
    await runAt(HOUR);
    practice.control.clearFaults();
    await runAt(HOUR + 2 * MINUTE);
    expect([asked(), await kept(post)]).toEqual([1, null]);
    await runAt(DAY);
    expect(await kept(post)).toMatchObject({ at: MORNING + DAY });
  });

  test('are not asked for while the account must be reconnected', async () => {
    await out('New mugs');
    setConnectionState(desk.desktop.store.db, mara, 'reconnect', null, desk.clock.ms);
    await runAt(HOUR);
    expect(asked()).toBe(0);
  });

  test('are read of one post an account in a run', async () => {
    const other = await connect('Other', '1700000000000000002');
    await out('One');
    await out('Two');
    await out('Three', other);
    await runAt(HOUR);
    expect(asked()).toBe(2);
    await run();
    await run();
    expect(asked()).toBe(3);
  });

  test('stay as they were when the platform tells none any more', async () => {
    const post = await out('New mugs');
    await runAt(HOUR);
    const before = await kept(post);
    practice.control.removePost(practice.control.posts()[0]?.id ?? '');
    await runAt(DAY);
    expect(await kept(post)).toEqual(before);
  });
});

describe('"Refresh"', () => {
  test('reads them now, tells the windows, and says of when they are', async () => {
    const post = await out('New mugs');
    desk.clock.ms += 30 * MINUTE;
    const told = await refresh(post);
    expect(told).toMatchObject({ numbers: { views: 60, likes: 6 }, at: MORNING + 30 * MINUTE });
    expect(await kept(post)).toEqual(told);
    await expect.poll(() => desk.events).toContainEqual({ topic: 'post', postId: post.id });
    practice.control.setMetrics(practice.control.posts()[0]?.id ?? '', { like_count: 77 });
    expect(await refresh(post)).toMatchObject({ numbers: { likes: 77 } });
  });

  test('keeps the reading of the first hour', async () => {
    const post = await out('New mugs');
    desk.clock.ms += 30 * MINUTE;
    await refresh(post);
    await runAt(HOUR);
    expect(asked()).toBe(2);
  });

  test('says why not: nothing is out, the account must be reconnected, the platform has trouble', async () => {
    const draft = await desk.post(draftFor([mara]));
    expect(await desk.refused('POST', path(draft, 'metrics'), {})).toMatchObject({ code: 'CONFLICT' });
    expect(await desk.refused('POST', `/api/targets/${mara}/metrics`, {})).toMatchObject({ status: 404 });

    const post = await out('New mugs');
    practice.control.addFault({ platform: 'x', kind: '500-before', path: '/2/tweets' });
    expect(await desk.refused('POST', path(post, 'metrics'), {})).toMatchObject({
      code: 'PLATFORM',
      action: 'retry',
    });
    setConnectionState(desk.desktop.store.db, mara, 'reconnect', null, desk.clock.ms);
    expect(await desk.refused('POST', path(post, 'metrics'), {})).toMatchObject({
      code: 'NOT_CONNECTED',
      message: 'Mara must be reconnected before its numbers can be read.',
      action: 'reconnect',
    });
  });
});
