import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { emptyToken, expiredToken, invalidToken, revokedToken } from './errors.ts';
import { type LiGrant, organizationUrn, personUrn } from './model.ts';

export const accessTokenSeconds = 5_184_000;
const refreshTokenSeconds = 31_536_000;

export interface LiTokens {
  access_token: string;
  expires_in: number;
  scope: string;
  token_type: 'Bearer';
  refresh_token?: string;
  refresh_token_expires_in?: number;
}

/** A consent. One with other scopes than before ends the older tokens of the person for the app. */
export function newGrant(world: World, personId: string, clientId: string, scopes: string[]): LiGrant {
  const { grants } = world.state.linkedin;
  const wanted = [...scopes].sort().join(' ');
  for (const other of Object.values(grants)) {
    const isSame = other.personId === personId && other.clientId === clientId;
    if (isSame && [...other.scopes].sort().join(' ') !== wanted) other.revoked = true;
  }
  const grant: LiGrant = { id: secret(12), personId, clientId, scopes, revoked: false };
  grants[grant.id] = grant;
  return grant;
}

/** Tokens are opaque and long. A refresh token is not rotated: `kept` is the one that was used. */
export function issueTokens(world: World, grant: LiGrant, kept?: string): LiTokens {
  const { linkedin } = world.state;
  const now = world.now();
  const token = `AQV${secret(500)}`;
  linkedin.accessTokens[token] = { token, grantId: grant.id, expiresAt: now + accessTokenSeconds * 1000 };
  const tokens: LiTokens = {
    access_token: token,
    expires_in: accessTokenSeconds,
    scope: grant.scopes.join(linkedin.switches.scopeSeparator),
    token_type: 'Bearer',
  };
  world.changed();
  if (linkedin.apps[grant.clientId]?.refreshTokens !== true) return tokens;
  const refresh = kept ?? `AQW${secret(500)}`;
  const expiresAt = linkedin.refreshTokens[refresh]?.expiresAt ?? now + refreshTokenSeconds * 1000;
  linkedin.refreshTokens[refresh] = { token: refresh, grantId: grant.id, expiresAt };
  return {
    ...tokens,
    refresh_token: refresh,
    refresh_token_expires_in: Math.floor((expiresAt - now) / 1000),
  };
}

export const bearerOf = (call: ReceivedCall): string | undefined =>
  /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1];

/** The grant behind the bearer token of a call, or why there is none. */
export function authorize(call: ReceivedCall, world: World): LiGrant | Reply {
  const bearer = bearerOf(call);
  if (bearer === undefined) return emptyToken();
  const token = world.state.linkedin.accessTokens[bearer];
  const grant = token && world.state.linkedin.grants[token.grantId];
  if (token === undefined || grant === undefined) return invalidToken();
  if (grant.revoked) return revokedToken();
  return token.expiresAt <= world.now() ? expiredToken() : grant;
}

/** Whether a consent lets the app act as this author. */
export function mayActAs(author: string, grant: LiGrant, world: World): boolean {
  if (author === personUrn(grant.personId, grant.clientId)) return grant.scopes.includes('w_member_social');
  const page = organizationOf(author, world);
  if (page === undefined || !grant.scopes.includes('w_organization_social')) return false;
  if (world.state.linkedin.apps[grant.clientId]?.tier !== 'standard') return false;
  return (page.roles[grant.personId] ?? 'ANALYST') !== 'ANALYST';
}

export function organizationOf(urn: string, world: World) {
  return Object.values(world.state.linkedin.organizations).find((page) => organizationUrn(page) === urn);
}

/** Ends the tokens of a person, of an author as the apps know them, or of whoever manages a Page; how many were hit. */
export function endLinkedInTokens(world: World, account: string, how: 'expired' | 'revoked'): number {
  const { grants, accessTokens, refreshTokens } = world.state.linkedin;
  const page = organizationOf(account, world);
  const hit = Object.values(grants).filter(
    ({ personId, clientId, revoked }) =>
      !revoked &&
      (personId === account ||
        personUrn(personId, clientId) === account ||
        page?.roles[personId] !== undefined),
  );
  const ids = new Set(hit.map(({ id }) => id));
  const tokens = Object.values(accessTokens).filter(({ grantId }) => ids.has(grantId));
  for (const token of tokens) token.expiresAt = Math.min(token.expiresAt, world.now());
  if (how === 'revoked') {
    for (const grant of hit) grant.revoked = true;
    for (const { token, grantId } of Object.values(refreshTokens)) {
      if (ids.has(grantId)) delete refreshTokens[token];
    }
  }
  world.changed();
  return tokens.length;
}

export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
