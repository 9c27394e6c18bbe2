import { z } from 'zod';
import type { HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import { type Grant, type OAuthContext, OAuthFailure } from '../platform.ts';
import { bearer, graphUrl, graphVersion, siteOrigin } from './graph.ts';
import { refusalOfApp, refusalOfPerson } from './oauth-errors.ts';

/**
 * Facebook Login, manual flow, with the app's secret; Pages and the Instagram accounts linked to them are connected by it.
 * The person's token is made long-lived (60 days) and gives one Page token for each Page, which has no end.
 * Source: facebook.md section 2.
 */
export function loginUrl(request: {
  clientId: string;
  redirectUri: string;
  state: string;
  scopes: readonly string[];
}): string {
  return address(`${siteOrigin}/${graphVersion}/dialog/oauth`, {
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    response_type: 'code',
    scope: request.scopes.join(','),
    // Without this a permission that was declined once is never offered again.
    auth_type: 'rerequest',
  });
}

/** Trades a code for the person's long-lived token. @param required what posting needs @throws OAuthFailure */
export async function logIn(
  context: OAuthContext,
  { code, redirectUri }: { code: string; redirectUri: string },
  required: readonly string[],
): Promise<Grant> {
  const { clientId, clientSecret } = context.app;
  if (clientSecret === null)
    throw new OAuthFailure('app', 'Facebook needs the secret of your app. Enter it, then connect again.');
  const app = { client_id: clientId, client_secret: clientSecret };
  const short = await userToken(context, {
    ...app,
    redirect_uri: redirectUri,
    code: withoutBrowserTail(code),
  });
  const long = await userToken(context, {
    ...app,
    grant_type: 'fb_exchange_token',
    fb_exchange_token: short.access_token,
  });
  const granted = await grantedPermissions(context, long.access_token);
  const missing = required.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) throw new OAuthFailure('refused', missingPermissions(missing));
  return {
    accessToken: long.access_token,
    refreshToken: null,
    expiresAt: long.expires_in === undefined ? null : context.clock.now() + long.expires_in * 1000,
    scopes: granted,
    extra: {},
  };
}

/** Reads a Page's token anew with the person's token: there is no refresh token. @throws OAuthFailure */
export async function renewPageToken(context: OAuthContext, grant: Grant, pageId: string): Promise<Grant> {
  const token = grant.extra.userToken;
  if (token === undefined) throw new OAuthFailure('dead', 'Connect the Page again.');
  const answer = await asPerson(context, token, 'GET', graphUrl(`/${pageId}`, { fields: 'access_token' }));
  const page = oauthRead(answer, z.object({ access_token: z.string().optional() }));
  if (page.access_token === undefined) {
    throw new OAuthFailure(
      'dead',
      'You no longer have a role on this Page. Ask for one, then connect the Page again.',
    );
  }
  return { ...grant, accessToken: page.access_token };
}

/**
 * Takes back everything this person gave our app, so it ends all of their Pages at once: call it only when the last
 * Page of the person is disconnected.
 */
export async function takeBack(context: OAuthContext, grant: Grant): Promise<void> {
  const token = grant.extra.userToken ?? grant.accessToken;
  // Best effort: the seller can also remove the app in the settings of their Facebook account.
  await asPerson(context, token, 'DELETE', graphUrl('/me/permissions')).catch(() => undefined);
}

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
});

/** Facebook documents this call as a GET only, so the secret stands in the address; logs must redact it. */
async function userToken(context: OAuthContext, query: Record<string, string>) {
  const request: HttpRequest = { method: 'GET', url: graphUrl('/oauth/access_token', query) };
  return oauthRead(await oauthCall(context, request, refusalOfApp), tokenSchema);
}

async function grantedPermissions(context: OAuthContext, token: string): Promise<string[]> {
  const answer = await asPerson(context, token, 'GET', graphUrl('/me/permissions'));
  const schema = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });
  return oauthRead(answer, schema)
    .data.filter(({ status }) => status === 'granted')
    .map(({ permission }) => permission);
}

function asPerson(
  context: OAuthContext,
  token: string,
  method: 'GET' | 'DELETE',
  url: string,
): Promise<HttpResponse> {
  return oauthCall(context, { method, url, headers: bearer(token) }, refusalOfPerson);
}

/** What is kept of a Page: its own token, and the person's, by which it is read anew. */
export function pageGrant(person: Grant, accessToken: string): Grant {
  return {
    accessToken,
    refreshToken: null,
    expiresAt: null,
    scopes: person.scopes,
    extra: {
      userToken: person.accessToken,
      ...(person.expiresAt === null ? {} : { userTokenExpiresAt: String(person.expiresAt) }),
    },
  };
}

/** Why a Page cannot be posted to; null when it can. */
export function obstacleOf(page: {
  access_token?: string | undefined;
  tasks?: string[] | undefined;
}): string | null {
  if (page.tasks !== undefined && !page.tasks.includes('CREATE_CONTENT')) {
    return 'You may not create posts on this Page. Ask one of its managers for the task “Content”.';
  }
  return page.access_token === undefined
    ? 'Facebook gave no permission for this Page. Connect again and choose it.'
    : null;
}

const permissionNames: Readonly<Record<string, string>> = {
  pages_show_list: 'see your Pages',
  pages_read_engagement: 'read the posts of your Pages',
  pages_manage_posts: 'create posts on your Pages',
  instagram_basic: 'see the Instagram accounts of your Pages',
  instagram_content_publish: 'publish on Instagram',
};

function missingPermissions(missing: readonly string[]): string {
  const names = missing.map((scope) => `“${permissionNames[scope] ?? scope}” (${scope})`).join(', ');
  return `Facebook did not give the permission ${names}. Connect again and leave every permission switched on. If Facebook does not offer it, add it to your app first.`;
}

/** Facebook puts `#_=_` behind the address it returns to; a pasted code may carry it. */
function withoutBrowserTail(code: string): string {
  return code.endsWith('#_=_') ? code.slice(0, -'#_=_'.length) : code;
}
