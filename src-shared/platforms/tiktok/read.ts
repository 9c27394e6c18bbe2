import type { TargetKind } from '../../model/platform-id.ts';
import type { Instant } from '../../model/time.ts';
import type { Account, ReadBack, RemotePost } from '../platform.ts';
import { failureOf } from './errors.ts';
import { lookUp } from './publication.ts';
import { findListed, type ListedPost, listPosts } from './video-list.ts';

const profile = 'https://www.tiktok.com';

/**
 * The page of a post: TikTok leads on from `/video/` where it is of photos. A post whose id TikTok does not tell is known by its
 * publication; then it is the page of the account.
 */
export function permalink(handle: string, remoteId: string): string {
  if (handle === '') return `${profile}/`;
  return isPostId(remoteId) ? `${profile}/@${handle}/video/${remoteId}` : `${profile}/@${handle}`;
}

/** Of posts the ids are digits; of publications they are words. */
const isPostId = (remoteId: string): boolean => /^\d+$/.test(remoteId);

/** The account's newest public posts, for the resolution screen. @throws as callTikTok */
export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  const { posts } = await listPosts(account, since, 1);
  return posts.map((post) => ({
    remoteId: post.id,
    text: post.description === '' ? post.title : post.description,
    createdAt: post.createdAt,
    permalink: permalink(account.handle, post.id),
    mediaCount: post.isPhotos ? null : 1,
  }));
}

/** Reads a post back, by its id or that of its publication. @throws as callTikTok */
export async function readBack(account: Account, remoteId: string, kind: TargetKind): Promise<ReadBack> {
  return isPostId(remoteId) ? readPost(account, remoteId, kind) : readPublication(account, remoteId);
}

async function readPost(account: Account, id: string, kind: TargetKind): Promise<ReadBack> {
  const post = await findListed(account, id);
  if (post !== undefined)
    return { state: 'there', text: wholeText(post), permalink: permalink(account.handle, id) };
  // Unverified: whether TikTok shows apps the posts of photos at all.
  if (kind !== 'video') return { state: 'unsure', why: 'TikTok does not show this post to apps.' };
  return { state: 'gone' };
}

/** So long a text may have been cut; then it says nothing of what follows. UTF-16 units. Source: tiktok.md section 6. */
const CUT_FROM = 140;

function wholeText({ title, description }: ListedPost): string | null {
  const text = description === '' ? title : description;
  return text.length >= CUT_FROM ? null : text;
}

async function readPublication(account: Account, publishId: string): Promise<ReadBack> {
  const publication = await lookUp(account, publishId, null);
  switch (publication.state) {
    case 'out':
    case 'inbox':
      return { state: 'there', text: null, permalink: null };
    case 'failed':
      return { state: 'gone', why: failureOf(publication.reason, account.clock.now()).message };
    case 'open':
    case 'working':
      return { state: 'unsure', why: 'TikTok is still working on the post.' };
    case 'forgotten':
      return { state: 'unsure', why: 'TikTok does not tell any more what became of the post.' };
  }
}
