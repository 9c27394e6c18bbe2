import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clientOf, query } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';
import { clayOnLinkedIn, linkedinAs, maraOnLinkedIn, studioOnLinkedIn, versioned } from './fixture.ts';

const { member, pages } = practiceApps.linkedin;
const [redirect] = member.redirectUris;
const scope = 'openid profile email w_member_social';
const wish = {
  response_type: 'code',
  client_id: member.clientId,
  redirect_uri: redirect,
  state: 'st-1',
  scope,
};
const day = 24 * 60 * 60_000;

let practice: Practice;
let web: Client;
let api: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-24T09:00:00Z');
  practice = await startPractice({ now: () => now });
  web = clientOf(practice, 'https://www.linkedin.com');
  api = clientOf(practice, 'https://api.linkedin.com', undefined, versioned);
});
afterEach(() => practice.close());

const pageAt = (change: Record<string, string> = {}) =>
  web.get(`/oauth/v2/authorization?${query({ ...wish, ...change }).replaceAll('+', '%20')}`);

async function answered(answer: string, change: Record<string, string> = {}): Promise<URLSearchParams> {
  const form = { ...wish, ...change, practice_person: 'mara-lind', practice_answer: answer };
  const back = await web.form('/oauth/v2/authorization', form);
  return new URL(back.headers.get('location') ?? '').searchParams;
}

async function exchanged(change: Record<string, string> = {}) {
  const code = change.code ?? (await answered('allow')).get('code') ?? '';
  const { clientId: client_id, clientSecret: client_secret } = member;
  const form = { grant_type: 'authorization_code', redirect_uri: redirect, client_id, client_secret };
  return web.form('/oauth/v2/accessToken', { ...form, ...change, code });
}

describe('the consent page', () => {
  it('says what is asked for and sends the answer back', async () => {
    const { status, body } = await pageAt();
    expect(status).toBe(200);
    expect(body).toContain('Mara Lind');
    const yes = await answered('allow');
    expect([yes.get('state'), yes.has('code')]).toEqual(['st-1', true]);
    expect((await answered('cancel')).get('error')).toBe('user_cancelled_authorize');
  });

  it.each([
    ['an address that is not registered', { redirect_uri: 'http://127.0.0.1:4000/oauth/linkedin' }],
    ['an address with a fragment', { redirect_uri: `${redirect}#x` }],
    ['an app that is not there', { client_id: 'nobody' }],
    ['another response type', { response_type: 'token' }],
    ['a parameter it does not know', { code_challenge: 'abc' }],
  ])('refuses %s', async (_what, change) => {
    expect((await pageAt(change)).status).toBe(400);
  });

  it('does not take a plus for a space', async () => {
    expect((await web.get(`/oauth/v2/authorization?${query(wish)}`)).status).toBe(400);
  });

  it('gives all or nothing, and nothing the app has no product for', async () => {
    const { headers } = await pageAt({ scope: 'openid w_organization_social' });
    expect(headers.get('location')).toContain('error=unauthorized_scope_error');
  });
});

describe('the token', () => {
  it('lives 60 days, names its scopes by commas and comes without a refresh token', async () => {
    const { status, body } = await exchanged();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expires_in: 5_184_000,
      scope: scope.replaceAll(' ', ','),
      token_type: 'Bearer',
    });
    expect(body).not.toHaveProperty('refresh_token');
    expect(body.access_token.length).toBeGreaterThan(500);
    const me = () => api.get('/v2/userinfo', { authorization: `Bearer ${body.access_token}` });
    expect(await me()).toMatchObject({
      status: 200,
      body: { sub: maraOnLinkedIn.split(':')[3], name: 'Mara Lind' },
    });
    now += 60 * day;
    expect(await me()).toMatchObject({
      status: 401,
      body: { code: 'EXPIRED_ACCESS_TOKEN', serviceErrorCode: 65602 },
    });
  });

  it('needs the secret in the form, the same address, and a fresh code that was not used', async () => {
    expect((await exchanged({ client_secret: 'wrong' })).body.error).toBe('invalid_client');
    expect((await exchanged({ redirect_uri: member.redirectUris[1] })).status).toBe(400);
    const code = (await answered('allow')).get('code') ?? '';
    expect((await exchanged({ code })).status).toBe(200);
    expect((await exchanged({ code })).status).toBe(400);
    const late = (await answered('allow')).get('code') ?? '';
    now += 31 * 60_000;
    expect((await exchanged({ code: late })).status).toBe(400);
  });

  it('of an approved partner is renewed, and the refresh token stays the same', async () => {
    const first = practice.control.signIn({ platform: 'linkedin', app: pages.clientId });
    const form = {
      grant_type: 'refresh_token',
      client_id: pages.clientId,
      client_secret: pages.clientSecret,
    };
    now += 30 * day;
    const { body } = await web.form('/oauth/v2/accessToken', {
      ...form,
      refresh_token: first.refresh_token ?? '',
    });
    expect(body.refresh_token).toBe(first.refresh_token);
    expect(body.access_token).not.toBe(first.access_token);
    expect(body.refresh_token_expires_in).toBe(335 * 24 * 3600);
  });

  it('dies when the same person consents to other scopes', async () => {
    const before = linkedinAs(practice, 'member');
    practice.control.signIn({ platform: 'linkedin', scopes: ['openid', 'w_member_social'] });
    expect((await before.get('/v2/userinfo')).body.code).toBe('REVOKED_ACCESS_TOKEN');
  });
});

describe('Pages', () => {
  it('are listed by role, page by page, under either name and spelling', async () => {
    const manager = linkedinAs(practice, 'pages');
    const acls = '/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=100&start=0&role=';
    const first = await manager.get(`${acls}ADMINISTRATOR`);
    expect(first.body.elements).toMatchObject([{ organization: clayOnLinkedIn, state: 'APPROVED' }]);
    expect((await manager.get(`${acls}CONTENT_ADMIN`)).status).toBe(400);
    practice.control.setSwitches({
      linkedin: { aclField: 'organizationTarget', contentAdminRole: 'CONTENT_ADMIN' },
    });
    expect((await manager.get(`${acls}CONTENT_ADMIN`)).body.elements).toMatchObject([
      { organizationTarget: studioOnLinkedIn },
    ]);
    const all = '/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=1&start=0';
    expect((await manager.get(all)).body.paging.links).toMatchObject([{ rel: 'next' }]);
  });

  it('have names, asked for by a list with bare brackets', async () => {
    const manager = linkedinAs(practice, 'pages');
    const { body } = await manager.get('/rest/organizations?ids=List(98765432,98765433)');
    expect(body.results['98765433']).toMatchObject({
      localizedName: 'Studio Plus',
      vanityName: 'studioplus',
    });
    expect((await manager.get('/rest/organizations?ids=List%2898765432%29')).status).toBe(400);
  });

  it('are not shown to an app for members', async () => {
    const answer = await linkedinAs(practice, 'member').get('/rest/organizations?ids=List(98765432)');
    expect(answer).toMatchObject({ status: 403, body: { code: 'ACCESS_DENIED', serviceErrorCode: 100 } });
  });
});

describe('every versioned call', () => {
  it.each([
    ['no version', { 'linkedin-version': undefined }, 400, 'VERSION_MISSING'],
    ['a month that never was', { 'linkedin-version': '202512' }, 426, 'NONEXISTENT_VERSION'],
    ['a version that ended', { 'linkedin-version': '202511' }, 426, 'NONEXISTENT_VERSION'],
    ['no protocol', { 'x-restli-protocol-version': undefined }, 400, undefined],
    ['no token', { authorization: undefined }, 401, 'EMPTY_ACCESS_TOKEN'],
    ['a token nobody has', { authorization: 'Bearer nobody' }, 401, 'INVALID_ACCESS_TOKEN'],
  ])('is refused with %s', async (_what, change, status, code) => {
    const { token } = linkedinAs(practice, 'pages');
    const wanted = { ...versioned, authorization: `Bearer ${token}`, ...change };
    const headers = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const bare = clientOf(practice, 'https://api.linkedin.com');
    const answer = await bare.get(
      '/rest/organizations?ids=List(98765432)',
      headers as Record<string, string>,
    );
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('names itself for support, and says nothing of limits', async () => {
    const { headers } = await linkedinAs(practice, 'pages').get('/rest/organizations?ids=List(1)');
    expect(headers.get('x-li-uuid')).not.toBeNull();
    expect(headers.get('retry-after')).toBeNull();
  });

  it('has URNs in its address percent-encoded', async () => {
    const manager = linkedinAs(practice, 'pages');
    expect((await manager.get('/rest/posts/urn:li:share:1')).status).toBe(400);
    expect((await manager.get('/rest/posts/urn%3Ali%3Ashare%3A1')).status).toBe(404);
  });
});
