import { z } from 'zod';
import type { HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import { type Grant, type GrantedAccount, type OAuth, type OAuthContext, OAuthFailure } from '../platform.ts';
import { tokenGrant } from '../token-grant.ts';
import { api } from './api.ts';
import { guide } from './guide.ts';
import { identityRefusal, tokenRefusal } from './oauth-errors.ts';
import { refusalOf } from './refusal.ts';

const scopes = ['user.info.basic', 'user.info.profile', 'video.list', 'video.publish', 'video.upload'];

/**
 * TikTok Login Kit for desktop apps: `client_key`, scopes with commas between them, a challenge in hex, and the app's secret in
 * every call for tokens. The browser comes back to any port of 127.0.0.1. Source: tiktok.md section 2.
 */
export const oauth: OAuth = {
  secret: 'required',
  pkce: 'hex',
  redirect: {
    host: '127.0.0.1',
    path: '/oauth/tiktok/',
    ports: 'any',
    registered: 'http://127.0.0.1:*/oauth/tiktok/',
  },
  scopes,
  guide,

  authorizeUrl: ({ clientId, redirectUri, state, challenge }) =>
    address('https://www.tiktok.com/v2/auth/authorize/', {
      client_key: clientId,
      response_type: 'code',
      scope: scopes.join(','),
      redirect_uri: redirectUri,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      // The consent page is always shown, so that another account can be chosen.
      disable_auto_auth: '1',
    }),

  async exchange(context, { code, redirectUri, verifier }) {
    const grant = await requestGrant(context, {
      code,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    const missing = scopes.filter((scope) => !grant.scopes.includes(scope));
    if (missing.length > 0) throw new OAuthFailure('refused', missingPermissions(missing));
    return grant;
  },

  accounts: async (context, grant) => [await user(context, grant)],

  /** The refresh token may be another one from then on. */
  async refresh(context, { refreshToken }) {
    if (refreshToken === null) {
      throw new OAuthFailure('dead', 'TikTok gave this account no lasting sign-in. Connect it again.');
    }
    return requestGrant(context, { grant_type: 'refresh_token', refresh_token: refreshToken });
  },

  async revoke(context, { accessToken }) {
    const { clientId, clientSecret } = context.app;
    const form = { client_key: clientId, client_secret: clientSecret ?? '', token: accessToken };
    const body = { kind: 'form', fields: Object.entries(form) } as const;
    // Best effort: the seller can also remove the app in TikTok's settings.
    await context.http({ method: 'POST', url: `${api}/v2/oauth/revoke/`, body }).catch(() => undefined);
  },
};

async function requestGrant(context: OAuthContext, fields: Record<string, string>): Promise<Grant> {
  const { clientId, clientSecret } = context.app;
  if (clientSecret === null) {
    throw new OAuthFailure('app', 'TikTok needs the secret of your app. Enter it, then connect again.');
  }
  const askedAt = context.clock.now();
  const form = { client_key: clientId, client_secret: clientSecret, ...fields };
  const request: HttpRequest = {
    method: 'POST',
    url: `${api}/v2/oauth/token/`,
    body: { kind: 'form', fields: Object.entries(form) },
  };
  const answer = await oauthCall(context, request, tokenRefusal);
  // A refusal may come with status 200.
  if (refusalOf(answer) !== null) throw tokenRefusal(answer);
  return tokenGrant(answer, askedAt);
}

const fields = ['open_id', 'avatar_url', 'display_name', 'username'];
const userSchema = z.object({
  data: z.object({
    user: z.object({
      /** With its dashes; it is another one in each app. */
      open_id: z.string().min(1),
      display_name: z.string(),
      username: z.string().catch(''),
      avatar_url: z.string().nullable().catch(null),
    }),
  }),
});

async function user(context: OAuthContext, grant: Grant): Promise<GrantedAccount> {
  const request: HttpRequest = {
    method: 'GET',
    url: address(`${api}/v2/user/info/`, { fields: fields.join(',') }),
    headers: { authorization: `Bearer ${grant.accessToken}` },
  };
  const refused = (answer: HttpResponse) => identityRefusal(answer, context.clock.now());
  const answer = await oauthCall(context, request, refused);
  if (refusalOf(answer) !== null) throw refused(answer);
  const found = oauthRead(answer, userSchema).data.user;
  return {
    accountId: found.open_id,
    name: found.display_name,
    handle: found.username,
    avatarUrl: found.avatar_url,
    tier: 'standard',
    grant,
    obstacle: null,
  };
}

const permissionNames: Readonly<Record<string, string>> = {
  'user.info.basic': 'Read your profile info',
  'user.info.profile': 'Read your additional profile info',
  'video.list': 'Read your public videos',
  'video.publish': 'Post content to TikTok',
  'video.upload': 'Share content as a draft',
};

function missingPermissions(missing: readonly string[]): string {
  const names = missing.map((scope) => `“${permissionNames[scope] ?? scope}”`).join(' and ');
  return `TikTok did not give the permission ${names}. Connect again and leave every permission ticked.`;
}
