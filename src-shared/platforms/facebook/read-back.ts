import { z } from 'zod';
import type { TargetKind } from '../../model/platform-id.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import type { Account, ReadBack } from '../platform.ts';
import { graphErrorOf, isOutOfSight } from './graph-error.ts';
import { graphUrl, permalinkFrom } from './graph.ts';
import { accepted, askPage, callPage } from './page-call.ts';
import { listStories } from './stories.ts';

const postSchema = z.object({ message: z.string().optional(), permalink_url: z.string().optional() });
const videoSchema = z.object({
  description: z.string().optional(),
  permalink_url: z.string().optional(),
  status: z.object({ video_status: z.string().optional() }).optional(),
});
const failedVideo = ['error', 'expired', 'upload_failed'];

/** Reads a post, a story, or a video by its bare id, back. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function readBack(account: Account, remoteId: string, kind: TargetKind): Promise<ReadBack> {
  if (kind === 'story') return readStory(account, remoteId);
  const isPost = remoteId.includes('_');
  const fields = isPost ? 'id,message,permalink_url' : 'id,description,permalink_url,status';
  const answer = await askPage(account, { method: 'GET', url: graphUrl(`/${remoteId}`, { fields }) });
  if (isOutOfSight(graphErrorOf(answer))) return goneOrHidden(account);
  if (isPost) {
    const post = read(accepted(account, answer), postSchema);
    return {
      state: 'there',
      text: post.message ?? '',
      permalink: permalinkFrom(post.permalink_url, remoteId),
    };
  }
  const video = read(accepted(account, answer), videoSchema);
  if (failedVideo.includes(video.status?.video_status ?? '')) return { state: 'gone' };
  return {
    state: 'there',
    text: video.description ?? '',
    permalink: permalinkFrom(video.permalink_url, remoteId),
  };
}

/** The list tells where a story stands; the post itself is asked only when the list does not show it (yet). */
async function readStory(account: Account, remoteId: string): Promise<ReadBack> {
  const { stories } = await listStories(account);
  const story = stories.find(({ id }) => id === remoteId);
  if (story !== undefined) return { state: 'there', text: null, permalink: story.permalink };
  const url = graphUrl(`/${remoteId}`, { fields: 'id' });
  const answer = await askPage(account, { method: 'GET', url });
  if (isOutOfSight(graphErrorOf(answer))) return goneOrHidden(account);
  accepted(account, answer);
  return { state: 'there', text: null, permalink: null };
}

/** Facebook says "gone or no access" in one: it is gone when the Page itself can still be read. */
async function goneOrHidden(account: Account): Promise<ReadBack> {
  try {
    await callPage(account, { method: 'GET', url: graphUrl(`/${account.accountId}`, { fields: 'id' }) });
    return { state: 'gone' };
  } catch (thrown) {
    if (thrown instanceof PublishFailure && thrown.error.class === 'account') {
      return { state: 'unsure', why: 'Facebook no longer lets us look at this Page.' };
    }
    throw thrown;
  }
}
