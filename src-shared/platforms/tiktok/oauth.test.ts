import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { HttpFailure } from '../../publishing/http.ts';
import type { Grant, OAuthContext, OAuthFailure } from '../platform.ts';
import contract from './contract.test-data.json' with { type: 'json' };
import { oauth } from './oauth.ts';
import { mara, openPractice, type PracticeTikTok, refusal, says, scripted } from './practice.suite.ts';

const { clientKey: clientId, clientSecret } = practiceApps.tiktok.audited;
const redirectUri = 'http://127.0.0.1:50123/oauth/tiktok/';
const { verifier, challenge } = contract.pkceVector;

let practice: PracticeTikTok;
let context: OAuthContext;
beforeAll(async () => {
  practice = await openPractice();
  context = { app: { clientId, clientSecret }, http: practice.real, clock: practice.clock };
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

async function failureOf(promise: Promise<unknown>): Promise<OAuthFailure> {
  return (await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  )) as OAuthFailure;
}

/** The seller's way through TikTok's page, without a browser. @returns the code */
async function consentTo(ticked: readonly string[], as = challenge): Promise<string> {
  const url = new URL(oauth.authorizeUrl({ clientId, redirectUri, state: 's1', challenge: as }));
  const form = new URLSearchParams(url.searchParams);
  form.set('practice_user', mara);
  form.set('practice_answer', 'continue');
  for (const scope of ticked) form.append('practice_scope', scope);
  const page = `${practice.hosts[url.origin]}${url.pathname}`;
  const back = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

const exchange = async (ticked: readonly string[] = oauth.scopes, change: Partial<OAuthContext> = {}) =>
  oauth.exchange({ ...context, ...change }, { code: await consentTo(ticked), redirectUri, verifier });

const grantOf = (change: Partial<Grant> = {}): Grant => ({
  accessToken: 'act.a',
  refreshToken: 'rft.r',
  expiresAt: null,
  scopes: [],
  extra: {},
  ...change,
});

test('the consent page is asked for as the contract has it', () => {
  expect(oauth.authorizeUrl({ clientId: 'k1', redirectUri, state: 's1', challenge })).toBe(
    `${contract.oauth.authorize}?client_key=k1&response_type=code` +
      '&scope=user.info.basic%2Cuser.info.profile%2Cvideo.list%2Cvideo.publish%2Cvideo.upload' +
      '&redirect_uri=http%3A%2F%2F127.0.0.1%3A50123%2Foauth%2Ftiktok%2F&state=s1' +
      `&code_challenge=${challenge}&code_challenge_method=S256&disable_auto_auth=1`,
  );
});

test('the scopes that are asked for cover every endpoint', () => {
  for (const { name, scope } of contract.endpoints)
    expect(
      scope.every((one) => oauth.scopes.includes(one)),
      name,
    ).toBe(true);
});

describe('connecting', () => {
  test('gives a grant and the account that was chosen', async () => {
    const grant = await exchange();
    expect(grant).toMatchObject({
      accessToken: expect.stringMatching(/^act\./),
      refreshToken: expect.stringMatching(/^rft\./),
      expiresAt: practice.clock.now() + 86_400_000,
      scopes: oauth.scopes,
    });
    expect(await oauth.accounts(context, grant)).toEqual([
      {
        accountId: mara,
        name: "Mara's Clay",
        handle: 'marasclay',
        avatarUrl: expect.stringContaining('https://'),
        tier: 'standard',
        grant,
        obstacle: null,
      },
    ]);
  });

  test('fails with the challenge that other platforms take', async () => {
    const usual = createHash('sha256').update(verifier).digest('base64url');
    const code = await consentTo(oauth.scopes, usual);
    expect(await failureOf(oauth.exchange(context, { code, redirectUri, verifier }))).toMatchObject({
      kind: 'app',
      message: expect.stringContaining('Code verifier or code challenge is invalid.'),
    });
  });

  test('names the permissions that were not ticked', async () => {
    const failure = await failureOf(exchange(['user.info.basic', 'user.info.profile', 'video.list']));
    expect([failure.kind, failure.message]).toEqual([
      'refused',
      'TikTok did not give the permission “Post content to TikTok” and “Share content as a draft”. Connect again and leave every permission ticked.',
    ]);
  });

  test('needs the secret, and says which is wrong', async () => {
    expect(await failureOf(exchange(oauth.scopes, { app: { clientId, clientSecret: null } }))).toMatchObject({
      kind: 'app',
      message: expect.stringContaining('secret'),
    });
    const app = { clientId, clientSecret: 'wrong' };
    expect(await failureOf(exchange(oauth.scopes, { app }))).toMatchObject({ kind: 'app' });
  });

  test.each([
    ['a dead token', refusal(401, 'access_token_invalid'), 'dead'],
    ['a dead token under 200', refusal(200, 'access_token_invalid'), 'dead'],
    ['a missing scope', refusal(400, 'scope_permission_missed'), 'refused'],
    ['too many calls', refusal(429, 'rate_limit_exceeded'), 'temporary'],
    ['an answer without sense', says(200, { data: {}, error: { code: 'ok' } }), 'temporary'],
  ])('says why the account is not told: %s', async (_what, answer, kind) => {
    const { http } = scripted(() => answer);
    expect(await failureOf(oauth.accounts({ ...context, http }, grantOf()))).toMatchObject({ kind });
  });
});

describe('refreshing', () => {
  test('gives a fresh token and the refresh token that takes the place of the old one', async () => {
    const first = await exchange();
    const second = await oauth.refresh(context, first, mara);
    expect(second?.accessToken).not.toBe(first.accessToken);
    expect(second?.refreshToken).not.toBe(first.refreshToken);
    expect(await failureOf(oauth.refresh(context, first, mara))).toMatchObject({ kind: 'dead' });
    expect(await oauth.refresh(context, { ...first, ...second }, mara)).toMatchObject({
      scopes: oauth.scopes,
    });
  });

  test('reads a refusal that comes with status 200', async () => {
    practice.control.setSwitches({ tiktok: { tokenErrorStatus: 200 } });
    const gone = grantOf({ refreshToken: 'rft.unknown' });
    expect(await failureOf(oauth.refresh(context, gone, mara))).toMatchObject({ kind: 'dead' });
  });

  test.each([
    ['a broken line', new HttpFailure('no-answer', 'cut'), 'temporary'],
    ['a server error', says(503), 'temporary'],
    ['an empty answer', says(400), 'temporary'],
    ['trouble in words', says(200, { error: 'temporarily_unavailable' }), 'temporary'],
    ['a wrong app', says(401, { error: 'invalid_client' }), 'app'],
    ['a revoked grant', says(400, { error: 'invalid_grant' }), 'dead'],
    ['a permission the app has not', says(400, { error: 'invalid_scope' }), 'app'],
    ['another refusal', says(400, { error: 'unsupported_grant_type', error_description: 'No.' }), 'app'],
  ])('%s is %s', async (_what, answer, kind) => {
    const { http } = scripted(() => {
      if (answer instanceof Error) throw answer;
      return answer;
    });
    expect(await failureOf(oauth.refresh({ ...context, http }, grantOf(), mara))).toMatchObject({ kind });
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
