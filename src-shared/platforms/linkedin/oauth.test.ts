import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { HttpFailure } from '../../publishing/http.ts';
import type { Grant, GrantedAccount, OAuthContext, OAuthFailure } from '../platform.ts';
import { oauth } from './oauth.ts';
import { openPractice, says, scriptedLine } from './practice.suite.ts';

const { member, pages } = practiceApps.linkedin;
const [redirectUri] = member.redirectUris;

let practice: Awaited<ReturnType<typeof openPractice>>;
beforeAll(async () => {
  practice = await openPractice();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const contextOf = ({
  clientId,
  clientSecret,
}: {
  clientId: string;
  clientSecret: string | null;
}): OAuthContext => ({
  app: { clientId, clientSecret },
  http: practice.http,
  clock: practice.clock,
});

/** What the seller's browser brings back from the consent page. */
async function consent(app: { clientId: string }, what?: string): Promise<URLSearchParams> {
  const wish = { clientId: app.clientId, redirectUri, state: 's1', challenge: '' };
  const url = new URL(oauth.authorizeUrl(what === undefined ? wish : { ...wish, consent: what }));
  const shown = await fetch(`${practice.hosts[url.origin]}${url.pathname}${url.search}`, {
    redirect: 'manual',
  });
  const told = shown.headers.get('location');
  if (told !== null) return new URL(told).searchParams;
  const form = url.searchParams;
  form.set('practice_person', 'mara-lind');
  form.set('practice_answer', 'allow');
  const address = `${practice.hosts[url.origin]}${url.pathname}`;
  const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams;
}

async function connected(app: typeof member | typeof pages, what?: string): Promise<GrantedAccount[]> {
  const code = (await consent(app, what)).get('code') ?? '';
  const grant = await oauth.exchange(contextOf(app), { code, redirectUri, verifier: '' });
  return oauth.accounts(contextOf(app), grant);
}

async function failureOf(promise: Promise<unknown>): Promise<OAuthFailure> {
  return promise.then(
    () => expect.fail('it went well'),
    (failure: unknown) => failure as OAuthFailure,
  );
}

const grantOf = (change: Partial<Grant> = {}): Grant => ({
  accessToken: 'at-1',
  refreshToken: null,
  expiresAt: null,
  scopes: ['openid', 'w_member_social'],
  extra: {},
  ...change,
});

describe('connecting', () => {
  test('asks with spaces as LinkedIn wants them, and listens where the app was told', () => {
    const url = oauth.authorizeUrl({ clientId: '86abc', redirectUri, state: 's1', challenge: 'c' });
    expect(url).toBe(
      'https://www.linkedin.com/oauth/v2/authorization?response_type=code&client_id=86abc' +
        '&redirect_uri=http%3A%2F%2F127.0.0.1%3A47811%2Foauth%2Flinkedin&state=s1&scope=openid%20profile%20email%20w_member_social',
    );
    const { host, path, ports } = oauth.redirect;
    const addresses = ports === 'any' ? [] : ports.map((port) => `http://${host}:${port}${path}`);
    expect([...member.redirectUris]).toEqual(expect.arrayContaining(addresses));
  });

  test('a person, for 60 days', async () => {
    const [mara, ...more] = await connected(member);
    expect(more).toEqual([]);
    expect(mara).toMatchObject({ name: 'Mara Lind', handle: '', obstacle: null });
    expect(mara?.accountId).toMatch(/^urn:li:person:[\w-]{10}$/);
    expect(mara?.avatarUrl).toMatch(/^https:\/\/media\.licdn\.com\//);
    expect(mara?.grant).toMatchObject({ refreshToken: null });
    expect(mara?.grant.expiresAt).toBe(practice.clock.now() + 60 * 24 * 60 * 60_000);
  });

  test.each([
    ['organization', 'CONTENT_ADMINISTRATOR'],
    ['organizationTarget', 'CONTENT_ADMIN'],
  ] as const)(
    'the Pages on which one may create content, as %s and %s',
    async (aclField, contentAdminRole) => {
      practice.control.setSwitches({ linkedin: { aclField, contentAdminRole } });
      expect(await connected(pages, 'pages')).toMatchObject([
        {
          accountId: 'urn:li:organization:98765432',
          name: "Mara's Clay",
          handle: 'marasclay',
          obstacle: null,
        },
        {
          accountId: 'urn:li:organization:98765433',
          name: 'Studio Plus',
          handle: 'studioplus',
          obstacle: null,
        },
      ]);
    },
  );

  test('with an app that has not the product', async () => {
    expect((await consent(member, 'pages')).get('error')).toBe('unauthorized_scope_error');
  });

  test('somebody without a Page is told so', async () => {
    for (const id of ['98765432', '98765433', '98765434'])
      practice.control.setAccount(`urn:li:organization:${id}`, { roles: {} });
    expect(await failureOf(connected(pages, 'pages'))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no Page'),
    });
  });

  test('a wrong secret, a missing one, a code that was used', async () => {
    const code = (await consent(member)).get('code') ?? '';
    const answer = { code, redirectUri, verifier: '' };
    const wrong = contextOf({ ...member, clientSecret: 'wrong' });
    expect((await failureOf(oauth.exchange(wrong, answer))).kind).toBe('app');
    const none = contextOf({ ...member, clientSecret: null });
    expect((await failureOf(oauth.exchange(none, answer))).kind).toBe('app');
    await oauth.exchange(contextOf(member), answer);
    expect((await failureOf(oauth.exchange(contextOf(member), answer))).kind).toBe('refused');
  });

  test('permissions come with commas or with spaces', async () => {
    practice.control.setSwitches({ linkedin: { scopeSeparator: ' ' } });
    const [mara] = await connected(member);
    expect(mara?.grant.scopes).toEqual(['openid', 'profile', 'email', 'w_member_social']);
  });

  test('a permission to post that was not given is named', async () => {
    const scopes = ['openid', 'profile'];
    const { access_token } = practice.control.signIn({ platform: 'linkedin', scopes });
    const accounts = await oauth.accounts(contextOf(member), grantOf({ accessToken: access_token, scopes }));
    expect(accounts[0]?.obstacle).toContain('w_member_social');
  });
});

describe('staying connected', () => {
  test('is for approved partners; the refresh token stays', async () => {
    const [clay] = await connected(pages, 'pages');
    const grant = clay?.grant ?? grantOf();
    await practice.clock.sleepUntil(practice.clock.now() + 1000);
    const renewed = await oauth.refresh(contextOf(pages), grant, '');
    expect(renewed?.accessToken).not.toBe(grant.accessToken);
    expect(renewed?.refreshToken).toBe(grant.refreshToken);
  });

  test('is over for everybody else, without a call', async () => {
    const { http, asked } = scriptedLine();
    const failure = await failureOf(oauth.refresh({ ...contextOf(member), http }, grantOf(), ''));
    expect([failure.kind, asked.length]).toEqual(['dead', 0]);
    expect(failure.message).toContain('Connect');
  });

  test('is over when the permission was taken back', async () => {
    const [clay] = await connected(pages, 'pages');
    practice.control.revokeTokens('mara-lind');
    expect((await failureOf(oauth.refresh(contextOf(pages), clay?.grant ?? grantOf(), ''))).kind).toBe(
      'dead',
    );
  });

  test.each([
    ['a server error', says(503, '')],
    ['a web page', says(400, '<html></html>')],
    ['an answer that makes no sense', says(200, '{}')],
    ['no network', new HttpFailure('not-sent', 'there is no network')],
    ['a lost answer', new HttpFailure('no-answer', 'the line was cut')],
    ['too many calls', says(429, '')],
  ])('%s is temporary', async (_name, answer) => {
    const context = { ...contextOf(pages), http: scriptedLine(answer).http };
    const failure = await failureOf(oauth.refresh(context, grantOf({ refreshToken: 'rt' }), ''));
    expect(failure.kind).toBe('temporary');
  });
});

test('disconnecting ends the token, and does not fail without a network', async () => {
  const [mara] = await connected(member);
  const grant = mara?.grant ?? grantOf();
  await oauth.revoke(contextOf(member), grant);
  expect((await failureOf(oauth.accounts(contextOf(member), grant))).kind).toBe('dead');
  const { http } = scriptedLine(new HttpFailure('not-sent', 'there is no network'));
  await expect(oauth.revoke({ ...contextOf(member), http }, grant)).resolves.toBeUndefined();
});
