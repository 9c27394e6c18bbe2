import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import { type Grant, type GrantedAccount, type OAuth, type OAuthContext, OAuthFailure } from '../platform.ts';
import { tokenGrant } from '../token-grant.ts';
import { api, idSchema } from './api.ts';
import { guide } from './guide.ts';
import { refusedCode, refusedRefresh, refusedToken } from './oauth-errors.ts';

/** A Pin is made only with all of the first four. */
const scopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'] as const;

const DAY = 24 * 60 * 60_000;

/** OAuth 2.0 with the app's secret and without PKCE. pinterest.md section 2. */
export const oauth: OAuth = {
  secret: 'required',
  pkce: null,
  // Compared exactly, so the first of these that is free is used.
  redirect: { host: 'localhost', path: '/oauth/pinterest', ports: [47811, 47812, 47813] },
  scopes,
  // Tokens live 30 days, and a computer may sleep for weeks.
  renewEarlyMs: 7 * DAY,
  guide,

  authorizeUrl: ({ clientId, redirectUri, state }) =>
    address('https://www.pinterest.com/oauth/', {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: scopes.join(','),
      state,
    }),

  exchange: (context, { code, redirectUri }) =>
    requestGrant(
      context,
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        // Only apps made before 25 September 2025 need to say it.
        continuous_refresh: 'true',
      },
      refusedCode,
    ),

  accounts: async (context, grant) => [await identity(context, grant)],

  /** Every refresh gives a new refresh token; whether the old one dies at once is not documented. */
  refresh: async (context, grant) => {
    if (grant.refreshToken === null) {
      throw new OAuthFailure(
        'dead',
        'Pinterest gave this account no way to stay signed in. Connect it again.',
      );
    }
    return requestGrant(
      context,
      { grant_type: 'refresh_token', refresh_token: grant.refreshToken },
      refusedRefresh,
    );
  },

  /** Pinterest lets only the seller end it, in the settings of the account: the guide says where. */
  revoke: async () => undefined,
};

async function requestGrant(
  context: OAuthContext,
  fields: Record<string, string>,
  refused: (answer: HttpResponse, now: Instant) => OAuthFailure,
): Promise<Grant> {
  const { clientId, clientSecret } = context.app;
  if (clientSecret === null) {
    throw new OAuthFailure(
      'app',
      'Pinterest needs the secret key of your app. Enter it, then connect again.',
    );
  }
  const askedAt = context.clock.now();
  const answer = await oauthCall(
    context,
    {
      method: 'POST',
      url: `${api}/oauth/token`,
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: { kind: 'form', fields: Object.entries(fields) },
    },
    refused,
  );
  return tokenGrant(answer, askedAt);
}

const accountSchema = z.object({
  id: idSchema,
  username: z.string(),
  business_name: z.string().nullish().catch(null),
  profile_image: z.string().nullish().catch(null),
});

async function identity(context: OAuthContext, grant: Grant): Promise<GrantedAccount> {
  const answer = await oauthCall(
    context,
    {
      method: 'GET',
      url: `${api}/user_account`,
      headers: { authorization: `Bearer ${grant.accessToken}` },
    },
    refusedToken,
  );
  const { id, username, business_name: name, profile_image: avatarUrl } = oauthRead(answer, accountSchema);
  return {
    accountId: id,
    name: name || username,
    handle: username,
    avatarUrl: avatarUrl ?? null,
    tier: 'standard',
    grant,
    obstacle: obstacleOf(grant),
  };
}

function obstacleOf(grant: Grant): string | null {
  const missing = scopes.filter((scope) => !grant.scopes.includes(scope));
  if (grant.scopes.length === 0 || missing.length === 0) return null;
  return `Pinterest did not give every permission that pinning needs (${missing.join(', ')} missing). Connect again and allow all.`;
}
