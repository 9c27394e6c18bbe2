import { z } from 'zod';
import type { HttpRequest } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import { type Grant, type GrantedAccount, type OAuth, type OAuthContext, OAuthFailure } from '../platform.ts';
import { tokenGrant } from '../token-grant.ts';
import { api, idSchema } from './api.ts';
import { guide } from './guide.ts';
import { identityRefusal, noChannel, tokenRefusal } from './oauth-errors.ts';

const scopes = ['youtube.upload', 'youtube.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);
const tokens = 'https://oauth2.googleapis.com';

/**
 * Google OAuth 2.0 for desktop apps: code with PKCE and the client's secret, which is not confidential. The browser
 * comes back to any port of 127.0.0.1 without a path. Source: youtube.md section 2.
 */
export const oauth: OAuth = {
  secret: 'required',
  pkce: 'base64url',
  redirect: { host: '127.0.0.1', path: '/', ports: 'any' },
  scopes,
  guide,

  authorizeUrl: ({ clientId, redirectUri, state, challenge }) =>
    address('https://accounts.google.com/o/oauth2/v2/auth', {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: scopes.join(' '),
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state,
      access_type: 'offline',
      // Without `consent` a second sign-in would give no refresh token.
      prompt: 'consent select_account',
    }),

  async exchange(context, { code, redirectUri, verifier }) {
    const grant = await requestGrant(context, {
      code,
      code_verifier: verifier,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
    });
    const missing = scopes.filter((scope) => !grant.scopes.includes(scope));
    if (missing.length > 0) throw new OAuthFailure('refused', missingPermissions(missing));
    if (grant.refreshToken === null) {
      throw new OAuthFailure(
        'refused',
        'Google gave no lasting sign-in. Remove Picscripter at myaccount.google.com, Third-party apps, and connect again.',
      );
    }
    return grant;
  },

  accounts: async (context, grant) => [await channel(context, grant)],

  /** The refresh token stays the same, so it is not in the answer; the caller keeps it. */
  async refresh(context, { refreshToken }) {
    if (refreshToken === null) {
      throw new OAuthFailure('dead', 'Google gave this channel no lasting sign-in. Connect it again.');
    }
    return requestGrant(context, { refresh_token: refreshToken, grant_type: 'refresh_token' });
  },

  async revoke(context, { refreshToken, accessToken }) {
    // Best effort: the seller can also remove the app at myaccount.google.com. One token ends all of the grant.
    const fields = [['token', refreshToken ?? accessToken]] as const;
    const request: HttpRequest = { method: 'POST', url: `${tokens}/revoke`, body: { kind: 'form', fields } };
    await context.http(request).catch(() => undefined);
  },
};

async function requestGrant(context: OAuthContext, fields: Record<string, string>): Promise<Grant> {
  const { clientId, clientSecret } = context.app;
  if (clientSecret === null) {
    throw new OAuthFailure('app', 'Google needs the secret of your client. Enter it, then connect again.');
  }
  const askedAt = context.clock.now();
  const form = { client_id: clientId, client_secret: clientSecret, ...fields };
  const request: HttpRequest = {
    method: 'POST',
    url: `${tokens}/token`,
    body: { kind: 'form', fields: Object.entries(form) },
  };
  return tokenGrant(await oauthCall(context, request, tokenRefusal), askedAt);
}

const channelsSchema = z.object({
  items: z
    .array(
      z.object({
        id: idSchema,
        snippet: z.object({
          title: z.string(),
          customUrl: z.string().catch(''),
          thumbnails: z
            .object({ default: z.object({ url: z.string() }) })
            .nullable()
            .catch(null),
        }),
      }),
    )
    .default([]),
});

/** The one channel that was chosen on Google's page; the Google account is not the channel. */
async function channel(context: OAuthContext, grant: Grant): Promise<GrantedAccount> {
  const request: HttpRequest = {
    method: 'GET',
    url: address(`${api}/channels`, { part: 'snippet', mine: 'true' }),
    headers: { authorization: `Bearer ${grant.accessToken}` },
  };
  const [found] = oauthRead(await oauthCall(context, request, identityRefusal), channelsSchema).items;
  if (found === undefined) throw new OAuthFailure('refused', noChannel);
  return {
    accountId: found.id,
    name: found.snippet.title,
    handle: found.snippet.customUrl.replace(/^@/, ''),
    avatarUrl: found.snippet.thumbnails?.default.url ?? null,
    tier: 'standard',
    grant,
    obstacle: null,
  };
}

const permissionNames: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/auth/youtube.upload': 'Manage your YouTube videos',
  'https://www.googleapis.com/auth/youtube.readonly': 'View your YouTube account',
};

function missingPermissions(missing: readonly string[]): string {
  const names = missing.map((scope) => `“${permissionNames[scope] ?? scope}”`).join(' and ');
  return `Google did not give the permission ${names}. Connect again and leave every permission ticked.`;
}
