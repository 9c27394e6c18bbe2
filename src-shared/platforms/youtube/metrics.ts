import { z } from 'zod';
import type { Metrics } from '../../model/metrics.ts';
import { countSchema, told } from '../counts.ts';
import type { Account } from '../platform.ts';
import { list } from './api.ts';

const videoSchema = z.object({
  statistics: z
    .object({ viewCount: countSchema, likeCount: countSchema, commentCount: countSchema })
    .optional()
    .catch(undefined),
});

/** The public counters; likes and comments only where the owner does not hide them. Source: youtube.md section 8. @throws as readBack */
export async function metrics(account: Account, remoteId: string): Promise<Metrics> {
  const { items } = await list(account, 'videos', { part: 'statistics', id: remoteId }, videoSchema);
  const counters = items[0]?.statistics;
  return told({ views: counters?.viewCount, likes: counters?.likeCount, comments: counters?.commentCount });
}
