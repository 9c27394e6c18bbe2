import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Practice, practiceApps, startPractice } from '#practice/practice.ts';
import type { AttemptView, ConnectionView, PlatformView } from '#shared/contract/connections.ts';
import type { PostView } from '#shared/contract/posts.ts';
import { type Desk, draftFor, HOUR, openDesk } from '../desk.suite.ts';
import { addNotice } from '../store/notices.ts';
import { createConnecting } from './connecting.ts';
import { consent } from './consent.suite.ts';

let practice: Practice;
let desk: Desk;
const onX = '1700000000000000001';
const studioOnX = '1700000000000000002';

beforeEach(async () => {
  practice = await startPractice();
  desk = await openDesk({ hosts: new Map(Object.entries(practice.hosts)) });
  desk.clock.ms = Date.now();
  await desk.ok('PUT', '/api/platforms/x/app', { clientId: practiceApps.x.native.clientId });
  const { appId, appSecret } = practiceApps.facebook.development;
  await desk.ok('PUT', '/api/platforms/facebook/app', { clientId: appId, clientSecret: appSecret });
  await desk.ok('PUT', '/api/platforms/youtube/app', { ...practiceApps.youtube.desktop });
});
afterEach(async () => {
  vi.useRealTimers();
  await desk.close();
  await practice.close();
});

const start = (platform: string, reconnectId?: string) =>
  desk.ok<AttemptView & { state: 'waiting' }>('POST', '/api/connections/connect', {
    platform,
    ...(reconnectId === undefined ? {} : { reconnectId }),
  });
const view = (id: string) => desk.ok<AttemptView>('GET', `/api/connections/attempts/${id}`);
const list = () => desk.ok<ConnectionView[]>('GET', '/api/connections');

/** What an attempt has come to, as soon as the windows are told. */
async function settled(id: string): Promise<AttemptView> {
  await desk.told({ topic: 'attempt', attemptId: id });
  return view(id);
}

async function connected(platform: 'x' | 'facebook' | 'youtube', answer: Parameters<typeof consent>[1] = {}) {
  const attempt = await start(platform);
  await consent(attempt.url, answer);
  const result = await settled(attempt.id);
  if (result.state !== 'done') throw new Error(`not connected: ${JSON.stringify(result)}`);
  return result.connectionIds;
}

describe('one account', () => {
  test('is connected at once: the browser is opened, and nothing more is asked', async () => {
    const attempt = await start('x');
    expect(attempt).toMatchObject({ state: 'waiting', platform: 'x', opened: true });
    expect(desk.opened).toEqual([attempt.url]);
    expect(attempt.url).toContain(`${practice.origin}/x/web/i/oauth2/authorize`);
    expect(await consent(attempt.url, { account: onX })).toContain('You can close this tab');
    const result = await settled(attempt.id);
    expect(result).toMatchObject({ state: 'done', connectionIds: [expect.any(String)] });
    expect(await list()).toMatchObject([{ platform: 'x', accountId: onX, state: 'ok', renewable: true }]);
    expect(desk.events).toContainEqual({ topic: 'attempt', attemptId: attempt.id });
    expect(desk.events).toContainEqual({ topic: 'connection' });
  });

  test('of Pinterest is connected with the app’s secret, and renewable', async () => {
    const { appId, appSecret } = practiceApps.pinterest.standard;
    await desk.ok('PUT', '/api/platforms/pinterest/app', { clientId: appId, clientSecret: appSecret });
    const attempt = await start('pinterest');
    await consent(attempt.url, { account: '2783136121146311752' });
    expect(await settled(attempt.id)).toMatchObject({ state: 'done' });
    expect(await list()).toMatchObject([
      {
        platform: 'pinterest',
        accountId: '2783136121146311752',
        handle: 'studioplus',
        state: 'ok',
        renewable: true,
      },
    ]);
  });

  test('of TikTok is connected with a challenge in hex, by the address that its guide shows', async () => {
    const { clientKey: clientId, clientSecret } = practiceApps.tiktok.audited;
    const view = await desk.ok<{ redirects: string[] }>('PUT', '/api/platforms/tiktok/app', {
      clientId,
      clientSecret,
    });
    expect(view.redirects).toEqual([...practiceApps.tiktok.audited.redirectUris].slice(0, 1));
    const attempt = await start('tiktok');
    const asked = new URL(attempt.url).searchParams;
    expect(asked.get('code_challenge')).toMatch(/^[0-9a-f]{64}$/);
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/tiktok\/$/);
    await consent(attempt.url, { account: '-000studio-plus-77c2' });
    expect(await settled(attempt.id)).toMatchObject({ state: 'done' });
    expect(await list()).toMatchObject([
      { platform: 'tiktok', name: 'Studio Plus', handle: 'studioplus', state: 'ok', renewable: true },
    ]);
  });

  test('a YouTube channel comes back to the bare address of this computer', async () => {
    await connected('youtube', { account: 'UCstudioplus000000000000' });
    expect(new URL(desk.opened[0] ?? '').searchParams.get('redirect_uri')).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/$/,
    );
    expect(await list()).toMatchObject([
      { platform: 'youtube', name: 'Studio Plus', handle: 'studioplus', state: 'ok', renewable: true },
    ]);
  });

  test('a permission that was unticked at Google is named, and nothing is connected', async () => {
    const attempt = await start('youtube');
    await consent(attempt.url, { unticked: 'youtube.readonly' });
    expect(await settled(attempt.id)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('View your YouTube account'),
    });
    expect(await list()).toEqual([]);
  });

  test('where no browser can be opened, the address is there to be opened by hand', async () => {
    const other = await openDesk({ hosts: new Map(Object.entries(practice.hosts)), canOpen: false });
    await other.ok('PUT', '/api/platforms/x/app', { clientId: practiceApps.x.native.clientId });
    expect(await other.ok('POST', '/api/connections/connect', { platform: 'x' })).toMatchObject({
      opened: false,
      url: expect.stringContaining('/authorize'),
    });
    await other.close();
  });

  test('connected again, it keeps its id, its queue and its history', async () => {
    const [id = ''] = await connected('x', { account: onX });
    const when = { at: new Date(desk.clock.ms + HOUR).toISOString() };
    const { post } = await desk.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft: draftFor([id]),
      when,
    });
    await desk.ok('DELETE', `/api/connections/${id}`);
    expect(await connected('x', { account: onX })).toEqual([id]);
    expect(await desk.ok('GET', `/api/posts/${post.id}`)).toEqual({
      ...post,
      targets: [{ ...post.targets[0], publisher: { by: 'laptop', why: null } }],
    });
  });
});

describe('reconnecting', () => {
  test('puts the account in order and takes back the alarm, not what is still held', async () => {
    const [id = ''] = await connected('x', { account: onX });
    const { store, id: newId, clock } = desk.desktop;
    const notice = {
      kind: 'reconnect',
      level: 'alarm',
      text: '',
      connectionId: id,
      createdAt: clock.now(),
    } as const;
    addNotice(store.db, { id: newId(), title: 'Reconnect Mara', ...notice });
    addNotice(store.db, { id: newId(), title: 'A post is held', ...notice, targetId: 't1' });
    store.raw.prepare("UPDATE connections SET state = 'reconnect', state_reason = 'Ended.'").run();
    const attempt = await start('x', id);
    await consent(attempt.url, { account: onX });
    expect(await settled(attempt.id)).toMatchObject({ state: 'done', connectionIds: [id] });
    expect(await list()).toMatchObject([{ id, state: 'ok', stateReason: null }]);
    const { items } = await desk.ok<{ items: { title: string; readAt: number | null }[] }>(
      'GET',
      '/api/notices',
    );
    const unread = items.filter(({ readAt }) => readAt === null).map(({ title }) => title);
    expect(unread).toEqual(['A post is held']);
  });

  test('with another account is refused with a sentence, and nothing is changed', async () => {
    const [id = ''] = await connected('x', { account: onX });
    const before = await list();
    const attempt = await start('x', id);
    await consent(attempt.url, { account: studioOnX });
    expect(await settled(attempt.id)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(
        /^You signed in as .+, but this connection is .+\. Sign in to that account, or connect this one as a new account\.$/,
      ),
    });
    expect(await list()).toEqual(before);
  });

  test('without a permission that posting needs is refused with the reason', async () => {
    const [id = ''] = await connected('x', { account: onX });
    const attempt = await start('x', id);
    await consent(attempt.url, { account: onX, scopes: ['tweet.read', 'users.read', 'offline.access'] });
    expect(await settled(attempt.id)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/X did not give every permission that posting needs/),
    });
  });

  test('a connection that is not known, or of another platform', async () => {
    const [id = ''] = await connected('x', { account: onX });
    for (const [platform, reconnectId] of [
      ['facebook', id],
      ['x', '0190a1b2-0000-7000-8000-000000000000'],
    ]) {
      expect(await desk.refused('POST', '/api/connections/connect', { platform, reconnectId })).toMatchObject(
        {
          status: 404,
          message: 'This account is not known any more. Connect it as a new one.',
        },
      );
    }
  });
});

describe('several accounts', () => {
  test('are for the seller to choose from; one that cannot be posted to says why', async () => {
    const attempt = await start('facebook');
    await consent(attempt.url);
    const offered = await settled(attempt.id);
    if (offered.state !== 'choose') throw new Error(JSON.stringify(offered));
    expect(offered.accounts.length).toBeGreaterThan(1);
    const free = offered.accounts.filter(({ obstacle }) => obstacle === null);
    const blocked = offered.accounts.find(({ obstacle }) => obstacle !== null);
    const path = `/api/connections/attempts/${attempt.id}/choose`;
    expect(blocked?.obstacle).toMatch(/^[A-Z].*\.$/);
    expect(await desk.refused('POST', path, { accountIds: [blocked?.accountId] })).toMatchObject({
      status: 409,
      message: blocked?.obstacle,
    });
    expect(await desk.refused('POST', path, { accountIds: ['12345'] })).toMatchObject({
      status: 404,
      message: 'One of these accounts was not offered.',
    });
    expect(await desk.refused('POST', path, { accountIds: [] })).toMatchObject({
      message: 'Choose at least one account.',
    });
    const accountIds = free.map(({ accountId }) => accountId);
    expect(await desk.ok('POST', path, { accountIds })).toMatchObject({ state: 'done' });
    expect((await list()).map(({ accountId }) => accountId).toSorted()).toEqual(accountIds.toSorted());
    expect(await desk.refused('POST', path, { accountIds })).toMatchObject({
      status: 409,
      message: 'There is nothing to choose at the moment.',
    });

    const again = await start('facebook');
    await consent(again.url);
    const second = await settled(again.id);
    const marked = second.state === 'choose' ? second.accounts.filter(({ connected }) => connected) : [];
    expect(marked.map(({ accountId }) => accountId).toSorted()).toEqual(accountIds.toSorted());
  });
});

describe('it does not come to a connection', () => {
  test('because the seller said no', async () => {
    const attempt = await start('x');
    expect(await consent(attempt.url, { decline: true })).toContain('Nothing was connected');
    expect(await settled(attempt.id)).toMatchObject({
      state: 'failed',
      message: 'You did not give your consent, so nothing was connected.',
    });
    expect(await list()).toEqual([]);
  });

  test('because the platform broke off, which is not said to be the seller’s doing', async () => {
    const attempt = await start('x');
    const asked = new URL(attempt.url).searchParams;
    await fetch(`${asked.get('redirect_uri')}?error=server_error&state=${asked.get('state')}`);
    expect(await settled(attempt.id)).toMatchObject({
      message: 'X broke the sign-in off, so nothing was connected. Try again in a moment.',
    });
  });

  test('because the code is refused, or the platform has trouble', async () => {
    for (const [fault, message] of [
      [
        { platform: 'x', kind: '500-before', path: '/2/oauth2/token' },
        /The platform has trouble at the moment/,
      ],
      [{ platform: 'x', kind: 'reset-before-accept', path: '/2/oauth2/token' }, /^No answer came/],
    ] as const) {
      practice.control.addFault(fault);
      const attempt = await start('x');
      await consent(attempt.url, { account: onX });
      const failed = await settled(attempt.id);
      expect(failed).toMatchObject({ state: 'failed', message: expect.stringMatching(message) });
      practice.control.clearFaults();
    }
    const forged = await start('x');
    const asked = new URL(forged.url).searchParams;
    await fetch(`${asked.get('redirect_uri')}?code=made-up&state=${asked.get('state')}`);
    expect(await settled(forged.id)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
    expect(await list()).toEqual([]);
  });

  test('because no app was entered', async () => {
    await desk.ok('DELETE', '/api/platforms/x/app');
    expect(await desk.refused('POST', '/api/connections/connect', { platform: 'x' })).toMatchObject({
      status: 422,
      code: 'NOT_CONNECTED',
      message: 'Enter the id of your app at X first. The guide shows how to make one.',
      action: 'open-settings',
    });
  });

  test('because nothing came back in time: the port is free again, and the window is told', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const attempt = await start('x');
    vi.advanceTimersByTime(10 * 60_000);
    expect(await view(attempt.id)).toMatchObject({
      state: 'failed',
      message: 'Nothing came back within ten minutes. Connect again when you are ready.',
    });
    vi.useRealTimers();
    await expect(consent(attempt.url, { account: onX })).rejects.toThrow();
  });

  test('because it was stopped: the port is free again and the attempt is forgotten', async () => {
    const attempt = await start('x');
    expect(await desk.ok('DELETE', `/api/connections/attempts/${attempt.id}`)).toEqual({ stopped: true });
    expect(await desk.ok('DELETE', `/api/connections/attempts/${attempt.id}`)).toEqual({ stopped: false });
    expect(await desk.refused('GET', `/api/connections/attempts/${attempt.id}`)).toMatchObject({
      status: 404,
      message: 'This connection is not under way any more. Start again.',
      action: 'retry',
    });
    await expect(consent(attempt.url, { account: onX })).rejects.toThrow();
  });

  test('because it was started anew: only the newest attempt counts', async () => {
    const [first, second] = [await start('x'), await start('x')];
    expect((await desk.refused('GET', `/api/connections/attempts/${first.id}`)).status).toBe(404);
    await consent(second.url, { account: onX });
    expect(await settled(second.id)).toMatchObject({ state: 'done' });
  });
});

describe('Instagram, by each of its two ways', () => {
  const { facebook, login } = practiceApps.instagram;
  const enter = (consent: string, { appId, appSecret }: { appId: string; appSecret: string }) =>
    desk.ok('PUT', '/api/platforms/instagram/app', { consent, clientId: appId, clientSecret: appSecret });
  const open = (consent: string) =>
    desk.ok<AttemptView & { state: 'waiting' }>('POST', '/api/connections/connect', {
      platform: 'instagram',
      consent,
    });
  const consents = async () =>
    (await desk.ok<PlatformView[]>('GET', '/api/platforms')).find(({ id }) => id === 'instagram')?.consents;

  test('keeps an app for each, and says what is missing for one', async () => {
    await enter('facebook', facebook);
    expect(await consents()).toMatchObject([
      { id: 'facebook', app: { clientId: facebook.appId, hasSecret: true }, missing: null },
      {
        id: 'instagram',
        app: null,
        missing: expect.stringMatching(/^Instagram sends you back only to .+\.$/),
      },
    ]);
    await enter('instagram', login);
    expect(await consents()).toMatchObject([
      { app: { clientId: facebook.appId } },
      { app: { clientId: login.appId } },
    ]);
    await desk.ok('DELETE', '/api/platforms/instagram/app', { consent: 'instagram' });
    expect(await consents()).toMatchObject([{ app: { clientId: facebook.appId } }, { app: null }]);
    expect(
      await desk.refused('PUT', '/api/platforms/instagram/app', { consent: 'none', clientId: '1' }),
    ).toMatchObject({
      status: 404,
      message: 'Instagram knows no such way to connect.',
    });
  });

  test('connects the accounts that are linked to Pages', async () => {
    await enter('facebook', facebook);
    const attempt = await open('facebook');
    await consent(attempt.url);
    const offered = await settled(attempt.id);
    if (offered.state !== 'choose') throw new Error(JSON.stringify(offered));
    expect(offered.accounts).toMatchObject([
      { accountId: '17841400000000001', handle: 'marasclay', obstacle: null },
      { accountId: '17841400000000002', handle: 'studioplus', obstacle: null },
    ]);
    const accountIds = ['17841400000000001'];
    await desk.ok('POST', `/api/connections/attempts/${attempt.id}/choose`, { accountIds });
    const [account] = await list();
    expect(account).toMatchObject({ platform: 'instagram', consent: 'facebook', tokenExpiresAt: null });
    expect(await desk.ok('POST', `/api/connections/${account?.id}/check`)).toMatchObject({ state: 'ok' });
  });

  test('does not start the other one where nothing leads back from the internet', async () => {
    await enter('instagram', login);
    const body = { platform: 'instagram', consent: 'instagram' };
    expect(await desk.refused('POST', '/api/connections/connect', body)).toMatchObject({
      status: 409,
      message: expect.stringContaining('set up a relay'),
    });
  });

  test('but does where it is known to come back to this computer', async () => {
    practice.control.setSwitches({ instagram: { localhostRedirect: true } });
    const other = await openDesk({ hosts: new Map(Object.entries(practice.hosts)), localReturns: true });
    const { appId: clientId, appSecret: clientSecret } = login;
    const app = { consent: 'instagram', clientId, clientSecret };
    await other.ok('PUT', '/api/platforms/instagram/app', app);
    const body = { platform: 'instagram', consent: 'instagram' };
    const attempt = await other.ok<AttemptView & { state: 'waiting' }>(
      'POST',
      '/api/connections/connect',
      body,
    );
    await consent(attempt.url);
    await other.told({ topic: 'attempt', attemptId: attempt.id });
    expect(await other.ok('GET', '/api/connections')).toMatchObject([
      { accountId: '17841400000000001', consent: 'instagram', renewable: true },
    ]);
    await other.close();
  });
});

describe('LinkedIn, where a person and a Page need an app each', () => {
  const { member, pages } = practiceApps.linkedin;
  const enter = (app: typeof member | typeof pages) => {
    const { clientId, clientSecret } = app;
    const consent = app === pages ? 'pages' : 'member';
    return desk.ok('PUT', '/api/platforms/linkedin/app', { consent, clientId, clientSecret });
  };
  const open = (more: { consent?: string; reconnectId?: string } = {}) =>
    desk.ok<AttemptView & { state: 'waiting' }>('POST', '/api/connections/connect', {
      platform: 'linkedin',
      ...more,
    });

  async function connectPage(): Promise<string> {
    await enter(pages);
    const attempt = await open({ consent: 'pages' });
    await consent(attempt.url);
    const offered = await settled(attempt.id);
    expect(offered).toMatchObject({
      state: 'choose',
      accounts: [{ name: "Mara's Clay" }, { name: 'Studio Plus' }],
    });
    const accountIds = ['urn:li:organization:98765432'];
    const chosen = await desk.ok<AttemptView>('POST', `/api/connections/attempts/${attempt.id}/choose`, {
      accountIds,
    });
    return chosen.state === 'done' ? (chosen.connectionIds[0] ?? '') : expect.fail(JSON.stringify(chosen));
  }

  test('the consents are offered, and the usual one connects the person', async () => {
    await enter(member);
    const platforms = await desk.ok<{ id: string; consents: { id: string }[] }[]>('GET', '/api/platforms');
    const offered = platforms.find(({ id }) => id === 'linkedin')?.consents.map(({ id }) => id);
    expect(offered).toEqual(['member', 'pages']);
    const attempt = await open();
    await consent(attempt.url);
    expect(await settled(attempt.id)).toMatchObject({ state: 'done' });
    expect(await list()).toMatchObject([{ platform: 'linkedin', name: 'Mara Lind', renewable: false }]);
    expect((await list())[0]?.forecast).toMatch(/^Sign-in ends /);
  });

  test('a Page is connected by the other, and renewed by it without being told', async () => {
    const id = await connectPage();
    expect(await list()).toMatchObject([{ id, handle: 'marasclay', renewable: true }]);
    const again = await open({ reconnectId: id });
    expect(again.url).toContain('w_organization_social');
    await consent(again.url);
    expect(await settled(again.id)).toMatchObject({ state: 'done', connectionIds: [id] });
  });

  test('who presses Cancel there is not told of a fault', async () => {
    await enter(member);
    const attempt = await open();
    await consent(attempt.url, { decline: true });
    expect(await settled(attempt.id)).toMatchObject({
      state: 'failed',
      message: 'You did not give your consent, so nothing was connected.',
    });
  });

  test('whether a person’s account is in order can be asked, though LinkedIn shows none of its posts', async () => {
    await enter(member);
    const attempt = await open();
    await consent(attempt.url);
    const result = await settled(attempt.id);
    const id = result.state === 'done' ? result.connectionIds[0] : '';
    expect(await desk.ok('POST', `/api/connections/${id}/check`)).toMatchObject({ state: 'ok' });
    practice.control.revokeTokens('mara-lind');
    expect(await desk.ok('POST', `/api/connections/${id}/check`)).toMatchObject({ state: 'reconnect' });
  });
});

test('when other programs use every port, it says so with the ports', async () => {
  const servers = await Promise.all([occupied(), occupied()]);
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  const { x } = desk.desktop.platforms;
  const oauth = { ...x.oauth, redirect: { ...x.oauth.redirect, ports } };
  const platforms = { ...desk.desktop.platforms, x: { ...x, oauth } };
  const connecting = createConnecting({ ...desk.desktop, platforms, wake: () => undefined });
  const refused = await connecting.start('x', null).catch((fault: unknown) => fault);
  expect(refused).toMatchObject({
    data: {
      code: 'UNREACHABLE',
      message: `Another program uses the ports that X answers on (${ports.join(', ')}). Close it and try again.`,
      action: 'retry',
    },
  });
  expect(desk.opened).toEqual([]);
  for (const server of servers) server.close();
});

async function occupied(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
