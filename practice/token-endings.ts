import { killTokens } from './facebook/tokens.ts';
import { endInstagramTokens } from './instagram/tokens.ts';
import { endLinkedInTokens } from './linkedin/tokens.ts';
import type { World } from './world.ts';

/** Ends the tokens of a user of X or Pinterest, a Facebook Page or person, an Instagram account, a LinkedIn author or person, a YouTube channel, a TikTok user; gives how many were hit. */
export function endTokens(
  world: World,
  account: string,
  how: 'expired' | 'revoked',
  subcode: number,
): number {
  const { x, facebook, instagram, linkedin, pinterest, youtube, tiktok } = world.state;
  if (account.startsWith('urn:li:') || account in linkedin.people)
    return endLinkedInTokens(world, account, how);
  const onInstagram = instagram.accounts[account];
  if (onInstagram !== undefined) {
    // By Facebook Login it is posted to with the token of its Page.
    const own = endInstagramTokens(world, account, how, subcode);
    return own + killTokens(world, ({ pageId }) => pageId !== null && pageId === onInstagram.pageId, subcode);
  }
  const part = [x, pinterest].find(({ users }) => account in users);
  if (part !== undefined) {
    const grants = Object.values(part.grants).filter((grant) => grant.userId === account);
    return endGrants(world, grants, Object.values(part.accessTokens), how);
  }
  if (account in youtube.channels) {
    const grants = Object.values(youtube.grants).filter((grant) => grant.channelId === account);
    return endGrants(world, grants, Object.values(youtube.accessTokens), how);
  }
  if (account in tiktok.users) {
    const grants = Object.values(tiktok.grants).filter((grant) => grant.openId === account);
    return endGrants(world, grants, Object.values(tiktok.accessTokens), how);
  }
  const count = killTokens(world, (token) => token.personId === account || token.pageId === account, subcode);
  if (how === 'revoked' && subcode === 458 && account in facebook.people) {
    facebook.grants = facebook.grants.filter((grant) => grant.personId !== account);
  }
  return count;
}

/** Where tokens hang on a grant: ends the access tokens, and the grant itself when it is taken back. */
function endGrants(
  world: World,
  grants: readonly { id: string; revoked: boolean }[],
  accessTokens: readonly { grantId: string; expiresAt: number }[],
  how: 'expired' | 'revoked',
): number {
  const living = grants.filter((grant) => !grant.revoked);
  const ids = new Set(living.map((grant) => grant.id));
  const tokens = accessTokens.filter((token) => ids.has(token.grantId));
  for (const token of tokens) token.expiresAt = Math.min(token.expiresAt, world.now());
  if (how === 'revoked') for (const grant of living) grant.revoked = true;
  world.changed();
  return tokens.length;
}
