import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clientOf, query } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

const { standard, legacy } = practiceApps.pinterest;
const [redirectUri] = standard.redirectUris;
const wish = {
  client_id: standard.appId,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'boards:read,boards:write,pins:read,pins:write,user_accounts:read',
  state: 'st-1',
};
const basicOf = (app: { appId: string; appSecret: string }) =>
  `Basic ${Buffer.from(`${app.appId}:${app.appSecret}`).toString('base64')}`;

let practice: Practice;
let web: Client;
let api: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  web = clientOf(practice, 'https://www.pinterest.com');
  api = clientOf(practice, 'https://api.pinterest.com', basicOf(standard));
});
afterEach(() => practice.close());

const press = (answer: string, change: Record<string, string> = {}) =>
  web.form('/oauth/', {
    ...wish,
    ...change,
    practice_user: '2783136121146311751',
    practice_answer: answer,
  });

async function codeFor(change: Record<string, string> = {}): Promise<string> {
  const back = new URL((await press('continue', change)).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('st-1');
  return back.searchParams.get('code') ?? '';
}

const exchange = async (change: Record<string, string> = {}, client = api): Promise<Answer> =>
  client.form('/v5/oauth/token', {
    grant_type: 'authorization_code',
    code: change.code ?? (await codeFor()),
    redirect_uri: redirectUri,
    continuous_refresh: 'true',
    ...change,
  });

const refresh = (token: string, more: Record<string, string> = {}) =>
  api.form('/v5/oauth/token', { grant_type: 'refresh_token', refresh_token: token, ...more });

const nameOf = async (token: string) =>
  (await api.get('/v5/user_account', { authorization: `Bearer ${token}` })).body.username;

describe('the consent page', () => {
  it('names the app, the accounts and both buttons', async () => {
    const { status, body } = await web.get(`/oauth/?${query(wish)}`);
    expect(status).toBe(200);
    for (const text of ['Picscripter practice', '@marasclay', '@studioplus', 'Give access', 'Cancel'])
      expect(body).toContain(text);
  });

  it.each([
    ['another redirect', { redirect_uri: `${redirectUri}/` }, 'redirect_uri'],
    ['another port', { redirect_uri: 'http://localhost:50000/oauth/pinterest' }, 'redirect_uri'],
    ['an unknown app', { client_id: '1' }, 'client_id'],
    ['scopes that are separated by spaces', { scope: 'boards:read pins:read' }, 'commas'],
    ['another response type', { response_type: 'token' }, 'response_type'],
    ['no state', { state: '' }, 'state'],
    ['an unknown parameter', { code_challenge: 'a' }, 'code_challenge'],
  ])('refuses %s on the page itself', async (_what, change, word) => {
    const answer = await web.get(`/oauth/?${query({ ...wish, ...change })}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(word);
  });

  it('sends a refusal back to the app', async () => {
    const answer = await press('cancel');
    expect(answer.headers.get('location')).toBe(`${redirectUri}?state=st-1&error=access_denied`);
  });
});

describe('the exchange', () => {
  it('gives tokens for 30 and 60 days', async () => {
    const { body } = await exchange();
    expect(body).toEqual({
      response_type: 'authorization_code',
      access_token: expect.stringMatching(/^pina_/),
      refresh_token: expect.stringMatching(/^pinr\./),
      token_type: 'bearer',
      expires_in: 2_592_000,
      refresh_token_expires_in: 5_184_000,
      refresh_token_expires_at: Math.floor(now / 1000) + 5_184_000,
      scope: wish.scope,
    });
    expect(await nameOf(body.access_token)).toBe('marasclay');
    now += 2_592_000_000;
    expect(await nameOf(body.access_token)).toBeUndefined();
  });

  it('takes a code once', async () => {
    const code = await codeFor();
    expect((await exchange({ code })).status).toBe(200);
    expect((await exchange({ code })).body).toEqual({ code: 1, message: expect.any(String) });
  });

  it.each([
    ['another redirect', { redirect_uri: 'http://localhost:47812/oauth/pinterest' }],
    ['an unknown field', { code_verifier: 'a' }],
    ['another grant type', { grant_type: 'client_credentials' }],
  ])('refuses %s', async (_what, change) => {
    expect((await exchange(change)).status).toBe(400);
  });

  it('wants HTTP Basic with the secret, and a form', async () => {
    const noSecret = clientOf(practice, 'https://api.pinterest.com');
    const wrong = clientOf(practice, 'https://api.pinterest.com', basicOf({ ...standard, appSecret: 'no' }));
    for (const client of [noSecret, wrong]) expect((await exchange({}, client)).status).toBe(401);
    expect((await api.json('/v5/oauth/token', { grant_type: 'refresh_token' })).status).toBe(400);
  });

  it('gives an old app nothing without continuous refresh', async () => {
    const old = clientOf(practice, 'https://api.pinterest.com', basicOf(legacy));
    const codeOfOld = () => codeFor({ client_id: legacy.appId });
    expect((await exchange({ code: await codeOfOld(), continuous_refresh: 'false' }, old)).status).toBe(400);
    expect((await exchange({ code: await codeOfOld() }, old)).status).toBe(200);
  });
});

describe('the refresh', () => {
  it('gives a new pair each time; the used token is dead unless told otherwise', async () => {
    const first = (await exchange()).body;
    const second = (await refresh(first.refresh_token)).body;
    expect(second).toMatchObject({ response_type: 'refresh_token', refresh_token: expect.any(String) });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    practice.control.setSwitches({ pinterest: { usedRefreshDies: false } });
    expect((await refresh(second.refresh_token)).status).toBe(200);
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  it('ends after 60 days, when the seller takes it back, and gives no more than was granted', async () => {
    const { refresh_token: token } = (await exchange()).body;
    expect((await refresh(token, { scope: 'boards:read_secret' })).status).toBe(400);
    practice.control.revokeTokens('2783136121146311751');
    expect((await refresh(token)).status).toBe(400);
    const later = (await exchange()).body.refresh_token;
    now += 5_184_000_000;
    expect((await refresh(later)).status).toBe(400);
  });
});
