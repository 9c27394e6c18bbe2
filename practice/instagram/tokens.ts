import { randomBytes } from 'node:crypto';
import type { ReceivedCall } from '../endpoint.ts';
import { sessionOf as facebookSession } from '../facebook/tokens.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { igError } from './errors.ts';
import type { IgAccount, IgToken } from './model.ts';

export const shortLife = 60 * 60 * 1000;
export const longLife = 5_183_944 * 1000;

/** By which of the two products a call comes: its host says so. */
export type Via = 'facebook' | 'instagram';

/** What each product calls the right to do something. */
export const permissions = {
  facebook: {
    basic: 'instagram_basic',
    publish: 'instagram_content_publish',
    comment: 'instagram_manage_comments',
    insights: 'instagram_manage_insights',
  },
  instagram: {
    basic: 'instagram_business_basic',
    publish: 'instagram_business_content_publish',
    comment: 'instagram_business_manage_comments',
    insights: 'instagram_business_manage_insights',
  },
} as const;
export type Right = keyof (typeof permissions)['facebook'];

/** Who calls, and on which accounts that one may act. */
export interface Session {
  via: Via;
  appId: string;
  accounts: IgAccount[];
  may(right: Right): boolean;
}

/** The token of a call: `OAuth` is what rupload wants, `Bearer` the rest. */
export function presentedToken(
  call: ReceivedCall,
  scheme: 'Bearer' | 'OAuth' = 'Bearer',
): string | undefined {
  const [said, value] = (call.header('authorization') ?? '').split(' ');
  return said === scheme ? value : undefined;
}

/** The session behind a token at one of the two hosts; a token of the other product is none here. */
export function sessionOf(value: string | undefined, via: Via, world: World): Session | Reply {
  if (value === undefined) return igError(190);
  return via === 'facebook' ? sessionOfPage(value, world) : sessionOfAccount(value, world);
}

/** A Page token acts for the Page's account; a person's token for those of the Pages that the person chose. */
function sessionOfPage(value: string, world: World): Session | Reply {
  const session = facebookSession(value, world);
  if (session instanceof Reply) return session;
  const { grant, page, app } = session;
  const pages = page === undefined ? grant.pageIds : [page.id];
  return {
    via: 'facebook',
    appId: app.id,
    accounts: Object.values(world.state.instagram.accounts).filter(
      ({ pageId }) => pageId !== null && pages.includes(pageId),
    ),
    may: (right) =>
      [permissions.facebook[right], 'pages_read_engagement'].every(
        (name) => grant.permissions[name] === 'granted',
      ),
  };
}

function sessionOfAccount(value: string, world: World): Session | Reply {
  const token = world.state.instagram.tokens[value];
  const account = token && world.state.instagram.accounts[token.accountId];
  if (token === undefined || account === undefined) return igError(190);
  if (token.dead !== null) return igError(190, token.dead);
  if (token.expiresAt <= world.now()) return igError(190, 463);
  return {
    via: 'instagram',
    appId: token.appId,
    accounts: [account],
    may: (right) => token.permissions.includes(permissions.instagram[right]),
  };
}

export function issueToken(
  world: World,
  wish: Pick<IgToken, 'appId' | 'accountId' | 'permissions' | 'life'>,
): IgToken {
  const now = world.now();
  const token: IgToken = {
    ...wish,
    token: `IGAA${randomBytes(60).toString('base64url')}`,
    issuedAt: now,
    expiresAt: now + (wish.life === 'short' ? shortLife : longLife),
    dead: null,
  };
  world.state.instagram.tokens[token.token] = token;
  world.changed();
  return token;
}

/** Ends the tokens of Instagram Login that an account gave; counts them. */
export function endInstagramTokens(
  world: World,
  accountId: string,
  how: 'expired' | 'revoked',
  subcode: number,
): number {
  const tokens = Object.values(world.state.instagram.tokens).filter(
    (token) => token.accountId === accountId && token.dead === null,
  );
  for (const token of tokens) {
    if (how === 'revoked') token.dead = subcode;
    else token.expiresAt = Math.min(token.expiresAt, world.now());
  }
  world.changed();
  return tokens.length;
}
