import { createHmac, randomBytes } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { graphError } from './errors.ts';
import type { FbApp, FbGrant, FbPage, FbPerson, FbToken } from './model.ts';
import type { Params } from './params.ts';

const day = 24 * 60 * 60 * 1000;
export const shortLife = 5400 * 1000;
export const longLife = 5_183_944 * 1000;
export const dataAccessLife = 90 * day;

/** Who calls: a living token with the app and person behind it, and the Page of a Page token. */
export interface Session {
  token: FbToken;
  app: FbApp;
  person: FbPerson;
  grant: FbGrant;
  page: FbPage | undefined;
}

export function presentedToken(call: ReceivedCall, params: Params): string | undefined {
  return /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1] ?? params.text('access_token');
}

/** The session of a call on the Graph API, or why there is none. */
export function authorize(
  call: ReceivedCall,
  params: Params,
  world: World,
  permissions: readonly string[] = [],
): Session | Reply {
  const value = presentedToken(call, params);
  const scheme = call.header('authorization');
  if (scheme !== undefined && !scheme.startsWith('Bearer ')) return graphError(190);
  if (value === undefined) return graphError(104);
  const session = sessionOf(value, world);
  if (!('token' in session)) return session;
  const proof = params.text('appsecret_proof');
  if (proof === undefined && session.app.requiresSecretProof) {
    return graphError(100, undefined, 'API calls from the server require an appsecret_proof argument');
  }
  if (proof !== undefined && proof !== createHmac('sha256', session.app.secret).update(value).digest('hex')) {
    return graphError(100, undefined, 'Invalid appsecret_proof provided in the API argument');
  }
  return missingPermission(session, permissions) ?? session;
}

export function missingPermission(session: Session, permissions: readonly string[]): Reply | undefined {
  const missing = permissions.find((name) => session.grant.permissions[name] !== 'granted');
  if (missing === undefined) return undefined;
  return graphError(200, undefined, `(#200) Requires ${missing} permission to manage the object.`);
}

export function sessionOf(value: string, world: World): Session | Reply {
  const { tokens, apps, people, pages } = world.state.facebook;
  const token = tokens[value];
  const app = token && apps[token.appId];
  const person = token && people[token.personId];
  if (token === undefined || app === undefined || person === undefined) return graphError(190);
  if (token.dead !== null) return graphError(190, token.dead);
  if (token.expiresAt !== 0 && token.expiresAt <= world.now()) return graphError(190, 463);
  const grant = grantOf(world, person.id, app.id);
  if (grant === undefined) return graphError(190, 458);
  const page = token.pageId === null ? undefined : pages[token.pageId];
  if (token.pageId !== null && (page?.tasks[person.id] ?? []).length === 0) return graphError(190, 492);
  return { token, app, person, grant, page };
}

export const grantOf = (world: World, personId: string, appId: string): FbGrant | undefined =>
  world.state.facebook.grants.find((grant) => grant.personId === personId && grant.appId === appId);

export function issueUserToken(world: World, appId: string, personId: string, life: number): FbToken {
  return keep(world, { kind: 'USER', appId, personId, pageId: null, expiresAt: world.now() + life });
}

/** A Page token lives as long as its user token, and without end when that one is long-lived. */
export function pageTokenFor(world: World, user: FbToken, pageId: string): FbToken {
  const expiresAt = user.expiresAt - user.issuedAt > shortLife ? 0 : user.expiresAt;
  const same = Object.values(world.state.facebook.tokens).find(
    (token) =>
      token.pageId === pageId &&
      token.personId === user.personId &&
      token.appId === user.appId &&
      token.expiresAt === expiresAt &&
      token.dead === null,
  );
  return same ?? keep(world, { kind: 'PAGE', appId: user.appId, personId: user.personId, pageId, expiresAt });
}

function keep(world: World, token: Omit<FbToken, 'token' | 'issuedAt' | 'dead'>): FbToken {
  const kept: FbToken = {
    ...token,
    token: `EAAP${randomBytes(48).toString('hex')}`,
    issuedAt: world.now(),
    dead: null,
  };
  world.state.facebook.tokens[kept.token] = kept;
  world.changed();
  return kept;
}

/** Gives an app permissions and Pages; what was given before stays. */
export function keepGrant(
  world: World,
  wish: {
    personId: string;
    appId: string;
    granted: readonly string[];
    declined: readonly string[];
    pageIds: readonly string[];
  },
): FbGrant {
  let grant = grantOf(world, wish.personId, wish.appId);
  if (grant === undefined) {
    grant = {
      personId: wish.personId,
      appId: wish.appId,
      permissions: { public_profile: 'granted' },
      pageIds: [],
      dataAccessUntil: 0,
    };
    world.state.facebook.grants.push(grant);
  }
  for (const name of wish.granted) grant.permissions[name] = 'granted';
  for (const name of wish.declined) grant.permissions[name] = 'declined';
  grant.pageIds = [...wish.pageIds];
  grant.dataAccessUntil = world.now() + dataAccessLife;
  world.changed();
  return grant;
}

/** Kills every token of a person for an app, with the subcode later calls are refused with. */
export function killTokens(world: World, which: (token: FbToken) => boolean, subcode: number): number {
  const hit = Object.values(world.state.facebook.tokens).filter(
    (token) => token.dead === null && which(token),
  );
  for (const token of hit) token.dead = subcode;
  world.changed();
  return hit.length;
}
