import { address, oauthCall } from '../call.ts';
import { type Consent, type Grant, type OAuth, type OAuthContext, OAuthFailure } from '../platform.ts';
import { tokenGrant } from '../token-grant.ts';
import { guide } from './guide.ts';
import { siteOrigin } from './hosts.ts';
import { member, pages } from './identity.ts';
import { hasRunOut, tokenRefusal } from './oauth-errors.ts';

const memberConsent: Consent = {
  id: 'member',
  label: 'Your own profile',
  scopes: ['openid', 'profile', 'email', 'w_member_social'],
};
const pagesConsent: Consent = {
  id: 'pages',
  label: 'Company Pages',
  scopes: [
    'w_organization_social',
    'r_organization_social',
    'rw_organization_admin',
    'w_organization_social_feed',
    'r_organization_social_feed',
  ],
};
const consents = [memberConsent, pagesConsent] as const;

/**
 * OAuth 2.0 with the app's secret in the body, without PKCE. A person and a company Page need two apps, so there are two
 * consents. Source: linkedin.md sections 1 and 2.
 */
export const oauth: OAuth = {
  secret: 'required',
  pkce: null,
  // LinkedIn compares the whole address: these three are registered, and the first that is free is used.
  redirect: { host: '127.0.0.1', path: '/oauth/linkedin', ports: [47811, 47812, 47813] },
  scopes: memberConsent.scopes,
  consents,
  guide,

  authorizeUrl: ({ clientId, redirectUri, state, consent }) =>
    address(`${siteOrigin}/oauth/v2/authorization`, {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      state,
      scope: (consents.find(({ id }) => id === consent) ?? memberConsent).scopes.join(' '),
    }),

  exchange: (context, { code, redirectUri }) =>
    requestGrant(context, [
      ['grant_type', 'authorization_code'],
      ['code', code],
      ['redirect_uri', redirectUri],
    ]),

  async accounts(context, grant) {
    const found = [
      ...(grant.scopes.includes('openid') ? [await member(context, grant)] : []),
      ...(grant.scopes.includes('rw_organization_admin') ? await pages(context, grant) : []),
    ];
    if (found.length > 0) return found;
    throw new OAuthFailure(
      'refused',
      'LinkedIn showed no Page on which you may create content. Ask one of its administrators for a role, then connect again.',
    );
  },

  /** For approved partners only. The refresh token stays the same, its year is not prolonged. */
  async refresh(context, { refreshToken }) {
    if (refreshToken === null) throw new OAuthFailure('dead', hasRunOut);
    return requestGrant(context, [
      ['grant_type', 'refresh_token'],
      ['refresh_token', refreshToken],
    ]);
  },

  /** Ends every account of this consent at once: call it only when the last of them is disconnected. */
  async revoke(context, { accessToken }) {
    const { clientId, clientSecret } = context.app;
    if (clientSecret === null) return;
    const fields = [
      ['client_id', clientId],
      ['client_secret', clientSecret],
      ['token', accessToken],
    ] as const;
    // Best effort, at an address that no page of LinkedIn describes. The seller can also take the app off in LinkedIn's settings.
    await context
      .http({ method: 'POST', url: `${siteOrigin}/oauth/v2/revoke`, body: { kind: 'form', fields } })
      .catch(() => undefined);
  },
};

async function requestGrant(
  context: OAuthContext,
  fields: readonly (readonly [string, string])[],
): Promise<Grant> {
  const { clientId, clientSecret } = context.app;
  if (clientSecret === null)
    throw new OAuthFailure('app', 'LinkedIn needs the secret of your app. Enter it, then connect again.');
  const askedAt = context.clock.now();
  const answer = await oauthCall(
    context,
    {
      method: 'POST',
      url: `${siteOrigin}/oauth/v2/accessToken`,
      body: {
        kind: 'form',
        fields: [...fields, ['client_id', clientId], ['client_secret', clientSecret]],
      },
    },
    tokenRefusal,
  );
  return tokenGrant(answer, askedAt);
}
