import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { ytError } from './errors.ts';
import type { YtChannel, YtGrant } from './model.ts';

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

/** Every scope this platform knows, in the words of the consent page. */
export const scopeWords: Readonly<Record<string, string>> = {
  [scope('youtube.upload')]: 'Manage your YouTube videos',
  [scope('youtube.readonly')]: 'View your YouTube account',
  [scope('youtube.force-ssl')]:
    'See, edit, and permanently delete your YouTube videos, ratings, comments and captions',
  [scope('youtube')]: 'Manage your YouTube account',
  [scope('yt-analytics.readonly')]: 'View YouTube Analytics reports for your YouTube content',
};

/** Which scopes a call is open to; one of them is enough. Source: discovery document. */
export const mayUpload = [scope('youtube.upload'), scope('youtube'), scope('youtube.force-ssl')];
export const mayRead = [scope('youtube.readonly'), scope('youtube'), scope('youtube.force-ssl')];
export const mayDelete = [scope('youtube'), scope('youtube.force-ssl')];

export const accessTokenSeconds = 3599;

export interface Caller {
  channel: YtChannel;
  grant: YtGrant;
}

/** Checks token, channel, scope and standing, in this order. */
export function authorize(call: ReceivedCall, world: World, scopes: readonly string[]): Caller | Reply {
  const grant = grantOf(call, world);
  const channel = grant && world.state.youtube.channels[grant.channelId];
  if (grant === undefined || channel === undefined) return ytError('authError');
  if (!scopes.some((name) => grant.scopes.includes(name))) return ytError('insufficientPermissions');
  if (channel.standing === 'suspended') return ytError('accountSuspended');
  if (channel.standing === 'closed') return ytError('accountClosed');
  return { channel, grant };
}

export const bearerOf = (call: ReceivedCall): string =>
  /^Bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1] ?? '';

/** The living grant behind the bearer token of a call. */
export function grantOf(call: ReceivedCall, world: World): YtGrant | undefined {
  const { accessTokens, grants } = world.state.youtube;
  const token = accessTokens[bearerOf(call)];
  if (token === undefined || token.expiresAt <= world.now()) return undefined;
  const grant = grants[token.grantId];
  return grant === undefined || grant.revoked ? undefined : grant;
}

/** The channel a call is about, also when its token is dead: faults are matched by it. */
export function channelOf(call: ReceivedCall, world: World): string | undefined {
  const form = call.body.kind === 'form' ? call.body.fields : undefined;
  const { accessTokens, refreshTokens, codes, grants } = world.state.youtube;
  const token =
    accessTokens[bearerOf(call)] ?? refreshTokens[form?.get('refresh_token') ?? form?.get('token') ?? ''];
  if (token !== undefined) return grants[token.grantId]?.channelId;
  return codes[form?.get('code') ?? '']?.channelId;
}

export interface GoogleTokens {
  access_token: string;
  expires_in: number;
  refresh_token?: string;
  scope: string;
  token_type: 'Bearer';
}

export function newGrant(world: World, channelId: string, clientId: string, scopes: string[]): YtGrant {
  const grant: YtGrant = { id: secret(12), channelId, clientId, scopes, revoked: false };
  world.state.youtube.grants[grant.id] = grant;
  return grant;
}

/** Live refresh tokens of one account and client; one more, and the oldest dies without a word. */
const mostRefreshTokens = 100;

/** A new access token; with `refreshable` a refresh token too, which does not change from then on. */
export function issueTokens(world: World, grant: YtGrant, refreshable: boolean): GoogleTokens {
  const now = world.now();
  const access = `ya29.${secret(60)}`;
  const { accessTokens, refreshTokens, grants } = world.state.youtube;
  accessTokens[access] = { token: access, grantId: grant.id, expiresAt: now + accessTokenSeconds * 1000 };
  const tokens: GoogleTokens = {
    access_token: access,
    expires_in: accessTokenSeconds,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
  };
  if (refreshable) {
    const refresh = `1//0${secret(48)}`;
    refreshTokens[refresh] = { token: refresh, grantId: grant.id, issuedAt: now, usedAt: now };
    tokens.refresh_token = refresh;
    const same = Object.values(refreshTokens).filter(({ grantId }) => {
      const other = grants[grantId];
      return other?.channelId === grant.channelId && other.clientId === grant.clientId;
    });
    for (const old of same.slice(0, -mostRefreshTokens)) delete refreshTokens[old.token];
  }
  world.changed();
  return tokens;
}

export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
