import { describe, expect, it } from 'vitest';
import { HttpFailure, type HttpRequest } from '../../publishing/http.ts';
import { type Grant, OAuthFailure } from '../platform.ts';
import { createStillClock } from '../stage.suite.ts';
import { oauth } from './oauth.ts';
import { refusal, type Script, scripted } from './scripted.suite.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const app = { clientId: '2048', clientSecret: 'app-secret' };
const answer = { code: 'AQB', redirectUri: 'http://localhost:47811/oauth/facebook', verifier: '' };
const allGranted = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'].map((permission) => ({
  permission,
  status: 'granted',
}));

function conversation(script: Script) {
  const { http, requests } = scripted(script);
  return { context: { app, http, clock: createStillClock(now) }, requests };
}

const path = (request: HttpRequest) => new URL(request.url).pathname;
const query = (request: HttpRequest) => Object.fromEntries(new URL(request.url).searchParams);

/** A login that goes well, but for the parts that a test says otherwise. */
function login(otherwise: Script = () => undefined): Script {
  return (request) => {
    const told = otherwise(request);
    if (told !== undefined) return told;
    if (path(request) === '/v26.0/me/permissions') return { data: allGranted };
    return query(request).grant_type === 'fb_exchange_token'
      ? { access_token: 'long', token_type: 'bearer', expires_in: 5183944 }
      : { access_token: 'short', token_type: 'bearer', expires_in: 5400 };
  };
}

async function failureOf(work: Promise<unknown>): Promise<OAuthFailure> {
  const failure = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(OAuthFailure);
  return failure as OAuthFailure;
}

it('asks for consent with comma separated permissions, and again for what was declined', () => {
  const url = new URL(
    oauth.authorizeUrl({
      clientId: '2048',
      redirectUri: answer.redirectUri,
      state: 's1',
      challenge: 'unused',
    }),
  );
  expect(url.origin + url.pathname).toBe('https://www.facebook.com/v26.0/dialog/oauth');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '2048',
    redirect_uri: answer.redirectUri,
    state: 's1',
    response_type: 'code',
    scope: 'pages_show_list,pages_read_engagement,pages_manage_posts,pages_manage_engagement',
    auth_type: 'rerequest',
  });
});

it('tells the seller of the mode in which customers see nothing', () => {
  const text = oauth.guide.map((step) => step.text).join(' ');
  expect(text).toContain('Development mode are visible only to people who have a role on the app');
  expect(text).toContain('In Live mode Facebook does not send you back to this computer');
});

describe('exchange', () => {
  it('makes the token long-lived and says when it ends', async () => {
    const { context, requests } = conversation(login());
    const grant = await oauth.exchange(context, answer);
    expect(grant).toEqual({
      accessToken: 'long',
      refreshToken: null,
      expiresAt: now + 5183944_000,
      scopes: ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'],
      extra: {},
    });
    expect(requests.map((request) => `${request.method} ${path(request)}`)).toEqual([
      'GET /v26.0/oauth/access_token',
      'GET /v26.0/oauth/access_token',
      'GET /v26.0/me/permissions',
    ]);
    expect(query(requests[1] as HttpRequest).fb_exchange_token).toBe('short');
    expect(requests[2]?.url).not.toContain('long');
  });

  it('takes off what the browser hangs behind the code', async () => {
    const { context, requests } = conversation(login());
    await oauth.exchange(context, { ...answer, code: 'AQB#_=_' });
    expect(query(requests[0] as HttpRequest).code).toBe('AQB');
  });

  it('lives with a long-lived token that does not say its end', async () => {
    const { context } = conversation(
      login((request) => (query(request).grant_type === undefined ? undefined : { access_token: 'long' })),
    );
    expect((await oauth.exchange(context, answer)).expiresAt).toBeNull();
  });

  it('names the permission that was not given', async () => {
    const data = [...allGranted.slice(0, 2), { permission: 'pages_manage_posts', status: 'declined' }];
    const { context } = conversation(
      login((request) => (path(request).endsWith('/permissions') ? { data } : undefined)),
    );
    const failure = await failureOf(oauth.exchange(context, answer));
    expect(failure.kind).toBe('refused');
    expect(failure.message).toContain('“create posts on your Pages” (pages_manage_posts)');
  });

  it('does without the permission for first comments', async () => {
    const data = [...allGranted, { permission: 'pages_manage_engagement', status: 'declined' }];
    const { context } = conversation(
      login((request) => (path(request).endsWith('/permissions') ? { data } : undefined)),
    );
    expect((await oauth.exchange(context, answer)).scopes).not.toContain('pages_manage_engagement');
  });

  it.each([
    ['a wrong secret', refusal(400, 1), 'app'],
    ['an unknown app', refusal(400, 101), 'app'],
    ['a return address that is not allowed', refusal(400, 100, 36008), 'app'],
    ['a code that was used', refusal(400, 100, 36009), 'refused'],
    ['a rate limit', refusal(403, 4), 'temporary'],
    ['a server error', refusal(500, 1), 'temporary'],
    ['a web page', { status: 200, headers: {}, text: '<html>' }, 'temporary'],
    ['an empty token', { access_token: '' }, 'temporary'],
  ] as const)('meets %s', async (_what, told, kind) => {
    const { context } = conversation(login(() => told));
    expect((await failureOf(oauth.exchange(context, answer))).kind).toBe(kind);
  });

  it('does not take a broken line for a dead grant', async () => {
    const { context } = conversation(() => {
      throw new HttpFailure('no-answer', 'time is up');
    });
    expect((await failureOf(oauth.exchange(context, answer))).kind).toBe('temporary');
  });

  it('says when to come back after a rate limit', async () => {
    const limited = { ...refusal(403, 4), headers: { 'retry-after': '60' } };
    const { context } = conversation(login(() => limited));
    expect((await failureOf(oauth.exchange(context, answer))).after).toBe(now + 60_000);
  });

  it('needs the secret', async () => {
    const { context, requests } = conversation(login());
    const failure = await failureOf(
      oauth.exchange({ ...context, app: { clientId: '2048', clientSecret: null } }, answer),
    );
    expect(failure.kind).toBe('app');
    expect(requests).toEqual([]);
  });
});

const person: Grant = {
  accessToken: 'long',
  refreshToken: null,
  expiresAt: now + 1000,
  scopes: ['pages_manage_posts'],
  extra: {},
};

describe('accounts', () => {
  const page = (id: string, more = {}) => ({
    id,
    name: `Page ${id}`,
    access_token: `token-${id}`,
    tasks: ['CREATE_CONTENT'],
    ...more,
  });

  it('follows the list to its end and gives every Page its own token', async () => {
    const next = 'https://graph.facebook.com/v26.0/1/accounts?access_token=long&limit=100&after=Q2x';
    const { context, requests } = conversation((request) =>
      query(request).after === undefined
        ? {
            data: [
              page('922337203685477001', {
                username: 'marasclay',
                picture: { data: { url: 'https://x.example/p.jpg' } },
              }),
            ],
            paging: { next },
          }
        : { data: [page('2')] },
    );
    const accounts = await oauth.accounts(context, person);
    expect(accounts.map((account) => account.accountId)).toEqual(['922337203685477001', '2']);
    expect(accounts[0]).toMatchObject({
      name: 'Page 922337203685477001',
      handle: 'marasclay',
      avatarUrl: 'https://x.example/p.jpg',
      obstacle: null,
      grant: {
        accessToken: 'token-922337203685477001',
        expiresAt: null,
        extra: { userToken: 'long', userTokenExpiresAt: String(now + 1000) },
      },
    });
    expect(requests.map((request) => request.url).join()).not.toContain('access_token=long');
    expect(requests.every((request) => request.headers?.authorization === 'Bearer long')).toBe(true);
  });

  it('does not carry the token to another host', async () => {
    const { context, requests } = conversation(() => ({
      data: [page('1')],
      paging: { next: 'https://evil.example/?after=1' },
    }));
    expect((await failureOf(oauth.accounts(context, person))).kind).toBe('temporary');
    expect(requests).toHaveLength(1);
  });

  it('says why a Page cannot be posted to', async () => {
    const { context } = conversation(() => ({
      data: [
        page('1', { tasks: ['ANALYZE'] }),
        page('2', { access_token: undefined }),
        page('3', { tasks: undefined }),
      ],
    }));
    const [watched, tokenless, unsaid] = await oauth.accounts(context, person);
    expect(watched?.obstacle).toContain('may not create posts');
    expect(tokenless?.obstacle).toContain('gave no permission');
    expect(unsaid?.obstacle).toBeNull();
  });

  it('is no dead end without a Page', async () => {
    const { context } = conversation(() => ({ data: [] }));
    const failure = await failureOf(oauth.accounts(context, person));
    expect(failure.kind).toBe('refused');
    expect(failure.message).toContain('choose at least one Page');
  });
});

describe('refresh', () => {
  const grant: Grant = { ...person, accessToken: 'old-page', expiresAt: null, extra: { userToken: 'long' } };
  const refreshed = (told: unknown) => {
    const { context, requests } = conversation(() => told);
    return { result: oauth.refresh(context, grant, '1029'), requests };
  };

  it('reads the Page token anew and keeps everything else', async () => {
    const { result, requests } = refreshed({ access_token: 'new-page', id: '1029' });
    expect(await result).toEqual({ ...grant, accessToken: 'new-page' });
    expect(requests[0]?.url).toBe('https://graph.facebook.com/v26.0/1029?fields=access_token');
    expect(requests[0]?.headers).toEqual({ authorization: 'Bearer long' });
  });

  it.each([
    ['the password was changed', refusal(400, 190, 460), 'dead'],
    ['the role on the Page is gone', refusal(400, 100, 33), 'dead'],
    ['the Page gives no token', { id: '1029' }, 'dead'],
    ['a permission was taken back', refusal(403, 200), 'refused'],
    ['Facebook has trouble', refusal(500, 2), 'temporary'],
    ['there were too many calls', refusal(403, 17), 'temporary'],
    ['an answer is new to us', refusal(400, 987654), 'temporary'],
  ] as const)('when %s', async (_what, told, kind) => {
    expect((await failureOf(refreshed(told).result)).kind).toBe(kind);
  });

  it('cannot be done without the person’s token', async () => {
    const { context } = conversation(() => ({}));
    expect(
      (await failureOf(oauth.refresh(context, { ...grant, extra: {} }, '1029') as Promise<unknown>)).kind,
    ).toBe('dead');
  });
});

it('revokes with the person’s token', async () => {
  const { context, requests } = conversation(() => ({ success: true }));
  await oauth.revoke(context, { ...person, accessToken: 'page', extra: { userToken: 'long' } });
  expect(requests).toEqual([
    {
      method: 'DELETE',
      url: 'https://graph.facebook.com/v26.0/me/permissions',
      headers: { authorization: 'Bearer long' },
    },
  ]);
});
