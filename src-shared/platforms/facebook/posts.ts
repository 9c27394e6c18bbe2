import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { read } from '../call.ts';
import type { Account, RemotePost } from '../platform.ts';
import { isRefusal } from './errors.ts';
import { graphUrl, nextUrl, permalinkFrom } from './graph.ts';
import { callPage } from './page-call.ts';
import { newestStories } from './stories.ts';

const id = z.coerce.string();
const targetSchema = z.object({ id: id.optional(), url: z.string().optional() }).optional();
const attachmentSchema = z.object({
  media_type: z.string().optional(),
  url: z.string().optional(),
  target: targetSchema,
  subattachments: z.object({ data: z.array(z.object({ target: targetSchema })) }).optional(),
});
const postSchema = z.object({
  id,
  message: z.string().optional(),
  created_time: z.string(),
  permalink_url: z.string().optional(),
  application: z.object({ id }).nullish(),
  attachments: z.object({ data: z.array(attachmentSchema) }).optional(),
});
const listSchema = z.object({
  data: z.array(postSchema),
  paging: z.object({ next: z.string().optional() }).optional(),
});

export type Attachment = z.infer<typeof attachmentSchema>;
export type ListedPost = z.infer<typeof postSchema>;

/** Source: facebook.md section 6, "List call". */
const fields =
  'id,message,created_time,permalink_url,status_type,application{id},attachments{media_type,url,target{id},subattachments{target{id}}}';
const perPart = 25;

/**
 * The Page's published posts since an instant, newest first, in at most `parts` calls.
 * `complete` is false when there are more.
 * @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function listPosts(
  account: Account,
  since: Instant,
  parts: number,
): Promise<{ posts: ListedPost[]; complete: boolean }> {
  const posts: ListedPost[] = [];
  let url: string | null = graphUrl(`/${account.accountId}/published_posts`, {
    fields,
    since: String(Math.floor(since / 1000)),
    limit: String(perPart),
  });
  for (let part = 0; part < parts; part++) {
    const list: z.infer<typeof listSchema> = read(
      await callPage(account, { method: 'GET', url }),
      listSchema,
    );
    posts.push(...list.data);
    if (list.paging?.next === undefined || list.data.length === 0) return { posts, complete: true };
    url = nextUrl(list.paging.next);
    if (url === null) return { posts, complete: false };
  }
  return { posts, complete: false };
}

/** Posts and stories. Where Facebook does not show the stories, the posts alone. */
export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  const { posts } = await listPosts(account, since, 1);
  const stories = await newestStories(account, since).catch((thrown: unknown) => {
    if (isRefusal(thrown)) return [];
    throw thrown;
  });
  const shown = posts.map((post) => ({
    remoteId: post.id,
    text: post.message ?? '',
    createdAt: createdAt(post),
    permalink: permalinkFrom(post.permalink_url, post.id),
    mediaCount: attachmentsOf(post).reduce((count, attachment) => count + mediaIn(attachment), 0),
  }));
  return [...shown, ...stories].toSorted((left, right) => right.createdAt - left.createdAt);
}

export function attachmentsOf(post: ListedPost): Attachment[] {
  return post.attachments?.data ?? [];
}

/** Ids of the photos and videos that a post shows, as far as Facebook tells. */
export function targetIdsOf(post: ListedPost): string[] {
  return attachmentsOf(post)
    .flatMap((attachment) => [
      attachment.target,
      ...(attachment.subattachments?.data ?? []).map((sub) => sub.target),
    ])
    .flatMap((target) => target?.id ?? []);
}

/** Facebook writes the offset without a colon: 2026-11-24T05:41:00+0000. */
export function createdAt(post: ListedPost): Instant {
  return Date.parse(post.created_time.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

function mediaIn({ media_type, subattachments }: Attachment): number {
  if (subattachments !== undefined && subattachments.data.length > 0) return subattachments.data.length;
  return media_type === 'photo' || media_type === 'video' ? 1 : 0;
}
