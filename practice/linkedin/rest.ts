import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type Call, type Dialect, endpoint, type Handler, type ReceivedCall } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import {
  duplicateOf,
  expiredToken,
  namedError,
  nonexistentVersion,
  notConverted,
  restError,
  revokedToken,
  serverError,
  tooManyRequests,
  versionMissing,
} from './errors.ts';
import { type LiGrant, personUrn } from './model.ts';
import { authorize, bearerOf } from './tokens.ts';

/** There was no 202512; 202511 ended on 2026-11-16. */
const activeVersions: ReadonlySet<string> = new Set(
  ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((month) => `2026${month}`),
);

export const dialect: Dialect = {
  platform: 'linkedin',
  account: accountOf,
  serverError,
  refuse(fault, call, world) {
    const token = world.state.linkedin.accessTokens[bearerOf(call) ?? ''];
    const grant = token && world.state.linkedin.grants[token.grantId];
    switch (fault.kind) {
      case '429':
        return tooManyRequests();
      case 'expired-token':
        if (token !== undefined) token.expiresAt = Math.min(token.expiresAt, world.now());
        world.changed();
        return expiredToken();
      case 'revoked-token':
        if (grant !== undefined) grant.revoked = true;
        world.changed();
        return revokedToken();
      case 'duplicate':
        return duplicateOf('urn:li:share:7000000000000000001');
      default:
        return namedError(fault);
    }
  },
};

/** The author a call is about: named in its body or query, else the person behind its token. */
function accountOf(call: ReceivedCall, world: World): string | undefined {
  const body = call.body.kind === 'json' ? (call.body.value as Record<string, unknown> | null) : null;
  const opening = body?.initializeUploadRequest as Record<string, unknown> | undefined;
  const named = body?.author ?? body?.actor ?? opening?.owner ?? call.url.searchParams.get('author');
  if (typeof named === 'string') return named;
  const token = world.state.linkedin.accessTokens[bearerOf(call) ?? ''];
  const grant = token && world.state.linkedin.grants[token.grantId];
  return grant?.scopes.includes('openid') === true ? personUrn(grant.personId, grant.clientId) : undefined;
}

/** A versioned call with the consent behind it. */
export interface RestCall {
  call: Call;
  world: World;
  grant: LiGrant;
  /** The JSON body; undefined when there is none. */
  body: unknown;
}

export type RestHandler = (rest: RestCall) => Reply | Promise<Reply>;

/** A route under /rest: token, version and protocol are checked in this order. */
export function restEndpoint(world: World, duty: Duty, handler: RestHandler): RequestHandler {
  return endpoint(world, dialect, 'https://api.linkedin.com', { duty }, async (call) => {
    const reply = await answer(call, world, handler);
    return reply.with(traceHeaders());
  });
}

async function answer(call: Call, world: World, handler: RestHandler): Promise<Reply> {
  const grant = authorize(call, world);
  if (grant instanceof Reply) return grant;
  const version = call.header('linkedin-version');
  if (version === undefined) return versionMissing();
  if (!activeVersions.has(version)) return nonexistentVersion(version);
  if (call.header('x-restli-protocol-version') !== '2.0.0')
    return restError(400, undefined, 'X-Restli-Protocol-Version must be 2.0.0');
  // In version 2.0.0 of the protocol a URN in an address is percent-encoded.
  if (/urn:li:/.test(call.url.href))
    return restError(400, 'ILLEGAL_ARGUMENT', 'Syntax exception in path variables');
  const { body } = call;
  if (body.kind === 'none') return handler({ call, world, grant, body: undefined });
  if (body.kind !== 'json') return notConverted('it is not JSON');
  return handler({ call, world, grant, body: body.value });
}

/** As an endpoint outside of /rest: no version, no protocol. */
export const plainEndpoint = (world: World, duty: Duty, handler: Handler): RequestHandler =>
  endpoint(world, dialect, 'https://api.linkedin.com', { duty }, handler);

const traceHeaders = (): Record<string, string> => ({
  'x-li-uuid': randomBytes(12).toString('base64'),
  'x-li-fabric': 'practice',
  'x-li-request-id': randomUUID(),
});
