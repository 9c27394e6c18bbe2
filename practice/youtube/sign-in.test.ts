import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clientOf, query } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

const { desktop, testing } = practiceApps.youtube;
const mara = 'UCmarasclay0000000000000';
const upload = 'https://www.googleapis.com/auth/youtube.upload';
const readonly = 'https://www.googleapis.com/auth/youtube.readonly';
const day = 24 * 60 * 60 * 1000;
const verifier = 'a-verifier-of-at-least-forty-three-characters-0';
const wish = {
  client_id: desktop.clientId,
  redirect_uri: 'http://127.0.0.1:50123/',
  response_type: 'code',
  scope: `${upload} ${readonly}`,
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  state: 'st-1',
  access_type: 'offline',
  prompt: 'consent select_account',
};

let practice: Practice;
let web: Client;
let oauth: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  web = clientOf(practice, 'https://accounts.google.com');
  oauth = clientOf(practice, 'https://oauth2.googleapis.com');
});
afterEach(() => practice.close());

const open = (change: Record<string, string>) =>
  web.get(`/o/oauth2/v2/auth?${query({ ...wish, ...change })}`);

const press = (change: Record<string, string> = {}): Promise<Answer> =>
  web.form('/o/oauth2/v2/auth', {
    ...wish,
    practice_channel: mara,
    practice_scope: upload,
    practice_answer: 'continue',
    ...change,
  });

async function codeFor(change: Record<string, string> = {}): Promise<string> {
  const back = new URL((await press(change)).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('st-1');
  return back.searchParams.get('code') ?? '';
}

const exchange = async (change: Record<string, string> = {}): Promise<Answer> =>
  oauth.form('/token', {
    client_id: desktop.clientId,
    client_secret: desktop.clientSecret,
    code: change.code ?? (await codeFor()),
    code_verifier: verifier,
    grant_type: 'authorization_code',
    redirect_uri: wish.redirect_uri,
    ...change,
  });

const refresh = (token: string, client: { clientId: string; clientSecret: string } = desktop) =>
  oauth.form('/token', {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    refresh_token: token,
    grant_type: 'refresh_token',
  });

describe('the consent page', () => {
  it('names the app, the channels, each permission and both buttons', async () => {
    const { status, body } = await open({});
    expect(status).toBe(200);
    for (const text of [
      'Picscripter practice',
      '@marasclay',
      'View your YouTube account',
      'Continue',
      'Cancel',
    ])
      expect(body).toContain(text);
  });

  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    [
      'a path on the loopback address',
      { redirect_uri: 'http://127.0.0.1:50123/back' },
      'redirect_uri_mismatch',
    ],
    ['another host', { redirect_uri: 'http://example.com:50123' }, 'redirect_uri_mismatch'],
    ['out-of-band', { redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' }, 'redirect_uri_mismatch'],
    ['another response type', { response_type: 'token' }, 'response_type'],
    ['an unknown scope', { scope: 'youtube' }, 'invalid_scope'],
    ['no PKCE', { code_challenge: '' }, 'code_challenge'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'code_challenge_method'],
    ['an unknown parameter', { audience: 'all' }, 'audience'],
    ['an unknown prompt', { prompt: 'login' }, 'prompt'],
  ])('refuses %s on the page itself', async (_what, change, word) => {
    const answer = await open(change);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).toContain(word);
  });

  it('sends a refusal back to the app', async () => {
    const { headers } = await press({ practice_answer: 'cancel' });
    expect(headers.get('location')).toBe('http://127.0.0.1:50123/?state=st-1&error=access_denied');
  });

  it('lets only listed people into an app in testing', async () => {
    const studio = 'UCstudioplus000000000000';
    const blocked = await press({ client_id: testing.clientId, practice_channel: studio });
    expect([blocked.status, blocked.body]).toEqual([403, expect.stringContaining('approved testers')]);
    expect((await press({ client_id: testing.clientId })).status).toBe(302);
  });
});

describe('the exchange', () => {
  it('gives an hour, a refresh token, and only the scopes that were ticked', async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^ya29\./),
      expires_in: 3599,
      refresh_token: expect.stringMatching(/^1\/\/0/),
      scope: upload,
      token_type: 'Bearer',
    });
  });

  it('gives a refresh token again only when consent was asked for again', async () => {
    await exchange();
    const quietly = await exchange({ code: await codeFor({ prompt: 'select_account' }) });
    expect(quietly.body.refresh_token).toBeUndefined();
    const online = await exchange({ code: await codeFor({ access_type: 'online' }) });
    expect(online.body.refresh_token).toBeUndefined();
  });

  it.each([
    ['a wrong secret', { client_secret: 'GOCSPX-other' }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
    ['a wrong verifier', { code_verifier: `${verifier}1` }, 400, 'invalid_grant'],
    ['another redirect', { redirect_uri: 'http://127.0.0.1:50124/' }, 400, 'redirect_uri_mismatch'],
    ['an unknown code', { code: '4/0nothing' }, 400, 'invalid_grant'],
    ['an unknown field', { scope: upload }, 400, 'invalid_request'],
  ])('refuses %s', async (_what, change, status, error) => {
    const answer = await exchange(change);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  it('takes a code once, and for ten minutes', async () => {
    const code = await codeFor();
    expect((await exchange({ code })).status).toBe(200);
    expect((await exchange({ code })).body.error).toBe('invalid_grant');
    const late = await codeFor();
    now += 10 * 60_000 + 1;
    expect((await exchange({ code: late })).body.error).toBe('invalid_grant');
  });
});

describe('refreshing', () => {
  it('keeps the refresh token and does not repeat it', async () => {
    const { refresh_token } = (await exchange()).body;
    for (let round = 0; round < 2; round++) {
      const { status, body } = await refresh(refresh_token);
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('refresh_token');
    }
  });

  it('ends after a week for an app in testing, else when unused for half a year or revoked', async () => {
    const test = (
      await exchange({
        client_id: testing.clientId,
        client_secret: testing.clientSecret,
        code: await codeFor({ client_id: testing.clientId }),
      })
    ).body;
    const live = (await exchange()).body;
    now += 7 * day + 1;
    expect((await refresh(test.refresh_token, testing)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
    expect((await refresh(live.refresh_token)).status).toBe(200);
    now += 181 * day;
    expect((await refresh(live.refresh_token)).body.error).toBe('invalid_grant');
    const again = (await exchange()).body;
    expect((await oauth.form('/revoke', { token: again.access_token })).status).toBe(200);
    expect((await refresh(again.refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('the channel', () => {
  const identity = (account: string, scopes?: string[]) => {
    const wanted = { platform: 'youtube' as const, account, ...(scopes === undefined ? {} : { scopes }) };
    const { access_token } = practice.control.signIn(wanted);
    return clientOf(practice, 'https://www.googleapis.com', `Bearer ${access_token}`).get(
      '/youtube/v3/channels?part=snippet,contentDetails,status&mine=true',
    );
  };

  it('is told with its uploads playlist and what it may upload', async () => {
    const { body } = await identity('studioplus');
    expect(body.items).toMatchObject([
      {
        id: 'UCstudioplus000000000000',
        snippet: { title: 'Studio Plus', customUrl: '@studioplus' },
        contentDetails: { relatedPlaylists: { uploads: 'UUstudioplus000000000000' } },
        status: { longUploadsStatus: 'allowed' },
      },
    ]);
  });

  it('may be missing, and needs the permission to read', async () => {
    expect((await identity('oldmarkethall')).body.items).toEqual([]);
    const refused = await identity('marasclay', [upload]);
    expect(refused.body.error).toMatchObject({ code: 403, errors: [{ reason: 'insufficientPermissions' }] });
  });
});
