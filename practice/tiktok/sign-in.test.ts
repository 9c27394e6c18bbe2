import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clientOf, query } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

const { audited } = practiceApps.tiktok;
const mara = '-000mara-clay-4f1e';
const day = 24 * 60 * 60 * 1000;
const verifier = 'desk-pkce-check_0123456789.abcdefghijklmnopqrstuvwxyz~AB';
const challenge = '1ee6c174d9d2e519d6d20a2911d3a0c583120c17c60a85c6a660173de920be77';
const wish = {
  client_key: audited.clientKey,
  response_type: 'code',
  scope: 'user.info.basic,user.info.profile,video.publish',
  redirect_uri: 'http://127.0.0.1:50123/oauth/tiktok/',
  state: 'st-1',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

let practice: Practice;
let web: Client;
let api: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  web = clientOf(practice, 'https://www.tiktok.com');
  api = clientOf(practice, 'https://open.tiktokapis.com');
});
afterEach(() => practice.close());

const page = '/v2/auth/authorize/';
const open = (change: Record<string, string>) => web.get(`${page}?${query({ ...wish, ...change })}`);

async function back(change: Record<string, string> = {}, scopes = wish.scope.split(',')): Promise<URL> {
  const form = new URLSearchParams({ ...wish, practice_user: mara, practice_answer: 'continue', ...change });
  for (const scope of scopes) form.append('practice_scope', scope);
  const answer = await fetch(`${practice.hosts['https://www.tiktok.com']}${page}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}

const codeFor = async (change: Record<string, string> = {}) =>
  (await back(change)).searchParams.get('code') ?? '';

const exchange = async (change: Record<string, string> = {}): Promise<Answer> =>
  api.form('/v2/oauth/token/', {
    client_key: audited.clientKey,
    client_secret: audited.clientSecret,
    code: change.code ?? (await codeFor()),
    grant_type: 'authorization_code',
    redirect_uri: wish.redirect_uri,
    code_verifier: verifier,
    ...change,
  });

const refresh = (token: string) =>
  api.form('/v2/oauth/token/', {
    client_key: audited.clientKey,
    client_secret: audited.clientSecret,
    grant_type: 'refresh_token',
    refresh_token: token,
  });

const me = (token: string, fields: string) =>
  api.get(`/v2/user/info/?fields=${fields}`, { authorization: `Bearer ${token}` });

describe('the consent page', () => {
  it('names the app, the accounts, each permission and both buttons', async () => {
    const { status, body } = await open({});
    expect(status).toBe(200);
    for (const text of ['Picscripter practice', '@marasclay', 'Post content to TikTok', 'Continue', 'Cancel'])
      expect(body).toContain(text);
  });

  it.each([
    ['an unknown client', { client_key: 'nobody' }, 'client_key'],
    ['another path', { redirect_uri: 'http://127.0.0.1:50123/back/' }, 'redirect_uri'],
    ['no slash at the end', { redirect_uri: 'http://127.0.0.1:50123/oauth/tiktok' }, 'redirect_uri'],
    ['no port', { redirect_uri: 'http://127.0.0.1/oauth/tiktok/' }, 'redirect_uri'],
    ['another host', { redirect_uri: 'http://localhost:50123/oauth/tiktok/' }, 'redirect_uri'],
    ['a query', { redirect_uri: 'http://127.0.0.1:50123/oauth/tiktok/?a=1' }, 'redirect_uri'],
    ['scopes with spaces', { scope: 'user.info.basic video.publish' }, 'scope'],
    ['an unknown scope', { scope: 'video.edit' }, 'scope'],
    ['no PKCE', { code_challenge: '' }, 'code_challenge'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'code_challenge'],
    ['no state', { state: '' }, 'state'],
    ['the usual name of the client', { client_id: 'x' }, 'client_id'],
  ])('refuses %s on the page itself', async (_what, change, word) => {
    const answer = await open(change);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`correct the following and try again: ${word}`);
  });

  it('sends the seller back with the scopes that stayed ticked', async () => {
    const url = await back({}, ['user.info.basic']);
    expect(url.href.startsWith(wish.redirect_uri)).toBe(true);
    expect(url.searchParams.get('scopes')).toBe('user.info.basic');
    expect(url.searchParams.get('state')).toBe('st-1');
    expect(url.search).toContain('%21');
  });

  it('sends a refusal back', async () => {
    expect((await back({ practice_answer: 'cancel' })).searchParams.get('error')).toBe('access_denied');
  });
});

describe('the token endpoint', () => {
  it('trades a code for a day of access and a year of refreshing', async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(/^act\./),
      refresh_token: expect.stringMatching(/^rft\./),
      expires_in: 86_400,
      refresh_expires_in: 31_536_000,
      open_id: mara,
      scope: wish.scope,
      token_type: 'Bearer',
    });
  });

  it('refuses a challenge in base64url when the code is traded', async () => {
    const usual = createHash('sha256').update(verifier).digest('base64url');
    const { body } = await exchange({ code: await codeFor({ code_challenge: usual }) });
    expect(body).toMatchObject({
      error: 'invalid_request',
      error_description: 'Code verifier or code challenge is invalid.',
      log_id: expect.any(String),
    });
  });

  it.each([
    ['another verifier', { code_verifier: `${verifier}x` }, 'invalid_request'],
    ['another redirect', { redirect_uri: 'http://127.0.0.1:50124/oauth/tiktok/' }, 'invalid_request'],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['the usual name of the client', { client_id: audited.clientKey }, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['an unknown code', { code: 'c' }, 'invalid_grant'],
  ])('refuses %s', async (_what, change, error) => {
    expect((await exchange(change)).body.error).toBe(error);
  });

  it('takes a code once, and for ten minutes', async () => {
    const code = await codeFor();
    expect((await exchange({ code })).status).toBe(200);
    expect((await exchange({ code })).body.error).toBe('invalid_grant');
    const late = await codeFor();
    now += 11 * 60_000;
    expect((await exchange({ code: late })).body.error).toBe('invalid_grant');
  });

  it('is not there without its slash', async () => {
    expect((await api.form('/v2/oauth/token', { grant_type: 'refresh_token' })).status).toBe(404);
  });

  it('may refuse with status 200', async () => {
    practice.control.setSwitches({ tiktok: { tokenErrorStatus: 200 } });
    const { status, body } = await refresh('rft.unknown');
    expect([status, body.error]).toEqual([200, 'invalid_grant']);
  });
});

describe('refreshing', () => {
  it('gives another refresh token, and the one before is dead', async () => {
    const { body: first } = await exchange();
    const { body: second } = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  it('ends a year after the sign-in, or begins it anew', async () => {
    let { refresh_token: token } = (await exchange()).body;
    now += 364 * day;
    token = (await refresh(token)).body.refresh_token;
    now += 2 * day;
    expect((await refresh(token)).body.error).toBe('invalid_grant');
    practice.control.setSwitches({ tiktok: { refreshLifeRestarts: true, rotatesRefreshToken: false } });
    token = (await exchange()).body.refresh_token;
    now += 364 * day;
    expect((await refresh(token)).body.refresh_token).toBe(token);
    now += 2 * day;
    expect((await refresh(token)).status).toBe(200);
  });

  it('ends with the grant', async () => {
    const { body } = await exchange();
    const answer = await api.form('/v2/oauth/revoke/', {
      client_key: audited.clientKey,
      client_secret: audited.clientSecret,
      token: body.access_token,
    });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
    expect((await me(body.access_token, 'open_id')).body.error.code).toBe('access_token_invalid');
  });
});

describe('user/info', () => {
  it('tells the fields whose scope was granted', async () => {
    const { access_token } = (await exchange()).body;
    const { body } = await me(access_token, 'open_id,union_id,avatar_url,display_name,username');
    expect(body).toMatchObject({
      data: { user: { open_id: mara, display_name: "Mara's Clay", username: 'marasclay' } },
      error: { code: 'ok', message: '', log_id: expect.any(String) },
    });
  });

  it.each([
    ['a field of a scope that is missing', 'open_id,follower_count', 'scope_permission_missed'],
    ['an unknown field', 'open_id,name', 'invalid_params'],
    ['none', '', 'invalid_params'],
  ])('refuses %s', async (_what, fields, code) => {
    const { access_token } = (await exchange()).body;
    const { status, body } = await me(access_token, fields);
    expect([status, body.error.code]).toEqual([400, code]);
  });

  it('refuses a token that ran out', async () => {
    const { access_token } = (await exchange()).body;
    now += day;
    expect((await me(access_token, 'open_id')).status).toBe(401);
  });
});
