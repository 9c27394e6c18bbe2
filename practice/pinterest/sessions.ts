import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { missingScope, notPermitted, unauthenticated } from './errors.ts';
import { countCall } from './limits.ts';
import type { PinApp, PinGrant, PinUser } from './model.ts';

/** Every scope of the organic API; there are others for ads. */
export const knownScopes: ReadonlySet<string> = new Set(
  'boards:read boards:read_secret boards:write boards:write_secret pins:read pins:read_secret pins:write pins:write_secret user_accounts:read user_accounts:write'.split(
    ' ',
  ),
);

const accessSeconds = 2_592_000;
const refreshSeconds = 5_184_000;

export interface Caller {
  user: PinUser;
  grant: PinGrant;
  app: PinApp;
  /** Rate-limit headers for the answer. */
  headers: Record<string, string>;
}

/** Checks token, rate limit, scopes and standing, in this order. */
export function authorize(call: ReceivedCall, world: World, scopes: readonly string[]): Caller | Reply {
  const grant = grantOf(call, world);
  const { users, apps } = world.state.pinterest;
  const user = grant && users[grant.userId];
  const app = grant && apps[grant.appId];
  if (grant === undefined || user === undefined || app === undefined) return unauthenticated();
  const headers = countCall(world, user, app);
  if (headers instanceof Reply) return headers;
  const missing = scopes.filter((scope) => !grant.scopes.includes(scope));
  if (missing.length > 0) return missingScope(missing).with(headers);
  if (user.standing !== 'good') return notPermitted().with(headers);
  return { user, grant, app, headers };
}

/** The living grant behind the bearer token of a call. */
export function grantOf(call: ReceivedCall, world: World): PinGrant | undefined {
  const bearer = /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1];
  const { accessTokens, grants } = world.state.pinterest;
  const token = bearer === undefined ? undefined : accessTokens[bearer];
  if (token === undefined || token.expiresAt <= world.now()) return undefined;
  const grant = grants[token.grantId];
  return grant === undefined || grant.revoked ? undefined : grant;
}

/** Whose call it is: by its token, or by the code or refresh token in its form. */
export function accountOf(call: ReceivedCall, world: World): string | undefined {
  const { accessTokens, refreshTokens, grants, codes } = world.state.pinterest;
  const bearer = call.header('authorization')?.slice('Bearer '.length) ?? '';
  const form = call.body.kind === 'form' ? call.body.fields : undefined;
  const token = accessTokens[bearer] ?? refreshTokens[form?.get('refresh_token') ?? ''];
  if (token !== undefined) return grants[token.grantId]?.userId;
  return codes[form?.get('code') ?? '']?.userId;
}

export interface PinTokens {
  response_type: 'authorization_code' | 'refresh_token';
  access_token: string;
  refresh_token: string;
  token_type: 'bearer';
  expires_in: number;
  refresh_token_expires_in: number;
  /** Seconds since 1970. */
  refresh_token_expires_at: number;
  scope: string;
}

export function newGrant(world: World, userId: string, appId: string, scopes: readonly string[]): PinGrant {
  const grant: PinGrant = { id: secret(12), userId, appId, scopes: [...scopes], revoked: false };
  world.state.pinterest.grants[grant.id] = grant;
  return grant;
}

export function issueTokens(
  world: World,
  grant: PinGrant,
  by: PinTokens['response_type'] = 'authorization_code',
): PinTokens {
  const access = `pina_${secret(48)}`;
  const refresh = `pinr.${secret(48)}`;
  const now = world.now();
  const { accessTokens, refreshTokens } = world.state.pinterest;
  const refreshEnd = now + refreshSeconds * 1000;
  accessTokens[access] = { token: access, grantId: grant.id, expiresAt: now + accessSeconds * 1000 };
  refreshTokens[refresh] = { token: refresh, grantId: grant.id, expiresAt: refreshEnd };
  world.changed();
  return {
    response_type: by,
    access_token: access,
    refresh_token: refresh,
    token_type: 'bearer',
    expires_in: accessSeconds,
    refresh_token_expires_in: refreshSeconds,
    refresh_token_expires_at: Math.floor(refreshEnd / 1000),
    scope: grant.scopes.join(','),
  };
}

export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
