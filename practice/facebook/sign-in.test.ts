import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clayPage, clientOf, query, marketPage, studioPage } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

const { live, development } = practiceApps.facebook;
const redirect = 'http://localhost:47811/oauth/facebook';
const person = '122096550418000001';
const scope = 'pages_show_list,pages_read_engagement,pages_manage_posts';
const wish = {
  client_id: development.appId,
  redirect_uri: redirect,
  state: 'st-1',
  response_type: 'code',
  scope,
};

let practice: Practice;
let www: Client;
let graph: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  www = clientOf(practice, 'https://www.facebook.com');
  graph = clientOf(practice, 'https://graph.facebook.com');
});
afterEach(() => practice.close());

const dialog = (change: Record<string, string> = {}) =>
  www.get(`/v26.0/dialog/oauth?${query({ ...wish, ...change })}`);

/** The click on Continue, with the ticks a person would leave. */
async function agree(
  change: { pages?: string[]; permissions?: string[]; wish?: Record<string, string> } = {},
): Promise<URL> {
  const form = new URLSearchParams({
    ...wish,
    ...change.wish,
    practice_person: person,
    practice_answer: 'continue',
  });
  for (const page of change.pages ?? [clayPage, studioPage, marketPage])
    form.append('practice_page', `${person} ${page}`);
  for (const name of change.permissions ?? scope.split(','))
    form.append('practice_permission', `${person} ${name}`);
  const answer = await fetch(`${practice.hosts['https://www.facebook.com']}/v26.0/dialog/oauth`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}

const exchange = (code: string, change: Record<string, string> = {}) =>
  graph.get(
    `/v26.0/oauth/access_token?${query({ client_id: development.appId, client_secret: development.appSecret, redirect_uri: redirect, code, ...change })}`,
  );

async function userToken(change: Parameters<typeof agree>[0] = {}): Promise<string> {
  const back = await agree(change);
  return (await exchange(back.searchParams.get('code') ?? '')).body.access_token;
}

const lengthen = (token: string) =>
  graph.get(
    `/v26.0/oauth/access_token?${query({ grant_type: 'fb_exchange_token', client_id: development.appId, client_secret: development.appSecret, fb_exchange_token: token })}`,
  );

describe('the login page', () => {
  it('offers Pages and permissions one by one', async () => {
    const { body } = await dialog();
    for (const text of [
      'Mara Lind',
      'Old Market Hall',
      'Create and change posts of your Pages',
      'Continue',
      'Cancel',
    ])
      expect(body).toContain(text);
  });

  it.each([
    [
      'an unlisted redirect to 127.0.0.1',
      { redirect_uri: 'http://127.0.0.1:47811/oauth/facebook' },
      'URL Blocked',
    ],
    ['localhost while the app is Live', { client_id: live.appId }, 'URL Blocked'],
    [
      'an unlisted https redirect',
      { client_id: live.appId, redirect_uri: 'https://other.example/' },
      'URL Blocked',
    ],
    ['an unknown app', { client_id: '1' }, 'Invalid App ID'],
    ['an unknown permission', { scope: 'pages_show_list,publish_pages' }, 'Invalid Scopes'],
    ['a token instead of a code', { response_type: 'token' }, 'Invalid request'],
    ['an unknown configuration', { config_id: '12' }, 'Invalid configuration'],
  ])('refuses %s on the page itself', async (_what, change, word) => {
    const answer = await dialog(change);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(word);
  });

  it('takes a listed https redirect of a Live app', async () => {
    expect((await dialog({ client_id: live.appId, redirect_uri: live.redirectUris[0] })).status).toBe(200);
  });

  it('comes back with code, state and the odd suffix, or with the refusal', async () => {
    const back = await agree();
    expect(back.hash).toBe('#_=_');
    expect(back.searchParams.get('state')).toBe('st-1');
    const refused = await www.form('/v26.0/dialog/oauth', {
      ...wish,
      practice_person: person,
      practice_answer: 'cancel',
    });
    const location = new URL(refused.headers.get('location') ?? '');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      error: 'access_denied',
      error_reason: 'user_denied',
      state: 'st-1',
    });
  });

  it('lets nobody without a role into an app in Development mode', async () => {
    practice.control.addPerson({ id: '5', name: 'A stranger' });
    expect((await dialog()).body).not.toContain('A stranger');
  });
});

describe('the code', () => {
  it('needs the secret and the same redirect, and works once', async () => {
    const code = (await agree()).searchParams.get('code') ?? '';
    expect((await exchange(code, { client_secret: 'wrong' })).status).toBe(400);
    expect((await exchange(code, { redirect_uri: `${redirect}/` })).body.error.error_subcode).toBe(36_008);
    expect((await exchange(code)).body).toEqual({
      access_token: expect.stringMatching(/^EAA/),
      token_type: 'bearer',
      expires_in: 5400,
    });
    expect((await exchange(code)).body.error.error_subcode).toBe(36_009);
  });
});

describe('the tokens', () => {
  it('of a Page end with a short user token and never with a long one', async () => {
    const short = await userToken();
    const long = (await lengthen(short)).body;
    expect(long.expires_in).toBe(5_183_944);
    const pageToken = async (token: string) =>
      (await graph.get(`/v26.0/me/accounts?access_token=${token}`)).body.data[0].access_token;
    const [brief, lasting] = [await pageToken(short), await pageToken(long.access_token)];
    const inspect = async (token: string) =>
      (
        await graph.get(
          `/v26.0/debug_token?input_token=${token}&access_token=${development.appId}|${development.appSecret}`,
        )
      ).body.data;
    expect((await inspect(brief)).expires_at).toBe(now / 1000 + 5400);
    expect(await inspect(lasting)).toMatchObject({
      type: 'PAGE',
      is_valid: true,
      expires_at: 0,
      profile_id: clayPage,
    });
    now += 5_400_000;
    expect((await graph.get(`/v26.0/me?access_token=${brief}`)).body.error).toMatchObject({
      code: 190,
      error_subcode: 463,
    });
    expect((await graph.get(`/v26.0/me?access_token=${lasting}`)).body.id).toBe(clayPage);
    expect((await lengthen(short)).body.error.code).toBe(190);
  });

  it('list the chosen Pages page by page, with real addresses', async () => {
    const token = await userToken();
    const seen: string[] = [];
    let path = `/v26.0/me/accounts?limit=1&fields=id,tasks&access_token=${token}`;
    while (path !== '') {
      const { body } = await graph.get(path);
      seen.push(...body.data.map((page: { id: string }) => page.id));
      const next: string = body.paging.next ?? '';
      expect(next === '' || next.startsWith('https://graph.facebook.com/v26.0/')).toBe(true);
      path = next.replace('https://graph.facebook.com', '');
    }
    expect(seen).toEqual([clayPage, studioPage, marketPage]);
  });

  it('leave out Pages that were not chosen, and those of a portfolio without the permission', async () => {
    practice.control.addAccount({
      platform: 'facebook',
      id: '77',
      name: 'Held',
      username: 'held',
      business: { id: '9', name: 'Mara Ltd' },
    });
    const names = async (token: string) =>
      (await graph.get(`/v26.0/me/accounts?access_token=${token}`)).body.data.map(
        (page: { id: string }) => page.id,
      );
    expect(await names(await userToken({ pages: [studioPage, '77'] }))).toEqual([studioPage]);
    const business = await userToken({
      pages: ['77'],
      permissions: [...scope.split(','), 'business_management'],
      wish: { scope: `${scope},business_management` },
    });
    expect(await names(business)).toEqual(['77']);
    expect((await graph.get(`/v26.0/me/businesses?access_token=${business}`)).body.data).toEqual([
      { id: '9', name: 'Mara Ltd' },
    ]);
    expect((await graph.get(`/v26.0/9/owned_pages?fields=id&access_token=${business}`)).body.data).toEqual([
      { id: '77' },
    ]);
  });

  it('tell what was declined, ask again only on request, and end on revoke', async () => {
    const token = await userToken({ permissions: ['pages_show_list'] });
    const { body } = await graph.get(`/v26.0/me/permissions?access_token=${token}`);
    expect(body.data).toContainEqual({ permission: 'pages_manage_posts', status: 'declined' });
    expect((await dialog()).body).not.toContain('Create and change posts');
    expect((await dialog({ auth_type: 'rerequest' })).body).toContain('Create and change posts');
    expect((await graph.delete(`/v26.0/me/permissions?access_token=${token}`)).body).toEqual({
      success: true,
    });
    expect((await graph.get(`/v26.0/me?access_token=${token}`)).body.error).toMatchObject({
      code: 190,
      error_subcode: 458,
    });
  });

  it('need the proof once the app asks for it', async () => {
    const token = await userToken();
    practice.control.setApp(development.appId, { requiresSecretProof: true });
    expect((await graph.get(`/v26.0/me?access_token=${token}`)).body.error.message).toContain(
      'appsecret_proof',
    );
    const proof = createHmac('sha256', development.appSecret).update(token).digest('hex');
    expect((await graph.get(`/v26.0/me?access_token=${token}&appsecret_proof=${proof}`)).status).toBe(200);
    expect((await graph.get(`/v26.0/me?access_token=${token}&appsecret_proof=${proof}0`)).status).toBe(400);
  });

  it('of a Page die when the person loses the role', async () => {
    const token = await userToken();
    const { data } = (await graph.get(`/v26.0/me/accounts?access_token=${token}`)).body;
    practice.control.setAccount(clayPage, { tasks: {} });
    expect((await graph.get(`/v26.0/me?access_token=${data[0].access_token}`)).body.error.error_subcode).toBe(
      492,
    );
  });
});
