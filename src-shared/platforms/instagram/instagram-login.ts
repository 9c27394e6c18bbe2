import { z } from 'zod';
import type { HttpRequest } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import { bearer } from '../facebook/graph.ts';
import { type Grant, type OAuthContext, OAuthFailure } from '../platform.ts';
import type { Login } from './oauth.ts';
import { refusalOfAccount, refusalOfCode } from './oauth-errors.ts';
import { instagramLogin, nodeUrl, siteOrigin } from './products.ts';

const { origin, scopes, more } = instagramLogin;

/**
 * By itself, without a Page: with a token of the account's own, which lives for 60 days and renews itself without the app's
 * secret. There is no PKCE. Source: instagram.md section 2, B.
 */
export const byInstagram: Login = {
  authorizeUrl: ({ clientId, redirectUri, state }) =>
    address(`${siteOrigin}/oauth/authorize`, {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: [...scopes, ...more].join(','),
      state,
      enable_fb_login: '0',
      force_reauth: 'true',
    }),

  async exchange(context, { code, redirectUri }) {
    const { clientId, clientSecret } = context.app;
    if (clientSecret === null)
      throw new OAuthFailure('app', 'Instagram needs the secret of your app. Enter it, then connect again.');
    const fields = [
      ['client_id', clientId],
      ['client_secret', clientSecret],
      ['grant_type', 'authorization_code'],
      ['redirect_uri', redirectUri],
      ['code', withoutTail(code)],
    ] as const;
    const request: HttpRequest = {
      method: 'POST',
      url: 'https://api.instagram.com/oauth/access_token',
      body: { kind: 'form', fields },
    };
    const short = oauthRead(await oauthCall(context, request, refusalOfCode), shortSchema);
    const missing = scopes.filter((scope) => !short.permissions.includes(scope));
    if (missing.length > 0) throw new OAuthFailure('refused', missingPermissions(missing));
    const query = { grant_type: 'ig_exchange_token', client_secret: clientSecret };
    return longLived(context, '/access_token', query, short.access_token, short.permissions);
  },

  async accounts(context, grant) {
    const url = nodeUrl(instagramLogin, '/me', {
      fields: 'user_id,username,name,account_type,profile_picture_url',
    });
    const request: HttpRequest = { method: 'GET', url, headers: bearer(grant.accessToken) };
    const me = oauthRead(await oauthCall(context, request, refusalOfAccount), meSchema);
    return [
      {
        accountId: me.user_id,
        name: me.name ?? me.username,
        handle: me.username,
        avatarUrl: me.profile_picture_url ?? null,
        tier: 'standard',
        grant,
        obstacle: ['BUSINESS', 'MEDIA_CREATOR'].includes(me.account_type)
          ? null
          : 'Instagram lets apps post to professional accounts only. Switch this account to a business or creator account, then connect it again.',
      },
    ];
  },

  /** The token must be a day old, and one that has run out is beyond renewing. */
  refresh: (context, grant) =>
    longLived(
      context,
      '/refresh_access_token',
      { grant_type: 'ig_refresh_token' },
      grant.accessToken,
      grant.scopes,
    ),

  /** None is documented: the seller can take the app off in Instagram, under Settings, Website permissions. */
  revoke: async () => undefined,
};

/** Two shapes were seen. `user_id` is not read here: `me` tells it as text. */
const tokenSchema = z.object({
  access_token: z.string().min(1),
  permissions: z
    .union([z.array(z.string()), z.string().transform((names) => names.split(/[ ,]+/))])
    .default([]),
});
const shortSchema = z.union([
  tokenSchema,
  z.object({ data: z.tuple([tokenSchema], z.unknown()) }).transform(({ data: [token] }) => token),
]);
const longSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const meSchema = z.object({
  user_id: z.coerce.string().min(1),
  username: z.string(),
  name: z.string().optional(),
  account_type: z.string(),
  profile_picture_url: z.string().optional(),
});

/** A token of 60 days for another token. Instagram documents both calls as a GET only, so the tokens stand in the address. */
async function longLived(
  context: OAuthContext,
  path: string,
  query: Readonly<Record<string, string>>,
  token: string,
  permissions: string[],
): Promise<Grant> {
  const askedAt = context.clock.now();
  const url = address(`${origin}${path}`, { ...query, access_token: token });
  const answer = await oauthCall(context, { method: 'GET', url }, refusalOfAccount);
  const { access_token, expires_in } = oauthRead(answer, longSchema);
  return {
    accessToken: access_token,
    // It renews itself.
    refreshToken: access_token,
    expiresAt: askedAt + expires_in * 1000,
    scopes: permissions,
    extra: {},
  };
}

const permissionNames: Readonly<Record<string, string>> = {
  instagram_business_basic: 'see the profile and its posts',
  instagram_business_content_publish: 'publish photos and videos',
};

function missingPermissions(missing: readonly string[]): string {
  const names = missing.map((scope) => `“${permissionNames[scope] ?? scope}” (${scope})`).join(', ');
  return `Instagram did not give the permission ${names}. Connect again and leave every permission switched on.`;
}

/** Instagram puts `#_` behind the address it returns to; a code may carry it. */
const withoutTail = (code: string): string => code.replace(/(#|%23)_$/i, '');
