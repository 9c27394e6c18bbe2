import { z } from 'zod';
import type { Metrics } from '../../model/metrics.ts';
import type { TargetKind } from '../../model/platform-id.ts';
import { read } from '../call.ts';
import { countSchema, orNothing, told } from '../counts.ts';
import { insightsIn } from '../facebook/insights.ts';
import type { Account } from '../platform.ts';
import { callApi } from './api.ts';

/** A name that another kind of post has fails the whole call. Source: instagram.md section 7. */
const ofPosts = ['views', 'reach', 'likes', 'comments', 'saved', 'shares'];
const ofStories = ['views', 'reach', 'replies', 'shares'];

const mediaSchema = z.object({ like_count: countSchema, comments_count: countSchema });

/**
 * The counters of a post or story: its insights where the seller's app may read them and Instagram has them, which can take
 * 48 hours; else the likes and comments of a post. A story tells none after its day. @throws as readBack
 */
export async function metrics(account: Account, remoteId: string, kind: TargetKind): Promise<Metrics> {
  const isStory = kind === 'story';
  const insights = await insightsOf(account, remoteId, isStory ? ofStories : ofPosts);
  const counters = isStory || insights.likes !== undefined ? null : await countersOf(account, remoteId);
  return told({
    views: insights.views,
    reach: insights.reach,
    likes: insights.likes ?? counters?.like_count,
    comments: insights.comments ?? insights.replies ?? counters?.comments_count,
    shares: insights.shares,
    saves: insights.saved,
  });
}

/** Empty also for a story that fewer than five have seen, which Instagram answers as it does a missing permission. */
async function insightsOf(account: Account, id: string, names: readonly string[]) {
  const query = { metric: names.join(',') };
  const answer = await orNothing(callApi(account, { method: 'GET', path: `/${id}/insights`, query }));
  return answer === null ? {} : insightsIn(answer);
}

/** Told by the permission that posting needs. */
async function countersOf(account: Account, id: string) {
  const query = { fields: 'like_count,comments_count' };
  const answer = await orNothing(callApi(account, { method: 'GET', path: `/${id}`, query }));
  return answer === null ? null : read(answer, mediaSchema);
}
