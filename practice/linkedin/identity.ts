import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { accessDenied, invalidValue, restError } from './errors.ts';
import { fullName, organizationUrn, personUrn, subOf } from './model.ts';
import type { RestCall } from './rest.ts';
import { authorize } from './tokens.ts';

/** GET /v2/userinfo: no version header; needs `openid` */
export function userinfo(call: Call, world: World): Reply {
  const grant = authorize(call, world);
  if (grant instanceof Reply) return grant;
  const person = world.state.linkedin.people[grant.personId];
  if (person === undefined || !grant.scopes.includes('openid'))
    return accessDenied('userinfo.GET.NO_VERSION');
  return json(200, {
    sub: subOf(person.id, grant.clientId),
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    picture: `https://media.licdn.com/dms/image/${personUrn(person.id, grant.clientId)}`,
    locale: { country: 'US', language: 'en' },
    ...(grant.scopes.includes('email') ? { email: person.email, email_verified: true } : {}),
  });
}

const aclParams = new Set(['q', 'role', 'state', 'count', 'start']);

/** GET /rest/organizationAcls?q=roleAssignee: the Pages on which the person has a role */
export function organizationAcls({ call, world, grant }: RestCall): Reply {
  const { organizations, switches } = world.state.linkedin;
  if (!grant.scopes.includes('rw_organization_admin'))
    return accessDenied('organizationAcls.FINDER-roleAssignee');
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => !aclParams.has(name));
  if (unknown !== undefined) return restError(400, 'PARAM_INVALID', `Unknown parameter ${unknown}`);
  if (query.get('q') !== 'roleAssignee') return restError(400, 'PARAM_INVALID', 'Unknown finder');
  const role = query.get('role');
  const spelled = ['ADMINISTRATOR', 'ANALYST', switches.contentAdminRole] as const;
  if (role !== null && !spelled.some((name) => name === role)) return invalidValue('/role');
  if (query.get('state') !== 'APPROVED') return invalidValue('/state');
  const count = Number(query.get('count') ?? 10);
  const start = Number(query.get('start') ?? 0);
  if (!(count >= 1 && count <= 100 && start >= 0)) return invalidValue('/count');

  const all = Object.values(organizations)
    .map((page) => ({ page, role: spelledAs(page.roles[grant.personId], switches.contentAdminRole) }))
    .filter((entry) => entry.role !== undefined && (role === null || entry.role === role));
  const elements = all.slice(start, start + count).map((entry) => ({
    role: entry.role,
    state: 'APPROVED',
    roleAssignee: personUrn(grant.personId, grant.clientId),
    [switches.aclField]: organizationUrn(entry.page),
  }));
  const next = start + count < all.length;
  const links = next
    ? [{ rel: 'next', type: 'application/json', href: `/rest/organizationAcls?start=${start + count}` }]
    : [];
  return json(200, { elements, paging: { count, start, links } });
}

const spelledAs = (role: string | undefined, contentAdmin: string): string | undefined =>
  role?.startsWith('CONTENT_ADMIN') === true ? contentAdmin : role;

/** GET /rest/organizations?ids=List(1,2), the brackets and commas unencoded */
export function organizations({ call, world, grant }: RestCall): Reply {
  if (!grant.scopes.includes('rw_organization_admin')) return accessDenied('organizations.BATCH_GET');
  const ids = /^\?ids=List\((\d+(?:,\d+)*)\)$/.exec(call.url.search)?.[1]?.split(',');
  if (ids === undefined) return restError(400, 'PARAM_INVALID', 'Invalid query parameters passed to request');
  const found = ids.flatMap((id) => world.state.linkedin.organizations[id] ?? []);
  const results = found.map(({ id, localizedName, vanityName }) => [
    id,
    { id: Number(id), localizedName, vanityName },
  ]);
  return json(200, { results: Object.fromEntries(results), statuses: {}, errors: {} });
}
