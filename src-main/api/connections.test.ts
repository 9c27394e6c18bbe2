import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Practice, startPractice } from '#practice/practice.ts';
import type { ConnectionView, PlatformView } from '#shared/contract/connections.ts';
import type { RemotePost } from '#shared/platforms/platform.ts';
import { DAY, type Desk, draftFor, HOUR, MINUTE, openDesk } from '../desk.suite.ts';

let practice: Practice;
let desk: Desk;
let mara: string;
const onX = '1700000000000000001';

beforeAll(async () => {
  practice = await startPractice();
  desk = await openDesk({ hosts: new Map(Object.entries(practice.hosts)) });
});
afterAll(async () => {
  await desk.close();
  await practice.close();
});
beforeEach(async () => {
  practice.control.reset();
  desk.clock.ms = Date.now();
  mara = await connectX();
});

/** Connects the practice account with tokens that work. */
async function connectX(): Promise<string> {
  const { access_token: accessToken, refresh_token } = practice.control.signIn({
    platform: 'x',
    account: onX,
  });
  const grant = {
    accessToken,
    refreshToken: refresh_token ?? null,
    expiresAt: desk.clock.ms + 2 * HOUR,
    scopes: [],
    extra: {},
  };
  return desk.account('Mara', { accountId: onX, handle: 'marasclay', grant });
}

const list = () => desk.ok<ConnectionView[]>('GET', '/api/connections');
const shown = async (id = mara) => (await list()).find((one) => one.id === id);
const platforms = () => desk.ok<PlatformView[]>('GET', '/api/platforms');
const check = (id = mara) => desk.ok<ConnectionView>('POST', `/api/connections/${id}/check`);

describe('the seller’s own app', () => {
  test('its secret is kept and never told; left out, it stays', async () => {
    const path = '/api/platforms/facebook/app';
    const secret = 'a-secret-that-nobody-sees';
    const kept = await desk.ok('PUT', path, { clientId: ' 2048 ', clientSecret: secret });
    expect(kept).toMatchObject({
      id: 'facebook',
      secret: 'required',
      app: { clientId: '2048', hasSecret: true },
    });
    expect(await desk.ok('PUT', path, { clientId: '2049' })).toMatchObject({
      app: { clientId: '2049', hasSecret: true },
    });
    expect(JSON.stringify([kept, await platforms()])).not.toContain(secret);
    const { raw } = desk.desktop.store;
    expect(JSON.stringify(raw.prepare('SELECT * FROM apps').all())).not.toContain(secret);
    expect(await desk.ok('DELETE', path)).toMatchObject({ app: null });
    expect(await desk.refused('PUT', path, { clientId: '  ' })).toMatchObject({
      message: 'Paste the client id.',
    });
  });

  test('every platform says what to register there and how', async () => {
    const [x, facebook] = await platforms();
    expect(x?.redirects).toEqual([47811, 47812, 47813].map((port) => `http://127.0.0.1:${port}/oauth/x`));
    expect(facebook?.redirects).toEqual(['http://localhost/oauth/facebook']);
    for (const platform of [x, facebook]) expect(platform?.guide.length).toBeGreaterThan(2);
  });
});

describe('asking the platform', () => {
  test('an account that works is in order, and a block that was lifted there is lifted here', async () => {
    expect(await check()).toMatchObject({ state: 'ok', stateReason: null });
    desk.desktop.store.raw
      .prepare("UPDATE connections SET state = 'blocked', state_reason = 'Suspended.'")
      .run();
    expect(await shown()).toMatchObject({ state: 'blocked', forecast: 'Suspended.' });
    expect(await check()).toMatchObject({ state: 'ok', stateReason: null, forecast: null });
  });

  test('a permission that was taken back asks for a reconnect', async () => {
    practice.control.revokeTokens(onX);
    const checked = await check();
    expect(checked.state).toBe('reconnect');
    expect(checked.stateReason).toMatch(/^[A-Z].*\.$/);
  });

  test('trouble of the platform changes nothing and is told as such', async () => {
    for (const [kind, code, message] of [
      ['500-before', 'PLATFORM', /^X gave an answer we do not understand \(503\)\. Try again in a moment\.$/],
      ['reset-before-accept', 'UNREACHABLE', /^X cannot be reached right now\. Check the network/],
      ['429', 'PLATFORM', /^X: /],
    ] as const) {
      practice.control.addFault({ platform: 'x', kind, ...(kind === '500-before' ? { status: 503 } : {}) });
      const refused = await desk.refused('POST', `/api/connections/${mara}/check`);
      expect(refused, kind).toMatchObject({ code, action: 'retry' });
      expect(refused.message, kind).toMatch(message);
      expect(await shown()).toMatchObject({ state: 'ok' });
      practice.control.clearFaults();
    }
  });

  test('the newest posts of an account are shown beside ours, those of a reconnect are not', async () => {
    const { post } = await desk.ok<{ post: { targets: { id: string }[] } }>('POST', '/api/schedule', {
      draft: draftFor([mara], 'Ours'),
      when: { now: true },
    });
    const path = `/api/targets/${post.targets[0]?.id}/evidence`;
    const base = practice.hosts['https://api.x.com'];
    const { access_token: token } = practice.control.signIn({ platform: 'x', account: onX });
    await fetch(`${base}/2/tweets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'What is there' }),
    });
    const evidence = await desk.ok<{ ours: string; posts: RemotePost[] }>('GET', path);
    expect(evidence).toMatchObject({ ours: 'Ours', posts: [{ text: 'What is there' }] });
    expect(evidence.posts[0]?.permalink).toContain(practice.origin);
    practice.control.addFault({ platform: 'x', kind: '500-before' });
    expect(await desk.refused('GET', path)).toMatchObject({ status: 502, code: 'PLATFORM' });
    practice.control.addFault({ platform: 'x', kind: 'reset-before-accept' });
    expect(await desk.refused('GET', path)).toMatchObject({ status: 503, code: 'UNREACHABLE' });
    practice.control.revokeTokens(onX);
    expect(await desk.refused('GET', path)).toMatchObject({
      status: 422,
      code: 'NOT_CONNECTED',
      action: 'reconnect',
    });
    await desk.ok('DELETE', `/api/connections/${mara}`);
    expect(await desk.refused('GET', path)).toMatchObject({
      code: 'NOT_CONNECTED',
      message: 'Mara must be reconnected before its posts can be shown.',
    });
  });
});

describe('disconnecting', () => {
  test('forgets the tokens, tells the platform, and keeps posts and history', async () => {
    const { post } = await desk.ok<{ post: { id: string } }>('POST', '/api/schedule', {
      draft: draftFor([mara]),
      when: { at: new Date(desk.clock.ms + DAY).toISOString() },
    });
    expect((await shown())?.upcoming).toBeGreaterThanOrEqual(1);
    const { removed, held } = await desk.ok<{ removed: boolean; held: number }>(
      'DELETE',
      `/api/connections/${mara}`,
    );
    expect([removed, held > 0]).toEqual([true, true]);
    expect(await shown()).toBeUndefined();
    expect(practice.control.requests({ path: '/2/oauth2/revoke' }).length).toBeGreaterThan(0);
    expect(await desk.ok('GET', `/api/posts/${post.id}`)).toMatchObject({
      targets: [{ state: 'scheduled' }],
    });
    const { raw } = desk.desktop.store;
    expect(raw.prepare('SELECT grant_sealed FROM connections WHERE id = ?').get(mara)).toEqual({
      grant_sealed: null,
    });
    expect(await desk.ok('DELETE', `/api/connections/${mara}`)).toEqual({ removed: false, held: 0 });
  });

  test('works while the platform cannot be reached', async () => {
    practice.control.addFault({ platform: 'x', kind: 'reset-before-accept', times: 'always' });
    expect(await desk.ok('DELETE', `/api/connections/${mara}`)).toMatchObject({ removed: true });
  });

  test('reconnecting keeps the id, the queue and the history', async () => {
    const before = await desk.ok<{ items: object[] }>('GET', '/api/posts');
    await desk.ok('DELETE', `/api/connections/${mara}`);
    expect(await connectX()).toBe(mara);
    expect(await shown()).toMatchObject({ state: 'ok' });
    const after = await desk.ok<{ items: object[] }>('GET', '/api/posts');
    expect(after.items.length).toBe(before.items.length);
  });
});

test('says when a sign-in will end and what that holds up', async () => {
  await desk.ok('PATCH', '/api/settings', { zone: 'UTC' });
  desk.clock.ms = Date.UTC(2026, 10, 24, 9);
  const grant = {
    accessToken: 'a',
    refreshToken: null,
    scopes: [],
    extra: {},
    expiresAt: Date.UTC(2026, 11, 3, 12),
  };
  const page = await desk.account('Page', { platform: 'facebook', grant });
  const at = (ms: number) => ({ at: new Date(ms).toISOString() });
  for (const ms of [grant.expiresAt - MINUTE, grant.expiresAt + MINUTE, grant.expiresAt + DAY])
    await desk.ok('POST', '/api/schedule', { draft: draftFor([page]), when: at(ms) });
  expect(await shown(page)).toMatchObject({
    upcoming: 3,
    forecast: 'Sign-in ends 3 Dec, 2 posts after that.',
  });
});

test('an account that is not connected is said not to be', async () => {
  const id = '0190a1b2-0000-7000-8000-000000000000';
  expect(await desk.refused('POST', `/api/connections/${id}/check`)).toMatchObject({
    status: 404,
    message: 'This account is not connected any more.',
    action: 'reconnect',
  });
});

describe('what may be chosen for an option', () => {
  const choices = (id: string, option: string) => `/api/connections/${id}/choices/${option}`;

  async function connectPinterest(): Promise<string> {
    const accountId = '2783136121146311751';
    const tokens = practice.control.signIn({ platform: 'pinterest', account: accountId });
    const grant = {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? null,
      expiresAt: desk.clock.ms + 60 * DAY,
      scopes: [],
      extra: {},
    };
    return desk.account('Mara pins', { platform: 'pinterest', accountId, handle: 'marasclay', grant });
  }

  test('are the boards of the account, and the sections of the board', async () => {
    const id = await connectPinterest();
    const boards = await desk.ok<{ value: string; label: string }[]>('GET', choices(id, 'board'));
    expect(boards.length).toBeGreaterThan(1);
    expect(boards).toContainEqual({ value: '549755885175', label: expect.stringMatching(/\w/) });
    const sections = await desk.ok('GET', `${choices(id, 'section')}?board=549755885175`);
    expect(sections).toContainEqual({ value: '5149755885175', label: expect.stringMatching(/\w/) });
  });

  test('is who may see a post of a TikTok account, and what its owner has not switched off', async () => {
    const accountId = '-000mara-clay-4f1e';
    const tokens = practice.control.signIn({ platform: 'tiktok', account: accountId });
    const grant = {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: desk.clock.ms + DAY,
      scopes: [],
      extra: {},
    };
    const id = await desk.account('Mara', { platform: 'tiktok', accountId, handle: 'marasclay', grant });
    practice.control.setAccount(accountId, { isPrivate: true, duetDisabled: true });
    expect(await desk.ok('GET', choices(id, 'privacy'))).toEqual([
      { value: 'FOLLOWER_OF_CREATOR', label: 'Followers' },
      { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends' },
      { value: 'SELF_ONLY', label: 'Only me' },
    ]);
    expect(await desk.ok('GET', choices(id, 'allow'))).toEqual([{ value: 'comment', label: 'Comments' }]);
  });

  test('is nothing where the platform has no such thing', async () => {
    expect(await desk.ok('GET', choices(mara, 'board'))).toEqual([]);
  });

  test('says why when the platform does not tell', async () => {
    const id = await connectPinterest();
    practice.control.addFault({ platform: 'pinterest', kind: '500-before', on: 'read', times: 'always' });
    const { status, body } = await desk.call('GET', choices(id, 'board'));
    expect([status, body]).toEqual([502, expect.objectContaining({ code: 'PLATFORM', action: 'retry' })]);
  });
});
