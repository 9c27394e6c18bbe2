import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { HttpFailure } from '../../publishing/http.ts';
import type { Grant, OAuthContext, OAuthFailure } from '../platform.ts';
import { createStillClock } from '../stage.suite.ts';
import { oauth } from './oauth.ts';
import { openPractice } from './practice.suite.ts';
import { says, scriptedLine } from './scripted.suite.ts';

const { native, confidential } = practiceApps.x;
const [redirectUri] = native.callbacks;
const verifier = 'a-verifier-that-is-long-enough-for-the-standard-43';
const challenge = createHash('sha256').update(verifier).digest('base64url');

let practice: Awaited<ReturnType<typeof openPractice>>;
let context: OAuthContext;
beforeAll(async () => {
  practice = await openPractice();
  context = {
    app: { clientId: native.clientId, clientSecret: null },
    http: practice.http,
    clock: practice.clock,
  };
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

async function failureOf(promise: Promise<unknown>): Promise<OAuthFailure> {
  const failure = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return failure as OAuthFailure;
}

function signedIn(app: string = native.clientId, account = 'marasclay'): Grant {
  const pair = practice.control.signIn({ platform: 'x', account, app });
  const scopes = pair.scope.split(' ');
  return {
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token ?? null,
    expiresAt: null,
    scopes,
    extra: {},
  };
}

/** A line with one answer. */
const told = (answer: Parameters<typeof scriptedLine>[0]): OAuthContext => ({
  ...context,
  http: scriptedLine(answer).http,
  clock: createStillClock(),
});

test('the consent page is asked for as the contract has it', () => {
  const request = { clientId: 'Q2xp', redirectUri: 'http://127.0.0.1:47811/oauth/x', state: 's1', challenge };
  expect(oauth.authorizeUrl(request)).toBe(
    'https://x.com/i/oauth2/authorize?response_type=code&client_id=Q2xp&redirect_uri=http%3A%2F%2F127.0.0.1%3A47811%2Foauth%2Fx' +
      `&scope=tweet.read%20tweet.write%20users.read%20media.write%20offline.access&state=s1&code_challenge=${challenge}&code_challenge_method=S256`,
  );
});

test('the registered addresses are the ones we listen on', () => {
  const { host, path, ports } = oauth.redirect;
  expect(ports === 'any' ? [] : ports.map((port) => `http://${host}:${port}${path}`)).toEqual([
    ...native.callbacks,
  ]);
});

/** Says yes on the consent page, as the seller would in a browser. */
async function consent(clientId: string): Promise<string> {
  const page = new URL(oauth.authorizeUrl({ clientId, redirectUri, state: 's1', challenge }));
  const form = page.searchParams;
  form.set('practice_user', practice.account.accountId);
  form.set('practice_answer', 'authorize');
  const address = `${practice.hosts[page.origin]}${page.pathname}`;
  const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

describe('connecting', () => {
  test('from consent to the account, as a public client', async () => {
    const code = await consent(native.clientId);
    const grant = await oauth.exchange(context, { code, redirectUri, verifier });
    expect(grant.scopes).toEqual([...oauth.scopes]);
    expect(grant.expiresAt).toBeGreaterThan(practice.clock.now() + 7_100_000);
    expect(await oauth.accounts(context, grant)).toMatchObject([
      {
        accountId: practice.account.accountId,
        handle: 'marasclay',
        name: "Mara's Clay",
        tier: 'standard',
        obstacle: null,
      },
    ]);
  });

  test('as a confidential client, with its secret', async () => {
    const app = { clientId: confidential.clientId, clientSecret: confidential.clientSecret };
    const code = await consent(app.clientId);
    const grant = await oauth.exchange({ ...context, app }, { code, redirectUri, verifier });
    expect(grant.refreshToken).not.toBeNull();
  });

  test('after more than 30 seconds', async () => {
    const code = await consent(native.clientId);
    await practice.clock.sleepUntil(practice.clock.now() + 31_000);
    const failure = await failureOf(oauth.exchange(context, { code, redirectUri, verifier }));
    expect(failure.kind).toBe('dead');
    expect(failure.message).toContain('within 30 seconds');
  });

  test('with another address than was asked for', async () => {
    const code = await consent(native.clientId);
    const other = { code, redirectUri: 'http://127.0.0.1:47812/oauth/x', verifier };
    expect((await failureOf(oauth.exchange(context, other))).kind).toBe('app');
  });

  test('with a wrong secret, or an app X does not know', async () => {
    const answer = { code: 'c', redirectUri, verifier };
    const wrongSecret = { ...context, app: { clientId: confidential.clientId, clientSecret: 'wrong' } };
    const unknown = { ...context, app: { clientId: 'nobody', clientSecret: null } };
    expect((await failureOf(oauth.exchange(wrongSecret, answer))).kind).toBe('app');
    expect((await failureOf(oauth.exchange(unknown, answer))).kind).toBe('app');
  });

  test('a callback that is not registered', async () => {
    const body = {
      errors: [{ code: 415, message: 'Callback URL not approved for this client application.' }],
    };
    const failure = await failureOf(
      oauth.exchange(told(says(403, body)), { code: 'c', redirectUri, verifier }),
    );
    expect(failure.kind).toBe('app');
    expect(failure.message).toContain('callback addresses');
  });
});

describe('the account', () => {
  test('a paid subscription allows long texts', async () => {
    expect(await oauth.accounts(context, signedIn(native.clientId, 'studioplus'))).toMatchObject([
      { tier: 'premium' },
    ]);
  });

  test('a plan that does not show the subscription', async () => {
    practice.control.setSwitches({ x: { showsSubscription: false } });
    expect(await oauth.accounts(context, signedIn(native.clientId, 'studioplus'))).toMatchObject([
      { tier: 'standard' },
    ]);
  });

  test('a plan that refuses to be asked for it', async () => {
    const refused = says(400, {
      title: 'Invalid Request',
      detail: 'user.fields: subscription_type is not allowed',
    });
    const { http, asked } = scriptedLine(
      refused,
      says(200, { data: { id: '1', name: 'Mara', username: 'mara' } }),
    );
    expect(await oauth.accounts({ ...context, http }, signedIn())).toMatchObject([
      { accountId: '1', tier: 'standard' },
    ]);
    expect(asked[1]?.url).not.toContain('subscription_type');
  });

  test('a permission that was left out is named', async () => {
    const grant = { ...signedIn(), scopes: ['tweet.read', 'users.read', 'tweet.write'] };
    const [account] = await oauth.accounts(context, grant);
    expect(account?.obstacle).toContain('media.write');
  });

  test('an app that is not enrolled', async () => {
    practice.control.setApp(native.clientId, { enrolled: false });
    const failure = await failureOf(oauth.accounts(context, signedIn()));
    expect(failure.kind).toBe('app');
    expect(failure.message).toContain('pay-per-use');
  });
});

describe('refreshing', () => {
  test('gives a new pair, and the old one is spent', async () => {
    const grant = signedIn();
    const renewed = await oauth.refresh(context, grant, practice.account.accountId);
    expect(renewed?.refreshToken).not.toBe(grant.refreshToken);
    expect(await oauth.accounts(context, renewed ?? grant)).toHaveLength(1);
    expect((await failureOf(oauth.refresh(context, grant, '1'))).kind).toBe('dead');
  });

  test('a grant that was taken back is dead', async () => {
    const grant = signedIn();
    practice.control.revokeTokens(practice.account.accountId);
    expect((await failureOf(oauth.refresh(context, grant, '1'))).kind).toBe('dead');
  });

  test('a grant without a refresh token is dead without a call', async () => {
    const { http, asked } = scriptedLine();
    const failure = await failureOf(
      oauth.refresh({ ...context, http }, { ...signedIn(), refreshToken: null }, '1'),
    );
    expect([failure.kind, asked.length]).toEqual(['dead', 0]);
  });

  test('an answer without a refresh token does not claim that there is none', async () => {
    const body = { token_type: 'bearer', expires_in: 7200, access_token: 'at-2' };
    const expected = { accessToken: 'at-2', refreshToken: null, scopes: [] };
    expect(await oauth.refresh(told(says(200, body)), signedIn(), '1')).toMatchObject(expected);
    expect(
      await oauth.refresh(told(says(200, { ...body, refresh_token: '' })), signedIn(), '1'),
    ).toMatchObject(expected);
  });

  test.each([
    ['a server error', says(503, '')],
    ['a web page', says(502, '<html></html>')],
    ['a page of a proxy', says(400, '<html></html>')],
    ['an answer that makes no sense', says(200, '{}')],
    ['no network', new HttpFailure('not-sent', 'there is no network')],
    ['a lost answer', new HttpFailure('no-answer', 'the line was cut')],
    ['too many calls', says(429, { title: 'Too Many Requests' })],
  ])('%s is temporary', async (_name, answer) => {
    expect((await failureOf(oauth.refresh(told(answer), signedIn(), '1'))).kind).toBe('temporary');
  });

  test('too many calls says until when', async () => {
    const headers = {
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 600),
    };
    const failure = await failureOf(oauth.refresh(told(says(429, '', headers)), signedIn(), '1'));
    expect(failure.after).toBe(Number(headers['x-rate-limit-reset']) * 1000 + 1000);
  });

  test.each(['invalid_grant', 'invalid_request'])('%s is dead', async (error) => {
    const body = { error, error_description: 'Value passed for the token was invalid.' };
    expect((await failureOf(oauth.refresh(told(says(400, body)), signedIn(), '1'))).kind).toBe('dead');
  });
});

describe('disconnecting', () => {
  test('takes both tokens back', async () => {
    const grant = signedIn();
    await oauth.revoke(context, grant);
    expect((await failureOf(oauth.accounts(context, grant))).kind).toBe('dead');
    expect((await failureOf(oauth.refresh(context, grant, '1'))).kind).toBe('dead');
  });

  test('does not fail when X cannot be reached', async () => {
    const gone = new HttpFailure('not-sent', 'there is no network');
    const { http } = scriptedLine(gone, gone);
    await expect(oauth.revoke({ ...context, http }, signedIn())).resolves.toBeUndefined();
  });
});
