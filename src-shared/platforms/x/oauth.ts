import { z } from 'zod';
import type { AccountTier } from '../../model/connection.ts';
import type { HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import {
  type AppCredentials,
  type Grant,
  type GrantedAccount,
  type OAuth,
  type OAuthContext,
  OAuthFailure,
} from '../platform.ts';
import { tokenGrant } from '../token-grant.ts';
import { api, idSchema } from './api.ts';
import { guide } from './guide.ts';
import { identityRefusal, tokenRefusal } from './oauth-errors.ts';

const scopes = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'] as const;

/** OAuth 2.0 with PKCE, as a public client ("Native App") or, with a secret, a confidential one. x.md section 2. */
export const oauth: OAuth = {
  secret: 'optional',
  pkce: 'base64url',
  // X has no "any port" rule: these three are registered, and the first that is free is used.
  redirect: { host: '127.0.0.1', path: '/oauth/x', ports: [47811, 47812, 47813] },
  scopes,
  guide,

  authorizeUrl: ({ clientId, redirectUri, state, challenge }) =>
    address('https://x.com/i/oauth2/authorize', {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }),

  /** The code lives 30 seconds. */
  exchange: (context, { code, redirectUri, verifier }) =>
    requestGrant(
      context,
      { grant_type: 'authorization_code' },
      { code, redirect_uri: redirectUri, code_verifier: verifier },
    ),

  accounts: async (context, grant) => [await identity(context, grant)],

  /** A refresh token works once: from here on the old one is dead, whether or not the answer arrives. */
  refresh: async (context, grant) => {
    if (grant.refreshToken === null) {
      throw new OAuthFailure('dead', 'X gave this account no way to stay signed in. Connect it again.');
    }
    return requestGrant(context, { grant_type: 'refresh_token' }, { refresh_token: grant.refreshToken });
  },

  revoke: async (context, { refreshToken, accessToken }) => {
    for (const token of [refreshToken, accessToken]) {
      // Best effort: the seller can also take the app off at x.com/settings/connected_apps.
      if (token)
        await context
          .http(formRequest('/2/oauth2/revoke', context.app, {}, { token }))
          .catch(() => undefined);
    }
  },
};

/** A public client says its id in the form; a confidential one shows its secret in the header instead. */
function formRequest(
  path: string,
  { clientId, clientSecret }: AppCredentials,
  before: Record<string, string>,
  after: Record<string, string>,
): HttpRequest {
  const fields = { ...before, ...(clientSecret === null ? { client_id: clientId } : {}), ...after };
  return {
    method: 'POST',
    url: `${api}${path}`,
    ...(clientSecret === null
      ? {}
      : { headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` } }),
    body: { kind: 'form', fields: Object.entries(fields) },
  };
}

async function requestGrant(
  context: OAuthContext,
  before: Record<string, string>,
  after: Record<string, string>,
): Promise<Grant> {
  const askedAt = context.clock.now();
  const answer = await oauthCall(
    context,
    formRequest('/2/oauth2/token', context.app, before, after),
    tokenRefusal,
  );
  return tokenGrant(answer, askedAt);
}

const meSchema = z.object({
  data: z.object({
    id: idSchema,
    name: z.string(),
    username: z.string(),
    profile_image_url: z.string().nullable().catch(null),
    subscription_type: z.string().catch('None'),
  }),
});

/** Which user the token speaks for, and how far X lets them go. */
async function identity(context: OAuthContext, grant: Grant): Promise<GrantedAccount> {
  const answer = await readMe(context, grant);
  const {
    id,
    name,
    username,
    profile_image_url: avatarUrl,
    subscription_type: subscription,
  } = oauthRead(answer, meSchema).data;
  return {
    accountId: id,
    name,
    handle: username,
    avatarUrl,
    tier: tierOf(subscription),
    grant,
    obstacle: obstacleOf(grant),
  };
}

const meFields = ['username', 'name', 'profile_image_url', 'verified_type', 'subscription_type'] as const;

/** Some plans do not let the subscription be asked for; then it is asked without. */
async function readMe(context: OAuthContext, grant: Grant): Promise<HttpResponse> {
  const ask = (fields: readonly string[]) =>
    oauthCall(
      context,
      {
        method: 'GET',
        url: address(`${api}/2/users/me`, { 'user.fields': fields.join(',') }),
        headers: { authorization: `Bearer ${grant.accessToken}` },
      },
      identityRefusal,
    );
  try {
    return await ask(meFields);
  } catch (failure) {
    if (!(failure instanceof OAuthFailure) || failure.kind !== 'refused') throw failure;
    return ask(meFields.filter((field) => field !== 'subscription_type'));
  }
}

/** Long texts come with every paid subscription. Source: x.md section 4. */
function tierOf(subscription: string): AccountTier {
  return ['Basic', 'Premium', 'PremiumPlus'].includes(subscription) ? 'premium' : 'standard';
}

function obstacleOf(grant: Grant): string | null {
  const missing = scopes.filter((scope) => scope !== 'offline.access' && !grant.scopes.includes(scope));
  if (grant.scopes.length === 0 || missing.length === 0) return null;
  return `X did not give every permission that posting needs (${missing.join(', ')} missing). Connect again and allow all.`;
}
