import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import type { Account } from '../platform.ts';
import { callTikTok, idSchema } from './api.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const videoSchema = z
  .object({ id: idSchema, title: text, video_description: text, create_time: z.number(), share_url: text })
  .transform(({ id, title, video_description: description, create_time, share_url: shareUrl }) => ({
    id,
    title,
    description,
    createdAt: create_time * 1000,
    isPhotos: shareUrl.includes('/photo/'),
  }));
/** A post as TikTok lists it. Its texts may be cut. */
export type ListedPost = z.output<typeof videoSchema>;

const fields = ['id', 'title', 'video_description', 'create_time', 'share_url'];
const PAGE = 20;

/**
 * The account's public posts since an instant, newest first, in at most `pages` calls of 20. `complete` is false when there are
 * more. Unverified: whether posts of photos are among them. @throws as callTikTok
 */
export async function listPosts(
  account: Account,
  since: Instant,
  pages: number,
): Promise<{ posts: ListedPost[]; complete: boolean }> {
  const schema = z.object({
    videos: z.array(videoSchema).default([]),
    cursor: z.number().optional().catch(undefined),
    has_more: z.boolean().catch(false),
  });
  const posts: ListedPost[] = [];
  let cursor: number | undefined;
  for (let page = 0; page < pages; page++) {
    const body = { max_count: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const list: z.output<typeof schema> = await callTikTok(
      account,
      { path: '/v2/video/list/', fields, body },
      schema,
    );
    posts.push(...list.videos.filter(({ createdAt }) => createdAt >= since));
    const isPast = list.videos.some(({ createdAt }) => createdAt < since);
    if (isPast || !list.has_more || list.cursor === undefined) return { posts, complete: true };
    cursor = list.cursor;
  }
  return { posts, complete: false };
}

/** One public post; undefined when TikTok does not show it. @throws as callTikTok */
export async function findListed(account: Account, id: string): Promise<ListedPost | undefined> {
  const body = { filters: { video_ids: [id] } };
  const schema = z.object({ videos: z.array(videoSchema).default([]) });
  const { videos } = await callTikTok(account, { path: '/v2/video/query/', fields, body }, schema);
  return videos.find((video) => video.id === id);
}
