import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clientOf, query } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

const { native, confidential } = practiceApps.x;
const [callback] = native.callbacks;
const verifier = 'a-verifier-of-at-least-forty-three-characters-0';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const wish = {
  response_type: 'code',
  client_id: native.clientId,
  redirect_uri: callback,
  scope: 'tweet.read tweet.write users.read media.write offline.access',
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
  web = clientOf(practice, 'https://x.com');
  api = clientOf(practice, 'https://api.x.com');
});
afterEach(() => practice.close());

const authorizeUrl = (change: Record<string, string> = {}) =>
  `/i/oauth2/authorize?${query({ ...wish, ...change })}`;

async function codeFor(change: Record<string, string> = {}): Promise<string> {
  const answer = await web.form('/i/oauth2/authorize', {
    ...wish,
    ...change,
    practice_user: '1700000000000000001',
    practice_answer: 'authorize',
  });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('st-1');
  return back.searchParams.get('code') ?? '';
}

const exchange = async (change: Record<string, string> = {}): Promise<Answer> =>
  api.form('/2/oauth2/token', {
    grant_type: 'authorization_code',
    client_id: native.clientId,
    code: change.code ?? (await codeFor()),
    redirect_uri: callback,
    code_verifier: verifier,
    ...change,
  });

const refresh = (token: string) =>
  api.form('/2/oauth2/token', {
    grant_type: 'refresh_token',
    client_id: native.clientId,
    refresh_token: token,
  });

describe('the consent page', () => {
  it('names the app, the accounts and both buttons', async () => {
    const { status, body } = await web.get(authorizeUrl());
    expect(status).toBe(200);
    for (const text of ['Picscripter practice', '@marasclay', '@studioplus', 'Authorize app', 'Cancel'])
      expect(body).toContain(text);
  });

  it.each([
    ['an unregistered callback', { redirect_uri: `${callback}/` }, 'Error 415'],
    ['another port', { redirect_uri: 'http://127.0.0.1:50000/oauth/x' }, 'Error 415'],
    ['an unknown client', { client_id: 'nobody' }, 'client_id'],
    ['another response type', { response_type: 'token' }, 'response_type'],
    ['an unknown scope', { scope: 'tweet.read,tweet.write' }, 'scope'],
    ['a state of 501 characters', { state: 's'.repeat(501) }, 'state'],
    ['no PKCE', { code_challenge: '' }, 'code_challenge'],
    ['an unknown PKCE method', { code_challenge_method: 'S512' }, 'code_challenge_method'],
    ['an unknown parameter', { prompt: 'none' }, 'prompt'],
  ])('refuses %s on the page itself', async (_what, change, word) => {
    const answer = await web.get(authorizeUrl(change));
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(word);
  });

  it('sends a refusal back to the app', async () => {
    const answer = await web.form('/i/oauth2/authorize', {
      ...wish,
      practice_user: '1700000000000000001',
      practice_answer: 'cancel',
    });
    expect(answer.headers.get('location')).toBe(`${callback}?state=st-1&error=access_denied`);
  });
});

describe('the exchange', () => {
  it('gives a token pair for two hours', async () => {
    const answer = await exchange();
    expect(answer.body).toEqual({
      token_type: 'bearer',
      expires_in: 7200,
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      scope: wish.scope,
    });
    const me = { authorization: `Bearer ${answer.body.access_token}` };
    expect((await api.get('/2/users/me', me)).body.data.username).toBe('marasclay');
    now += 7_200_000;
    expect((await api.get('/2/users/me', me)).status).toBe(401);
  });

  it('gives no refresh token without offline.access', async () => {
    const code = await codeFor({ scope: 'tweet.read users.read' });
    expect((await exchange({ code })).body).not.toHaveProperty('refresh_token');
  });

  it('takes a code once and for 30 seconds', async () => {
    const code = await codeFor();
    expect((await exchange({ code })).status).toBe(200);
    expect((await exchange({ code })).status).toBe(400);
    const late = await codeFor();
    now += 30_001;
    expect((await exchange({ code: late })).status).toBe(400);
  });

  it.each([
    ['another verifier', { code_verifier: `${verifier}x` }],
    ['a short verifier', { code_verifier: 'short' }],
    ['another redirect', { redirect_uri: native.callbacks[1] }],
    ['another client', { client_id: 'nobody' }],
  ])('refuses %s', async (_what, change) => {
    expect((await exchange(change)).status).toBe(400);
  });

  it('wants a form', async () => {
    expect((await api.json('/2/oauth2/token', { grant_type: 'refresh_token' })).body.error).toBe(
      'invalid_request',
    );
  });

  it('wants HTTP Basic from a confidential client', async () => {
    const code = await codeFor({ client_id: confidential.clientId });
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      code_verifier: verifier,
    };
    expect((await api.form('/2/oauth2/token', { ...fields, client_id: confidential.clientId })).status).toBe(
      401,
    );
    const basic = Buffer.from(`${confidential.clientId}:${confidential.clientSecret}`).toString('base64');
    const signed = clientOf(practice, 'https://api.x.com', `Basic ${basic}`);
    expect((await signed.form('/2/oauth2/token', fields)).status).toBe(200);
  });
});

describe('refreshing', () => {
  it('rotates: the old token is dead from then on', async () => {
    const first = (await exchange()).body;
    const second = (await refresh(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
    });
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  it('kills the family on reuse when switched so', async () => {
    practice.control.setSwitches({ x: { reuseKillsFamily: true } });
    const first = (await exchange()).body;
    const second = (await refresh(first.refresh_token)).body;
    await refresh(first.refresh_token);
    expect((await refresh(second.refresh_token)).status).toBe(400);
    expect((await api.get('/2/users/me', { authorization: `Bearer ${second.access_token}` })).status).toBe(
      401,
    );
  });

  it('ends with a revoked token', async () => {
    const { refresh_token: token } = (await exchange()).body;
    expect((await api.form('/2/oauth2/revoke', { token, client_id: native.clientId })).status).toBe(200);
    expect((await refresh(token)).status).toBe(400);
  });
});
