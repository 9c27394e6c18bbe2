import { z } from 'zod';
import type { Metrics } from '../../model/metrics.ts';
import { countSchema, sumOf, told } from '../counts.ts';
import type { Account } from '../platform.ts';
import { idSchema, readPosts } from './api.ts';

/** Reposts under both of their names. */
const countersSchema = z.object({
  impression_count: countSchema,
  like_count: countSchema,
  reply_count: countSchema,
  retweet_count: countSchema,
  repost_count: countSchema,
  quote_count: countSchema,
  bookmark_count: countSchema,
});
const readSchema = z.object({
  data: z
    .array(z.object({ id: idSchema, public_metrics: countersSchema.optional().catch(undefined) }))
    .optional(),
});

/**
 * The public counters; of a thread those of its first part. X charges for each read, a post read twice in one day (UTC) once.
 * Source: x.md section 7. @throws as callX
 */
export async function metrics(account: Account, remoteId: string): Promise<Metrics> {
  const { data } = await readPosts(account, '/2/tweets', { ids: remoteId }, ['public_metrics'], readSchema);
  const counters = data?.find(({ id }) => id === remoteId)?.public_metrics;
  if (counters === undefined) return {};
  return told({
    views: counters.impression_count,
    likes: counters.like_count,
    comments: counters.reply_count,
    shares: sumOf(counters.repost_count ?? counters.retweet_count, counters.quote_count),
    saves: counters.bookmark_count,
  });
}
