import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Metrics } from '../../model/metrics.ts';
import { read } from '../call.ts';
import { countSchema, orNothing, told } from '../counts.ts';
import type { Account } from '../platform.ts';
import { graphUrl } from './graph.ts';
import { insightsIn } from './insights.ts';
import { callPage } from './page-call.ts';

const videoSchema = z.object({
  views: countSchema,
  post_id: z.coerce.string().optional().catch(undefined),
});
const totalSchema = z
  .object({ summary: z.object({ total_count: countSchema }) })
  .optional()
  .catch(undefined);
const postSchema = z.object({
  reactions: totalSchema,
  comments: totalSchema,
  shares: z.object({ count: countSchema }).default({ count: 0 }).catch({ count: undefined }),
});
const postFields = 'reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),shares';
/** Asked for one by one, since a name that Facebook does not know fails the whole call. */
const insightNames = ['post_media_view', 'post_total_media_view_unique', 'post_clicks'];

/**
 * The counters of a post, or of a video by its bare id: its reactions, comments and shares, which posting needs no further
 * permission for, and its insights where the seller's app may read them. Source: facebook.md section 7. @throws as readBack
 */
export async function metrics(account: Account, remoteId: string): Promise<Metrics> {
  const video = remoteId.includes('_') ? null : await videoOf(account, remoteId);
  const postId = video === null ? remoteId : wholeId(account, video.post_id);
  const counters = postId === null ? null : await countersOf(account, postId);
  const insights = postId === null || counters === null ? {} : await insightsOf(account, postId);
  return told({
    views: insights.post_media_view ?? video?.views,
    reach: insights.post_total_media_view_unique,
    likes: counters?.reactions?.summary.total_count,
    comments: counters?.comments?.summary.total_count,
    shares: counters?.shares.count,
    clicks: insights.post_clicks,
  });
}

async function videoOf(account: Account, id: string): Promise<z.infer<typeof videoSchema>> {
  const url = graphUrl(`/${id}`, { fields: 'views,post_id' });
  const answer = await orNothing(callPage(account, { method: 'GET', url }));
  return answer === null ? { views: undefined } : read(answer, videoSchema);
}

/** Of a video's post Facebook tells what follows the Page's id. */
function wholeId({ accountId }: Account, postId: string | undefined): string | null {
  if (postId === undefined) return null;
  return postId.includes('_') ? postId : `${accountId}_${postId}`;
}

async function countersOf(account: Account, postId: string) {
  const url = graphUrl(`/${postId}`, { fields: postFields });
  const answer = await orNothing(callPage(account, { method: 'GET', url }));
  return answer === null ? null : read(answer, postSchema);
}

async function insightsOf(account: Account, postId: string): Promise<Partial<Record<string, number>>> {
  const insights: Partial<Record<string, number>> = {};
  for (const metric of insightNames) {
    try {
      const url = graphUrl(`/${postId}/insights`, { metric });
      Object.assign(insights, insightsIn(await callPage(account, { method: 'GET', url })));
    } catch (thrown) {
      const refused = thrown instanceof PublishFailure ? thrown.error.class : null;
      // Not permitted: nor are the others. Not known any more: the others may be.
      if (refused === 'account') break;
      if (refused !== 'content') throw thrown;
    }
  }
  return insights;
}
