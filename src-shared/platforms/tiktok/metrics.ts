import { z } from 'zod';
import type { Metrics } from '../../model/metrics.ts';
import { countSchema, told } from '../counts.ts';
import type { Account } from '../platform.ts';
import { callTikTok, idSchema } from './api.ts';
import { isPostId } from './read.ts';

const fields = ['id', 'view_count', 'like_count', 'comment_count', 'share_count'];
const answerSchema = z.object({
  videos: z
    .array(
      z.object({
        id: idSchema,
        view_count: countSchema,
        like_count: countSchema,
        comment_count: countSchema,
        share_count: countSchema,
      }),
    )
    .default([]),
});

/** The counters of a public post whose id TikTok has told. Source: tiktok.md section 7. @throws as callTikTok */
export async function metrics(account: Account, remoteId: string): Promise<Metrics> {
  if (!isPostId(remoteId)) return {};
  const body = { filters: { video_ids: [remoteId] } };
  const { videos } = await callTikTok(account, { path: '/v2/video/query/', fields, body }, answerSchema);
  const post = videos.find(({ id }) => id === remoteId);
  return told({
    views: post?.view_count,
    likes: post?.like_count,
    comments: post?.comment_count,
    shares: post?.share_count,
  });
}
