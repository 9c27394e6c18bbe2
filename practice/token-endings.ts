import { killTokens } from './facebook/tokens.ts';
import type { World } from './world.ts';

/** Ends the tokens of an X user, a Pinterest user, a Facebook Page or a Facebook person; gives how many were hit. */
export function endTokens(
  world: World,
  account: string,
  how: 'expired' | 'revoked',
  subcode: number,
): number {
  const { x, facebook, pinterest } = world.state;
  const part = [x, pinterest].find(({ users }) => account in users);
  if (part !== undefined) {
    const grants = Object.values(part.grants).filter((grant) => grant.userId === account && !grant.revoked);
    const ids = new Set(grants.map((grant) => grant.id));
    const tokens = Object.values(part.accessTokens).filter((token) => ids.has(token.grantId));
    for (const token of tokens) token.expiresAt = Math.min(token.expiresAt, world.now());
    if (how === 'revoked') for (const grant of grants) grant.revoked = true;
    world.changed();
    return tokens.length;
  }
  const count = killTokens(world, (token) => token.personId === account || token.pageId === account, subcode);
  if (how === 'revoked' && subcode === 458 && account in facebook.people) {
    facebook.grants = facebook.grants.filter((grant) => grant.personId !== account);
  }
  return count;
}
