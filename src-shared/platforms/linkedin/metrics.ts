import { z } from 'zod';
import type { Metrics } from '../../model/metrics.ts';
import { read } from '../call.ts';
import { countSchema, orNothing, told } from '../counts.ts';
import type { Account } from '../platform.ts';
import { callRest } from './api.ts';
import { isOrganization } from './urn.ts';

/** The names of the counters are unverified; what comes by other names is not told. */
const answerSchema = z.object({
  elements: z.array(
    z.object({
      share: z.string().optional().catch(undefined),
      ugcPost: z.string().optional().catch(undefined),
      totalShareStatistics: z.object({
        impressionCount: countSchema,
        uniqueImpressionsCount: countSchema,
        likeCount: countSchema,
        commentCount: countSchema,
        shareCount: countSchema,
        clickCount: countSchema,
      }),
    }),
  ),
});

/**
 * The counters of a Page's post within the last 12 months. Of what a person has posted LinkedIn tells apps none, but for a
 * permission that it grants on application. Source: linkedin.md section 8. @throws as readBack
 */
export async function metrics(account: Account, remoteId: string): Promise<Metrics> {
  const list = listOf(remoteId);
  if (!isOrganization(account) || list === null) return {};
  // Brackets and commas of lists stand as they are; only the URNs in them are encoded.
  const author = encodeURIComponent(account.accountId);
  const path = `/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${author}&${list}=List(${encodeURIComponent(remoteId)})`;
  const answer = await orNothing(callRest(account, { method: 'GET', path }));
  if (answer === null) return {};
  const { elements } = read(answer, answerSchema);
  const post = elements.find(({ share, ugcPost }) => (share ?? ugcPost) === remoteId);
  const counters = post?.totalShareStatistics;
  return told({
    views: counters?.impressionCount,
    reach: counters?.uniqueImpressionsCount,
    likes: counters?.likeCount,
    comments: counters?.commentCount,
    shares: counters?.shareCount,
    clicks: counters?.clickCount,
  });
}

/** The list that a post is asked for in, by the kind of its URN; `activity` has none. */
function listOf(urn: string): 'shares' | 'ugcPosts' | null {
  if (urn.startsWith('urn:li:share:')) return 'shares';
  return urn.startsWith('urn:li:ugcPost:') ? 'ugcPosts' : null;
}
