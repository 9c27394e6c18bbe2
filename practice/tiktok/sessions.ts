import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tkError } from './errors.ts';
import type { TkApp, TkGrant, TkUser } from './model.ts';

/** Every scope this platform knows, in the words of the consent page. */
export const scopeWords: Readonly<Record<string, string>> = {
  'user.info.basic': 'Read your profile info (avatar, display name)',
  'user.info.profile': 'Read your additional profile info (username, profile link)',
  'user.info.stats': 'Read your profile engagement statistics',
  'video.list': 'Read your public videos on TikTok',
  'video.publish': 'Post content to TikTok',
  'video.upload': 'Share content to your TikTok account as a draft',
};

const accessSeconds = 86_400;
export const refreshSeconds = 31_536_000;

export interface Caller {
  user: TkUser;
  grant: TkGrant;
  app: TkApp;
}

/** Checks the token, then that one of the scopes was granted. */
export function authorize(call: ReceivedCall, world: World, scopes: readonly string[]): Caller | Reply {
  const grant = grantOf(call, world);
  const { users, apps } = world.state.tiktok;
  const user = grant && users[grant.openId];
  const app = grant && apps[grant.clientKey];
  if (grant === undefined || user === undefined || app === undefined) return tkError('access_token_invalid');
  if (!scopes.some((scope) => grant.scopes.includes(scope))) return tkError('scope_not_authorized');
  return { user, grant, app };
}

/** The JSON object a call carries; an empty body is one without fields. */
export function objectOf(call: ReceivedCall): unknown {
  if (call.body.kind === 'none') return {};
  const isJson = /^application\/json(; ?charset=utf-8)?$/i.test(call.header('content-type') ?? '');
  if (call.body.kind !== 'json' || !isJson)
    return tkError('invalid_param', 'The Content-Type must be application/json; charset=UTF-8.');
  return call.body.value;
}

export const bearerOf = (call: ReceivedCall): string =>
  /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1] ?? '';

/** The living grant behind the bearer token of a call. */
export function grantOf(call: ReceivedCall, world: World): TkGrant | undefined {
  const { accessTokens, grants } = world.state.tiktok;
  const token = accessTokens[bearerOf(call)];
  if (token === undefined || token.expiresAt <= world.now()) return undefined;
  const grant = grants[token.grantId];
  return grant === undefined || grant.revoked ? undefined : grant;
}

/** Whose call it is, also when its token is dead: faults are matched by it. */
export function accountOf(call: ReceivedCall, world: World): string | undefined {
  const form = call.body.kind === 'form' ? call.body.fields : undefined;
  const { accessTokens, refreshTokens, codes, grants } = world.state.tiktok;
  const token =
    accessTokens[bearerOf(call)] ??
    refreshTokens[form?.get('refresh_token') ?? ''] ??
    accessTokens[form?.get('token') ?? ''];
  if (token !== undefined) return grants[token.grantId]?.openId;
  return codes[form?.get('code') ?? '']?.openId;
}

export interface TkTokens {
  access_token: string;
  expires_in: number;
  open_id: string;
  refresh_token: string;
  refresh_expires_in: number;
  scope: string;
  token_type: 'Bearer';
}

export function newGrant(
  world: World,
  openId: string,
  clientKey: string,
  scopes: readonly string[],
): TkGrant {
  const grant: TkGrant = { id: secret(12), openId, clientKey, scopes: [...scopes], revoked: false };
  world.state.tiktok.grants[grant.id] = grant;
  return grant;
}

export const newRefreshToken = (): string => `rft.${secret(40)}`;

/** A new access token. @param refresh the refresh token that goes with it, and until when; a new one when left out */
export function issueTokens(
  world: World,
  grant: TkGrant,
  refresh = { token: newRefreshToken(), expiresAt: world.now() + refreshSeconds * 1000 },
): TkTokens {
  const access = `act.${secret(40)}`;
  const now = world.now();
  const { accessTokens, refreshTokens } = world.state.tiktok;
  accessTokens[access] = { token: access, grantId: grant.id, expiresAt: now + accessSeconds * 1000 };
  refreshTokens[refresh.token] = { ...refresh, grantId: grant.id };
  world.changed();
  return {
    access_token: access,
    expires_in: accessSeconds,
    open_id: grant.openId,
    refresh_token: refresh.token,
    refresh_expires_in: Math.floor((refresh.expiresAt - now) / 1000),
    scope: grant.scopes.join(','),
    token_type: 'Bearer',
  };
}

export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
