import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { HttpFailure } from '../../publishing/http.ts';
import type { Grant, OAuthContext, OAuthFailure } from '../platform.ts';
import { oauth } from './oauth.ts';
import { mara, openPractice, type PracticeYoutube, refusal, says, scripted } from './practice.suite.ts';

const { desktop, testing } = practiceApps.youtube;
const [upload = '', readonly = ''] = oauth.scopes;
const redirectUri = 'http://127.0.0.1:50123/';
const verifier = 'a-verifier-that-is-long-enough-for-the-standard-43';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const day = 24 * 60 * 60_000;

let practice: PracticeYoutube;
let context: OAuthContext;
beforeAll(async () => {
  practice = await openPractice();
  context = { app: desktop, http: practice.real, clock: practice.clock };
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

async function failureOf(promise: Promise<unknown>): Promise<OAuthFailure> {
  return (await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  )) as OAuthFailure;
}

/** The seller's way through Google's page, without a browser. @returns the code */
async function consentTo(ticked: readonly string[], app: { clientId: string } = desktop): Promise<string> {
  const url = new URL(oauth.authorizeUrl({ clientId: app.clientId, redirectUri, state: 's1', challenge }));
  const form = new URLSearchParams(url.searchParams);
  form.set('practice_channel', mara);
  form.set('practice_answer', 'continue');
  for (const scope of ticked) form.append('practice_scope', scope);
  const page = `${practice.hosts[url.origin]}${url.pathname}`;
  const back = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

const exchange = async (ticked = [upload, readonly], change: Partial<OAuthContext> = {}) =>
  oauth.exchange({ ...context, ...change }, { code: await consentTo(ticked), redirectUri, verifier });

test('the consent page is asked for as the contract has it', () => {
  expect(oauth.authorizeUrl({ clientId: 'c1', redirectUri, state: 's1', challenge })).toBe(
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=c1&redirect_uri=http%3A%2F%2F127.0.0.1%3A50123%2F&response_type=code' +
      '&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fyoutube.upload%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fyoutube.readonly' +
      `&code_challenge=${challenge}&code_challenge_method=S256&state=s1&access_type=offline&prompt=consent%20select_account`,
  );
});

describe('connecting', () => {
  test('gives a lasting grant and the channel that was chosen', async () => {
    const grant = await exchange();
    expect(grant).toMatchObject({
      refreshToken: expect.stringMatching(/./),
      expiresAt: practice.clock.now() + 3_599_000,
      scopes: [upload, readonly],
    });
    expect(await oauth.accounts(context, grant)).toEqual([
      {
        accountId: mara,
        name: "Mara's Clay",
        handle: 'marasclay',
        avatarUrl: expect.stringContaining('https://yt3.ggpht.com/'),
        tier: 'standard',
        grant,
        obstacle: null,
      },
    ]);
  });

  test('names the permission that was not ticked', async () => {
    const failure = await failureOf(exchange([upload]));
    expect([failure.kind, failure.message]).toEqual([
      'refused',
      'Google did not give the permission “View your YouTube account”. Connect again and leave every permission ticked.',
    ]);
  });

  test('needs the secret, and says which is wrong', async () => {
    const missing = await failureOf(
      exchange([upload, readonly], { app: { ...desktop, clientSecret: null } }),
    );
    expect([missing.kind, missing.message]).toEqual(['app', expect.stringContaining('secret')]);
    const app = { ...desktop, clientSecret: 'GOCSPX-other' };
    expect(await failureOf(exchange([upload, readonly], { app }))).toMatchObject({ kind: 'app' });
  });

  test('takes a code once', async () => {
    const code = await consentTo([upload, readonly]);
    await oauth.exchange(context, { code, redirectUri, verifier });
    expect(await failureOf(oauth.exchange(context, { code, redirectUri, verifier }))).toMatchObject({
      kind: 'dead',
    });
  });

  test('does not go on without a lasting sign-in', async () => {
    const token = {
      access_token: 'ya29.a',
      expires_in: 3599,
      scope: `${upload} ${readonly}`,
      token_type: 'Bearer',
    };
    const { http } = scripted(() => says(200, token));
    const failure = await failureOf(
      oauth.exchange({ ...context, http }, { code: '4/0', redirectUri, verifier }),
    );
    expect([failure.kind, failure.message]).toEqual(['refused', expect.stringContaining('lasting')]);
  });

  test('says that a Google account has no channel', async () => {
    const tokens = practice.control.signIn({ platform: 'youtube', account: 'oldmarkethall' });
    const grant = { ...(await exchange()), accessToken: tokens.access_token };
    for (const http of [practice.real, scripted(() => refusal(401, 'youtubeSignupRequired')).http])
      expect(await failureOf(oauth.accounts({ ...context, http }, grant))).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('no YouTube channel'),
      });
  });

  test.each([
    ['the API is not enabled', refusal(403, 'accessNotConfigured', 'Enable it.'), 'app', 'Enable it.'],
    ['the token is dead', refusal(401, 'authError'), 'dead', 'Connect'],
    ['quota is used up', refusal(403, 'quotaExceeded'), 'temporary', 'allowance'],
    ['nobody knows', says(404, 'x'), 'temporary', 'Try again later.'],
    ['the answer makes no sense', says(200, { items: [{ id: 7 }] }), 'temporary', 'no sense'],
  ])('says why the channel is not told: %s', async (_what, answer, kind, words) => {
    const grant: Grant = { accessToken: 'a', refreshToken: 'r', expiresAt: null, scopes: [], extra: {} };
    const failure = await failureOf(oauth.accounts({ ...context, http: scripted(() => answer).http }, grant));
    expect([failure.kind, failure.message]).toEqual([kind, expect.stringContaining(words)]);
  });
});

describe('refreshing', () => {
  test('gives a fresh token, and leaves the refresh token to its keeper', async () => {
    const grant = await exchange();
    const renewed = await oauth.refresh(context, grant, mara);
    expect(renewed).toMatchObject({ refreshToken: null, scopes: [upload, readonly] });
    expect(renewed?.accessToken).not.toBe(grant.accessToken);
    await oauth.accounts(context, { ...grant, ...renewed });
  });

  test('of an app in testing ends after a week, which only the seller can mend', async () => {
    const tokens = practice.control.signIn({ platform: 'youtube', account: mara, app: testing.clientId });
    const grant = { ...(await exchange()), refreshToken: tokens.refresh_token ?? null };
    practice.clock.set(practice.clock.now() + 8 * day);
    expect(await failureOf(oauth.refresh({ ...context, app: testing }, grant, mara))).toMatchObject({
      kind: 'dead',
    });
  });

  test.each([
    ['a broken line', new HttpFailure('no-answer', 'cut'), 'temporary'],
    ['a server error', says(503), 'temporary'],
    ['too many calls', says(429, { error: 'rate_limit_exceeded', error_description: 'Slow.' }), 'temporary'],
    ['an empty answer', says(400), 'temporary'],
    ['a deleted client', says(401, { error: 'deleted_client', error_description: 'Gone.' }), 'app'],
    ['a revoked grant', says(400, { error: 'invalid_grant', error_description: 'Revoked.' }), 'dead'],
  ])('%s is %s', async (_what, answer, kind) => {
    const { http } = scripted(() => {
      if (answer instanceof Error) throw answer;
      return answer;
    });
    const grant: Grant = { accessToken: 'a', refreshToken: 'r', expiresAt: null, scopes: [], extra: {} };
    expect(await failureOf(oauth.refresh({ ...context, http }, grant, mara))).toMatchObject({ kind });
  });
});

test('disconnecting ends the whole grant, and no trouble stands in its way', async () => {
  const grant = await exchange();
  await oauth.revoke(context, grant);
  expect(await failureOf(oauth.refresh(context, grant, mara))).toMatchObject({ kind: 'dead' });
  const { http } = scripted(() => {
    throw new HttpFailure('no-answer', 'cut');
  });
  await oauth.revoke({ ...context, http }, grant);
});
