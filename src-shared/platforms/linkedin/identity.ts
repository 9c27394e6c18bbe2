import { z } from 'zod';
import type { HttpRequest } from '../../publishing/http.ts';
import { address, oauthCall, oauthRead } from '../call.ts';
import { type Grant, type GrantedAccount, type OAuthContext, OAuthFailure } from '../platform.ts';
import { apiOrigin, restHeaders } from './hosts.ts';
import { identityRefusal } from './oauth-errors.ts';

/** Whose profile it is; also tells whether a token is good. No version header: it is not under /rest. */
export function userinfoRequest(token: string): HttpRequest {
  return {
    method: 'GET',
    url: `${apiOrigin}/v2/userinfo`,
    headers: { authorization: `Bearer ${token}` },
  };
}

const memberSchema = z.object({
  sub: z.string().min(1),
  name: z.string(),
  picture: z.string().nullable().catch(null),
});

/** The person behind a consent. `sub` is theirs for this app alone. Source: linkedin.md section 2. */
export async function member(context: OAuthContext, grant: Grant): Promise<GrantedAccount> {
  const answer = await oauthCall(context, userinfoRequest(grant.accessToken), identityRefusal);
  const { sub, name, picture: avatarUrl } = oauthRead(answer, memberSchema);
  const obstacle = obstacleOf(grant, 'w_member_social');
  return {
    accountId: `urn:li:person:${sub}`,
    name,
    handle: '',
    avatarUrl,
    tier: 'standard',
    grant,
    obstacle,
  };
}

/** Roles that may create content. LinkedIn's pages spell the second in two ways, and may refuse the other. */
const roles = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN'] as const;
const PAGE = 100;
const MAX_PAGES = 10;
/** Ids of one request, so that its address stays short. */
const BATCH = 50;

const namesSchema = z.object({
  results: z.record(
    z.string(),
    z.object({ localizedName: z.string().optional(), vanityName: z.string().optional() }),
  ),
});

/** The Pages on which this person may create content. */
export async function pages(context: OAuthContext, grant: Grant): Promise<GrantedAccount[]> {
  const urns = new Set<string>();
  for (const role of roles) for (const urn of await pagesOfRole(context, grant, role)) urns.add(urn);
  const ids = [...urns].map((urn) => urn.slice(urn.lastIndexOf(':') + 1));
  const names: z.infer<typeof namesSchema>['results'] = {};
  for (let start = 0; start < ids.length; start += BATCH) {
    const list = ids.slice(start, start + BATCH).join(',');
    // The brackets and commas of a list are not encoded.
    const answer = await ask(context, grant, `${apiOrigin}/rest/organizations?ids=List(${list})`);
    Object.assign(names, oauthRead(answer, namesSchema).results);
  }
  const obstacle = obstacleOf(grant, 'w_organization_social');
  return ids.map((id) => ({
    accountId: `urn:li:organization:${id}`,
    name: names[id]?.localizedName ?? `Page ${id}`,
    handle: names[id]?.vanityName ?? '',
    avatarUrl: null,
    tier: 'standard',
    grant,
    obstacle,
  }));
}

const organizationUrn = z.string().regex(/^urn:li:organization:\d+$/);
const aclsSchema = z.object({
  elements: z.array(
    z.object({
      // Named in two ways.
      organization: organizationUrn.optional().catch(undefined),
      organizationTarget: organizationUrn.optional().catch(undefined),
    }),
  ),
  paging: z.object({ links: z.array(z.object({ rel: z.string() })).catch([]) }).catch({ links: [] }),
});

async function pagesOfRole(
  context: OAuthContext,
  grant: Grant,
  role: (typeof roles)[number],
): Promise<string[]> {
  const urns: string[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { q: 'roleAssignee', role, state: 'APPROVED', count: `${PAGE}`, start: `${page * PAGE}` };
    const url = address(`${apiOrigin}/rest/organizationAcls`, query);
    const answer = await ask(context, grant, url).catch((failure: unknown) => {
      const isUnknownRole =
        role !== 'ADMINISTRATOR' && failure instanceof OAuthFailure && failure.kind === 'refused';
      if (isUnknownRole) return null;
      throw failure;
    });
    if (answer === null) return urns;
    const { elements, paging } = oauthRead(answer, aclsSchema);
    urns.push(...elements.flatMap((one) => one.organization ?? one.organizationTarget ?? []));
    if (!paging.links.some(({ rel }) => rel === 'next')) return urns;
  }
  return urns;
}

function ask(context: OAuthContext, grant: Grant, url: string) {
  return oauthCall(context, { method: 'GET', url, headers: restHeaders(grant.accessToken) }, identityRefusal);
}

function obstacleOf(grant: Grant, scope: string): string | null {
  return grant.scopes.includes(scope)
    ? null
    : `LinkedIn did not give the permission to post (${scope}). Add the product to your app, then connect again.`;
}
