import type { RequestHandler } from 'express';
import { type Call, type Dialect, endpoint, type ReceivedCall } from '../endpoint.ts';
import { currentVersion } from '../facebook/graph.ts';
import { Params } from '../facebook/params.ts';
import { killTokens } from '../facebook/tokens.ts';
import type { Duty } from '../faults.ts';
import type { RealOrigin } from '../hosts.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { igError, namedError } from './errors.ts';
import type { IgAccount } from './model.ts';
import { endInstagramTokens, type Right, type Session, sessionOf, type Via } from './tokens.ts';

/** A call on one of the two hosts with its parameters read. */
export interface IgCall {
  call: Call;
  params: Params;
  world: World;
  via: Via;
}
export type IgHandler = (graph: IgCall) => Reply | Promise<Reply>;

export const hostOf = {
  facebook: 'https://graph.facebook.com',
  instagram: 'https://graph.instagram.com',
} as const;

export const dialect: Dialect = {
  platform: 'instagram',
  account: (call, world) => accountIdOf(call, world),
  serverError(status) {
    const reply = igError(status === 503 ? 2 : 1);
    return new Reply(status, reply.headers, reply.body);
  },
  refuse(fault, call, world) {
    const accountId = accountIdOf(call, world);
    switch (fault.kind) {
      case '429':
        return igError(80_002).with(usageHeaders(world, accountId, true));
      case 'expired-token':
        endTokenOf(call, world, 'expired', 463);
        return igError(190, 463);
      case 'revoked-token':
        endTokenOf(call, world, 'revoked', 458);
        return igError(190, 458);
      case 'duplicate':
        // Instagram takes the same text twice; what it has instead is a block for spam.
        return igError(4, 2_207_051);
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

/** The account the path names, by itself or by its container or media; else the one behind the token. */
function accountIdOf(call: ReceivedCall, world: World): string | undefined {
  const { accounts, containers, media, tokens } = world.state.instagram;
  const node = call.params.node ?? '';
  if (node in accounts) return node;
  return (containers[node] ?? media[node] ?? tokens[tokenOf(call) ?? ''])?.accountId;
}

function endTokenOf(call: ReceivedCall, world: World, how: 'expired' | 'revoked', subcode: number): void {
  const value = tokenOf(call) ?? '';
  const own = world.state.instagram.tokens[value];
  if (own !== undefined) return void endInstagramTokens(world, own.accountId, how, subcode);
  const token = world.state.facebook.tokens[value];
  if (token === undefined) return;
  const hit = (other: typeof token) =>
    how === 'expired'
      ? other.token === value
      : other.personId === token.personId && other.appId === token.appId;
  killTokens(world, hit, subcode);
}

/** Percentages; the wait is in minutes. */
function usageHeaders(world: World, accountId: string | undefined, full = false): Record<string, string> {
  if (accountId === undefined) return {};
  const used = full ? 100 : world.state.instagram.switches.usage;
  const use = {
    type: 'instagram',
    call_count: used,
    total_cputime: Math.floor(used / 2),
    total_time: used,
    estimated_time_to_regain_access: used >= 100 ? 19 : 0,
  };
  return { 'x-business-use-case-usage': JSON.stringify({ [accountId]: [use] }) };
}

/** A route of the API at one host: reads the parameters, adds the usage header, notes what was ignored. */
export function igEndpoint(
  world: World,
  via: Via,
  duty: Duty | ((call: ReceivedCall) => Duty),
  handler: IgHandler,
  origin: RealOrigin = hostOf[via],
): RequestHandler {
  return endpoint(world, dialect, origin, { duty }, async (call) => {
    const params = Params.of(call);
    if (params instanceof Reply) return params;
    const full = world.state.instagram.switches.usage >= 100;
    const reply = full ? igError(80_002) : await handler({ call, params, world, via });
    call.log.ignored = params.ignored();
    return reply.with({
      ...usageHeaders(world, accountIdOf(call, world)),
      ...reply.headers,
      'facebook-api-version': currentVersion,
    });
  });
}

/** The session of a call that has a right. */
export function authorized({ call, params, world, via }: IgCall, right: Right): Session | Reply {
  const scheme = call.header('authorization');
  if (scheme !== undefined && !scheme.startsWith('Bearer ')) return igError(190);
  const session = sessionOf(scheme?.slice('Bearer '.length) ?? params.text('access_token'), via, world);
  if (session instanceof Reply) return session;
  return session.may(right) ? session : igError(10);
}

/** The account a call acts on: the one its path names, or the token's own by `me`. */
export function accountOf(graph: IgCall, right: Right): { session: Session; account: IgAccount } | Reply {
  const session = authorized(graph, right);
  if (session instanceof Reply) return session;
  const { node } = graph.call.params;
  const isMe = node === 'me' && session.via === 'instagram';
  const account = session.accounts.find(({ id }) => isMe || id === node);
  if (account === undefined) return igError(100, 33);
  // Only professional accounts are served; what a personal one is told is not documented.
  if (account.accountType === 'PERSONAL') return igError(10);
  return { session, account };
}
