import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { HttpFailure, type HttpRequest } from '../../publishing/http.ts';
import { refusal, type Script, scripted } from '../facebook/scripted.suite.ts';
import { type Grant, OAuthFailure } from '../platform.ts';
import { createStillClock } from '../stage.suite.ts';
import { oauth } from './oauth.ts';
import { createStage, type Stage } from './stage.suite.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const DAY = 24 * 60 * 60_000;
const app = { clientId: '990602', clientSecret: 'ig-secret' };
const redirectUri = 'https://relay.example/oauth/instagram';
const answer = { code: 'AQB', redirectUri, verifier: '', consent: 'instagram' };
const permissions = ['instagram_business_basic', 'instagram_business_content_publish'];

function conversation(script: Script) {
  const { http, requests } = scripted(script);
  return { context: { app, http, clock: createStillClock(now) }, requests };
}

const raw = (text: string) => ({ status: 200, headers: {}, text });
const path = ({ url }: HttpRequest) => new URL(url).pathname;
const query = ({ url }: HttpRequest) => Object.fromEntries(new URL(url).searchParams);

/** A login that goes well, but for the parts that a test says otherwise. */
function login(otherwise: Script = () => undefined): Script {
  return (request) => {
    const told = otherwise(request);
    if (told !== undefined) return told;
    if (path(request) === '/oauth/access_token')
      return { access_token: 'IGAAshort', user_id: 1, permissions };
    return { access_token: 'IGAAlong', token_type: 'bearer', expires_in: 5_183_944 };
  };
}

async function failureOf(work: Promise<unknown>): Promise<OAuthFailure> {
  const failure = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(OAuthFailure);
  return failure as OAuthFailure;
}

describe('by itself', () => {
  it('asks for consent as the contract says', () => {
    const request = { clientId: '990602', redirectUri, state: 's1', challenge: '', consent: 'instagram' };
    const url = new URL(oauth.authorizeUrl(request));
    expect(url.origin + url.pathname).toBe('https://www.instagram.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '990602',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'instagram_business_basic,instagram_business_content_publish,instagram_business_manage_comments',
      state: 's1',
      enable_fb_login: '0',
      force_reauth: 'true',
    });
  });

  it.each(['AQB', 'AQB#_', 'AQB%23_'])(
    'trades the code %s, then the short token for a long one',
    async (code) => {
      const { context, requests } = conversation(login());
      const grant = await oauth.exchange(context, { ...answer, code });
      expect(requests[0]).toMatchObject({
        method: 'POST',
        url: 'https://api.instagram.com/oauth/access_token',
        body: {
          kind: 'form',
          fields: [
            ['client_id', '990602'],
            ['client_secret', 'ig-secret'],
            ['grant_type', 'authorization_code'],
            ['redirect_uri', redirectUri],
            ['code', 'AQB'],
          ],
        },
      });
      expect(requests[1]?.url.split('?')[0]).toBe('https://graph.instagram.com/access_token');
      expect(query(requests[1] as HttpRequest)).toEqual({
        grant_type: 'ig_exchange_token',
        client_secret: 'ig-secret',
        access_token: 'IGAAshort',
      });
      expect(grant).toEqual({
        accessToken: 'IGAAlong',
        refreshToken: 'IGAAlong',
        expiresAt: now + 5_183_944_000,
        scopes: permissions,
        extra: {},
      });
    },
  );

  it.each([
    `{"access_token":"s","user_id":17841400000000001,"permissions":${JSON.stringify(permissions)}}`,
    `{"data":[{"access_token":"s","user_id":17841400000000001,"permissions":"${permissions.join(',')}"}]}`,
  ])('reads the answer in the shape %s', async (text) => {
    const script = login((request) => (path(request) === '/oauth/access_token' ? raw(text) : undefined));
    expect((await oauth.exchange(conversation(script).context, answer)).scopes).toEqual(permissions);
  });

  it('wants every permission that posting needs', async () => {
    const script = login((request) =>
      path(request) === '/oauth/access_token'
        ? { access_token: 's', permissions: ['instagram_business_basic'] }
        : undefined,
    );
    expect(await failureOf(oauth.exchange(conversation(script).context, answer))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('publish photos and videos'),
    });
  });

  it('knows the error form of the login host', async () => {
    const told = { error_type: 'OAuthException', code: 400, error_message: 'Invalid redirect_uri' };
    const script = login(() => ({ status: 400, headers: {}, text: JSON.stringify(told) }));
    expect(await failureOf(oauth.exchange(conversation(script).context, answer))).toMatchObject({
      kind: 'app',
      message: expect.stringContaining('Instagram says: Invalid redirect_uri'),
    });
  });

  it('needs the secret', async () => {
    const context = { ...conversation(login()).context, app: { clientId: '1', clientSecret: null } };
    expect((await failureOf(oauth.exchange(context, answer))).kind).toBe('app');
  });

  const grant: Grant = {
    accessToken: 'IGAAold',
    refreshToken: 'IGAAold',
    expiresAt: now + 50 * DAY,
    scopes: permissions,
    extra: {},
  };

  it('keeps the account’s id exact', async () => {
    const { context, requests } = conversation(() =>
      raw('{"id":"24510","user_id":17841400000000001,"username":"marasclay","account_type":"BUSINESS"}'),
    );
    expect(await oauth.accounts(context, grant)).toMatchObject([
      { accountId: '17841400000000001', name: 'marasclay', obstacle: null },
    ]);
    expect(requests[0]?.headers).toEqual({ authorization: 'Bearer IGAAold' });
    expect(requests[0]?.url).not.toContain('IGAAold');
  });

  it('says what is in the way of a personal account', async () => {
    const { context } = conversation(() => ({ user_id: '1', username: 'mara', account_type: 'PERSONAL' }));
    expect((await oauth.accounts(context, grant))[0]?.obstacle).toMatch(
      /^Instagram lets apps post to professional/,
    );
  });

  it('renews without the secret', async () => {
    const { context, requests } = conversation(() => ({ access_token: 'IGAAnew', expires_in: 5_183_944 }));
    expect(await oauth.refresh(context, grant, '1')).toMatchObject({
      accessToken: 'IGAAnew',
      refreshToken: 'IGAAnew',
      scopes: permissions,
    });
    expect(requests.map(({ url }) => url)).toEqual([
      'https://graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token=IGAAold',
    ]);
  });

  it.each([
    [refusal(400, 190, 463), 'dead'],
    [refusal(400, 100), 'dead'],
    [refusal(403, 10), 'refused'],
    [refusal(403, 4), 'temporary'],
    [{ status: 500, headers: {}, text: '' }, 'temporary'],
    [{ status: 400, headers: {}, text: '<html>' }, 'temporary'],
  ])('is told of a renewal that is refused: %j', async (told, kind) => {
    expect((await failureOf(oauth.refresh(conversation(() => told).context, grant, '1'))).kind).toBe(kind);
  });

  it('takes no answer for passing trouble', async () => {
    const { context } = conversation(() => {
      throw new HttpFailure('no-answer', 'gone');
    });
    expect((await failureOf(oauth.refresh(context, grant, '1'))).kind).toBe('temporary');
  });

  it('renews every week, well before the end', () => {
    expect(oauth.renewEarlyMs).toBe(53 * DAY);
  });

  it('has nothing to take back', async () => {
    const { context, requests } = conversation(() => ({}));
    await oauth.revoke(context, grant);
    expect(requests).toEqual([]);
  });
});

describe('by way of the Page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.practice.control.reset());

  const { appId: clientId, appSecret: clientSecret } = practiceApps.instagram.facebook;
  const context = () => ({ app: { clientId, clientSecret }, http: stage.http, clock: stage.clock });

  function grantFor(wanted?: string[]): Grant {
    const { userToken } = stage.practice.control.signIn({
      platform: 'facebook',
      app: clientId,
      permissions: wanted ?? [...oauth.scopes, 'pages_manage_posts'],
    });
    return {
      accessToken: userToken,
      refreshToken: null,
      expiresAt: null,
      scopes: [...oauth.scopes],
      extra: {},
    };
  }

  it('asks Facebook for its permissions and for those of Instagram', () => {
    const request = { clientId, redirectUri, state: 's1', challenge: '', consent: 'facebook' };
    const url = new URL(oauth.authorizeUrl(request));
    expect(url.origin + url.pathname).toBe('https://www.facebook.com/v26.0/dialog/oauth');
    expect(url.searchParams.get('scope')?.split(',')).toEqual([
      'instagram_basic',
      'instagram_content_publish',
      'pages_show_list',
      'pages_read_engagement',
      'instagram_manage_comments',
      'pages_manage_posts',
    ]);
    expect(oauth.authorizeUrl({ clientId, redirectUri, state: 's1', challenge: '' })).toBe(url.href);
  });

  it('offers the accounts of the Pages, each with its Page’s token, which is read anew', async () => {
    const accounts = await oauth.accounts(context(), grantFor());
    expect(accounts).toMatchObject([
      { accountId: '17841400000000001', handle: 'marasclay', obstacle: null },
      { accountId: '17841400000000002', handle: 'studioplus', obstacle: null },
    ]);
    const [first] = accounts;
    expect(first?.grant).toMatchObject({ expiresAt: null, extra: { pageId: '922337203685477001' } });
    const renewed = await oauth.refresh(context(), first?.grant as Grant, '17841400000000001');
    expect(renewed?.accessToken).toMatch(/^EAAP/);
  });

  it('says what to do where no Page has an account', async () => {
    const failure = await failureOf(
      oauth.accounts(context(), grantFor(['pages_show_list', 'pages_read_engagement'])),
    );
    expect(failure).toMatchObject({ kind: 'refused', message: expect.stringContaining('Link it') });
  });

  it('ends with the person’s permission', async () => {
    const [account] = await oauth.accounts(context(), grantFor());
    await oauth.revoke(context(), account?.grant as Grant);
    const failure = await failureOf(oauth.refresh(context(), account?.grant as Grant, '17841400000000001'));
    expect(failure.kind).toBe('dead');
  });
});

it('offers both, and says what the second one needs', () => {
  expect(oauth.consents).toMatchObject([
    { id: 'facebook' },
    {
      id: 'instagram',
      needs: { what: 'relay', why: expect.stringMatching(/^Instagram sends you back .+\.$/) },
    },
  ]);
});
