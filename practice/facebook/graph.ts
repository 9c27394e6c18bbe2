import type { RequestHandler } from 'express';
import { type Call, type Dialect, endpoint, type ReceivedCall } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import type { RealOrigin } from '../hosts.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { graphError, namedError, traceId } from './errors.ts';
import { Params } from './params.ts';
import { killTokens, sessionOf } from './tokens.ts';
import { countUse, usageHeaders } from './usage.ts';

export const currentVersion = 'v26.0';
/** v20.0 ended on 24 September 2026. */
const oldestLiving = 21;

/** The version that answers: an expired one falls forward to the oldest living one; undefined for one to come. */
function servedVersion(asked: string): string | undefined {
  const major = Number(/^v(\d+)\.\d+$/.exec(asked)?.[1] ?? Number.NaN);
  if (Number.isNaN(major) || major > Number(currentVersion.slice(1))) return undefined;
  return major < oldestLiving ? `v${oldestLiving}.0` : asked;
}

/** A call on the Graph API with its parameters read. */
export interface GraphCall {
  call: Call;
  params: Params;
  world: World;
}

export type GraphHandler = (graph: GraphCall) => Reply | Promise<Reply>;

export const dialect: Dialect = {
  platform: 'facebook',
  account: (call, world) => accountOf(call, world),
  serverError(status) {
    const reply = graphError(status === 503 ? 2 : 1);
    return new Reply(status, reply.headers, reply.body);
  },
  refuse(fault, call, world) {
    const token = world.state.facebook.tokens[tokenOf(call) ?? ''];
    switch (fault.kind) {
      case '429':
        return graphError(token?.kind === 'USER' ? 4 : 32).with(usageHeaders(world, token, { full: true }));
      case 'expired-token':
        if (token !== undefined) killTokens(world, (other) => other.token === token.token, 463);
        return graphError(190, 463);
      case 'revoked-token':
        if (token !== undefined)
          killTokens(world, (other) => other.personId === token.personId && other.appId === token.appId, 458);
        return graphError(190, 458);
      case 'duplicate':
        return graphError(506);
      default:
        return namedError(fault);
    }
  },
};

function tokenOf(call: ReceivedCall): string | undefined {
  const header = /^(?:Bearer|OAuth) (\S+)$/.exec(call.header('authorization') ?? '')?.[1];
  if (header !== undefined) return header;
  const params = Params.of(call);
  return params instanceof Reply ? undefined : params.text('access_token');
}

/** The Page of a Page token; else the id the path opens with, when it names a Page. */
function accountOf(call: ReceivedCall, world: World): string | undefined {
  const pageId = world.state.facebook.tokens[tokenOf(call) ?? '']?.pageId;
  if (pageId !== null && pageId !== undefined) return pageId;
  const node = call.params.node?.split('_')[0];
  return node !== undefined && node in world.state.facebook.pages ? node : undefined;
}

interface Options {
  duty: Duty | ((call: ReceivedCall) => Duty);
  origin?: RealOrigin;
  maxBytes?: number;
}

/** A route of the Graph API: reads the parameters, adds the usage headers, notes what was ignored. */
export function graphEndpoint(world: World, options: Options, handler: GraphHandler): RequestHandler {
  const { origin = 'https://graph.facebook.com', ...rest } = options;
  return endpoint(world, dialect, origin, rest, async (call) => {
    const params = Params.of(call);
    const session = sessionOf(tokenOf(call) ?? '', world);
    const token = session instanceof Reply ? undefined : session.token;
    const spent = token && countUse(world, token);
    const version = servedVersion(call.params.version ?? currentVersion);
    const unknown =
      version === undefined
        ? graphError(2500, undefined, `Unknown path components: ${call.url.pathname}`)
        : undefined;
    const reply =
      params instanceof Reply ? params : (unknown ?? spent ?? (await handler({ call, params, world })));
    if (!(params instanceof Reply)) call.log.ignored = params.ignored();
    return reply.with({
      ...usageHeaders(world, token),
      ...reply.headers,
      'facebook-api-version': version ?? currentVersion,
      'x-fb-trace-id': traceId(),
    });
  });
}
