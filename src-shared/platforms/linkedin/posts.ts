import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { fromLittleText } from '../../rules/little-text.ts';
import { address, call, read } from '../call.ts';
import type { Account, ReadBack, RemotePost } from '../platform.ts';
import { accepted, ask, callRest } from './api.ts';
import { classify } from './errors.ts';
import { userinfoRequest } from './identity.ts';
import { isOrganization, publicAddress } from './urn.ts';

/** How many of the newest are asked for. */
export const LISTED = 25;

const contentSchema = z
  .looseObject({
    multiImage: z
      .object({ images: z.array(z.unknown()) })
      .optional()
      .catch(undefined),
    media: z.unknown().optional(),
    article: z
      .looseObject({ source: z.string().optional(), thumbnail: z.string().optional() })
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

const postSchema = z.object({
  id: z.string().min(1),
  commentary: z.string().catch(''),
  /** ms since 1970 */
  createdAt: z.coerce.number(),
  content: contentSchema,
});
export type ListedPost = z.infer<typeof postSchema>;

/** The text as its author wrote it. */
export function textOf({ commentary }: Pick<ListedPost, 'commentary'>): string {
  return fromLittleText(commentary);
}

/** A Page's newest posts, newest first. Needs `r_organization_social`. @throws as callRest */
export async function listPosts(account: Account): Promise<ListedPost[]> {
  // The name of the order is unverified.
  const query = { q: 'author', author: account.accountId, count: `${LISTED}`, sortBy: 'LAST_MODIFIED' };
  const answer = await callRest(account, { method: 'GET', path: address('/rest/posts', query) });
  return read(answer, z.object({ elements: z.array(postSchema) })).elements;
}

/** For the resolution screen. @throws PublishFailure for a person, whose posts are shown to no app; else as callRest */
export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  if (!isOrganization(account)) {
    const message =
      'LinkedIn shows no app what a person has posted. Open your profile at LinkedIn and look for it there.';
    throw new PublishFailure({ class: 'account', message });
  }
  const posts = await listPosts(account);
  return posts
    .filter(({ createdAt }) => createdAt >= since)
    .map((post) => ({
      remoteId: post.id,
      text: textOf(post),
      createdAt: post.createdAt,
      permalink: publicAddress(post.id),
      mediaCount: mediaCount(post),
    }));
}

function mediaCount({ content }: ListedPost): number {
  if (content === undefined) return 0;
  if (content.multiImage !== undefined) return content.multiImage.images.length;
  return content.media !== undefined || content.article?.thumbnail !== undefined ? 1 : 0;
}

/** Reads a Page's post back. @throws as callRest */
export async function readBack(account: Account, remoteId: string): Promise<ReadBack> {
  if (!isOrganization(account)) {
    return { state: 'unsure', why: 'LinkedIn shows no app what a person has posted.' };
  }
  const answer = await ask(account, { method: 'GET', path: `/rest/posts/${encodeURIComponent(remoteId)}` });
  if (answer.status === 404) return { state: 'gone' };
  if (answer.status === 403) return { state: 'unsure', why: 'LinkedIn does not let us look at this post.' };
  const post = read(accepted(account, answer), postSchema.pick({ commentary: true }));
  return { state: 'there', text: textOf(post), permalink: publicAddress(remoteId) };
}

/** Whether the token is taken: a person has nothing else that could be asked for. @throws as callRest */
export async function probe(account: Account): Promise<void> {
  if (isOrganization(account)) await listPosts(account);
  else await call(account, userinfoRequest(await account.token()), classify);
}
