import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clayOnInstagram, clientOf, instagramAs, query } from '../fixture.ts';
import { practiceApps, type Practice, startPractice } from '../practice.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const { appId, appSecret, redirectUris } = practiceApps.instagram.login;
const [redirectUri] = redirectUris;
let practice: Practice;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9);
  practice = await startPractice({ now: () => now });
});
afterEach(() => practice.close());

const wish = (more: Record<string, string> = {}) => ({
  client_id: appId,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'instagram_business_basic,instagram_business_content_publish',
  state: 's1',
  enable_fb_login: '0',
  force_reauth: 'true',
  ...more,
});
const site = () => clientOf(practice, 'https://www.instagram.com');
const graph = (path: string, fields: Record<string, string>) =>
  clientOf(practice, 'https://graph.instagram.com').get(`${path}?${query(fields)}`);

async function consent(more: Record<string, string> = {}, account = clayOnInstagram): Promise<URL> {
  const form = new URLSearchParams({ ...wish(more), practice_answer: 'allow', practice_account: account });
  for (const name of wish(more).scope.split(',')) form.append('practice_permission', name);
  const response = await fetch(`${practice.hosts['https://www.instagram.com']}/oauth/authorize`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(response.headers.get('location') ?? 'nowhere:');
}

async function shortToken(more: Record<string, string> = {}) {
  const code = (await consent()).searchParams.get('code') ?? '';
  return clientOf(practice, 'https://api.instagram.com').form('/oauth/access_token', {
    client_id: appId,
    client_secret: appSecret,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    code,
    ...more,
  });
}

describe('Instagram Login', () => {
  it('sends back a code with a tail, and keeps the user’s id exact in the answer', async () => {
    const back = await consent();
    expect(back.hash).toBe('#_');
    expect(back.searchParams.get('state')).toBe('s1');
    const answer = await fetch(`${practice.hosts['https://api.instagram.com']}/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: appId,
        client_secret: appSecret,
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        code: back.searchParams.get('code') ?? '',
      }),
    });
    expect(await answer.text()).toContain(
      `"user_id":${clayOnInstagram},"permissions":["instagram_business_basic"`,
    );
  });

  it('has another shape of the same answer', async () => {
    practice.control.setSwitches({ instagram: { tokenShape: 'data' } });
    expect((await shortToken()).body.data[0]).toMatchObject({
      permissions: 'instagram_business_basic,instagram_business_content_publish',
    });
  });

  it.each([
    ['another secret', { client_secret: 'wrong' }],
    ['another address', { redirect_uri: 'https://other.example/' }],
    ['a code nobody gave', { code: 'AQ' }],
  ])('refuses %s in its own form', async (_what, more) => {
    const { status, body } = await shortToken(more);
    expect([status, body]).toEqual([
      400,
      { error_type: 'OAuthException', code: 400, error_message: expect.any(String) },
    ]);
  });

  it('takes https addresses of the list, and localhost only where that is switched on', async () => {
    const localhost = wish({ redirect_uri: 'http://localhost:47811/oauth/instagram' });
    for (const asked of [localhost, wish({ redirect_uri: `${redirectUri}/` }), wish({ client_id: '1' })])
      expect((await site().get(`/oauth/authorize?${query(asked)}`)).status).toBe(400);
    practice.control.setSwitches({ instagram: { localhostRedirect: true } });
    expect((await site().get(`/oauth/authorize?${query(localhost)}`)).status).toBe(200);
  });

  it('does not serve a personal account', async () => {
    expect((await consent({}, '17841400000000003')).protocol).toBe('nowhere:');
  });

  it('tells who it is, by the id that posts go to', async () => {
    const { body } = await instagramAs(practice, 'instagram').get(
      '/v26.0/me?fields=user_id,username,account_type',
    );
    expect(body).toEqual({
      id: '24510000000000001',
      user_id: clayOnInstagram,
      username: 'marasclay',
      account_type: 'BUSINESS',
    });
  });
});

describe('its tokens', () => {
  const exchange = (token: string, client_secret: string = appSecret) =>
    graph('/access_token', { grant_type: 'ig_exchange_token', client_secret, access_token: token });
  const refresh = (token: string) =>
    graph('/refresh_access_token', { grant_type: 'ig_refresh_token', access_token: token });

  it('are made long with the secret, and renewed without it once they are a day old', async () => {
    const short = (await shortToken()).body.access_token;
    expect((await exchange(short, 'wrong')).status).toBe(500);
    const long = (await exchange(short)).body;
    expect(long).toMatchObject({ token_type: 'bearer', expires_in: 5_183_944 });
    expect((await refresh(long.access_token)).status).toBe(400);
    now += day;
    const next = (await refresh(long.access_token)).body.access_token;
    expect(next).not.toBe(long.access_token);
    now += 61 * day;
    expect((await refresh(next)).body.error).toMatchObject({ code: 190, error_subcode: 463 });
  });

  it('live for an hour before that', async () => {
    const short = (await shortToken()).body.access_token;
    now += hour;
    expect((await exchange(short)).body.error.error_subcode).toBe(463);
  });

  it('are not taken at the other host', async () => {
    const { token } = instagramAs(practice, 'instagram');
    const other = clientOf(practice, 'https://graph.facebook.com', `Bearer ${token}`);
    expect((await other.get(`/v26.0/${clayOnInstagram}/media`)).body.error.code).toBe(190);
  });
});
