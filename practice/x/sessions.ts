import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { countCall, type LimitedCall } from './limits.ts';
import type { XGrant, XUser } from './model.ts';
import { notEnrolled, notPermitted, problem, unauthorized } from './problems.ts';

/** Every scope X knows. */
export const knownScopes: ReadonlySet<string> = new Set(
  'tweet.read tweet.write tweet.moderate.write users.read users.email follows.read follows.write offline.access space.read mute.read mute.write like.read like.write list.read list.write block.read block.write bookmark.read bookmark.write dm.read dm.write media.write timeline.read'.split(
    ' ',
  ),
);

export const accessTokenSeconds = 7200;

export interface Caller {
  user: XUser;
  grant: XGrant;
  /** Rate-limit headers for the answer. */
  headers: Record<string, string>;
}

/** Checks token, enrollment, scopes, standing and rate limit, in this order. */
export function authorize(
  call: ReceivedCall,
  world: World,
  limited: LimitedCall,
  scopes: readonly string[],
): Caller | Reply {
  const grant = grantOf(call, world);
  const user = grant && world.state.x.users[grant.userId];
  if (grant === undefined || user === undefined) return unauthorized();
  if (world.state.x.apps[grant.clientId]?.enrolled !== true) return notEnrolled();
  const headers = countCall(world, limited, user.id, grant.clientId);
  if (headers instanceof Reply) return headers;
  if (scopes.some((scope) => !grant.scopes.includes(scope))) return notPermitted().with(headers);
  if (user.standing !== 'good') return standingRefusal(user.standing).with(headers);
  return { user, grant, headers };
}

function standingRefusal(standing: 'locked' | 'suspended'): Reply {
  return problem(
    403,
    'Forbidden',
    standing === 'suspended'
      ? 'Your account is suspended and is not permitted to access this feature.'
      : 'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://x.com to unlock your account.',
  );
}

/** The living grant behind the bearer token of a call. */
export function grantOf(call: ReceivedCall, world: World): XGrant | undefined {
  const bearer = /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1];
  const token = bearer === undefined ? undefined : world.state.x.accessTokens[bearer];
  if (token === undefined || token.expiresAt <= world.now()) return undefined;
  const grant = world.state.x.grants[token.grantId];
  return grant === undefined || grant.revoked ? undefined : grant;
}

/** The account a call is about, also when its token is dead: faults are matched by it. */
export function accountOf(call: ReceivedCall, world: World): string | undefined {
  const bearer = /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1] ?? '';
  const form = call.body.kind === 'form' ? call.body.fields : undefined;
  const { accessTokens, refreshTokens, codes, grants } = world.state.x;
  const token = accessTokens[bearer] ?? refreshTokens[form?.get('refresh_token') ?? form?.get('token') ?? ''];
  if (token !== undefined) return grants[token.grantId]?.userId;
  return codes[form?.get('code') ?? '']?.userId;
}

export interface TokenPair {
  token_type: 'bearer';
  expires_in: number;
  access_token: string;
  scope: string;
  refresh_token?: string;
}

export function newGrant(world: World, userId: string, clientId: string, scopes: string[]): XGrant {
  const grant: XGrant = { id: secret(12), userId, clientId, scopes, revoked: false };
  world.state.x.grants[grant.id] = grant;
  return grant;
}

/** A new access token, and a refresh token when the grant has `offline.access`. */
export function issueTokens(world: World, grant: XGrant): TokenPair {
  const access = secret(48);
  const now = world.now();
  world.state.x.accessTokens[access] = {
    token: access,
    grantId: grant.id,
    expiresAt: now + accessTokenSeconds * 1000,
  };
  const pair: TokenPair = {
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    access_token: access,
    scope: grant.scopes.join(' '),
  };
  if (grant.scopes.includes('offline.access')) {
    const refresh = secret(48);
    world.state.x.refreshTokens[refresh] = { token: refresh, grantId: grant.id, issuedAt: now, spent: false };
    pair.refresh_token = refresh;
  }
  world.changed();
  return pair;
}

export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
