import { z } from 'zod';
import { read } from '../call.ts';
import type { Account } from '../platform.ts';
import { graphErrorOf, isOutOfSight } from './graph-error.ts';
import { graphUrl } from './graph.ts';
import { accepted, askPage } from './page-call.ts';

const phaseSchema = z.object({ status: z.string().optional(), publish_status: z.string().optional() });
const videoSchema = z.object({
  published: z.boolean().optional(),
  post_id: z.coerce.string().optional(),
  permalink_url: z.string().optional(),
  status: z
    .object({
      video_status: z.string().optional(),
      uploading_phase: phaseSchema
        // The misspelling is Facebook's own.
        .extend({ bytes_transfered: z.coerce.number().int().nonnegative().optional() })
        .optional(),
      publishing_phase: phaseSchema.optional(),
    })
    .optional(),
});
export type VideoNode = z.infer<typeof videoSchema>;

/**
 * A video as it stands, by the id that was known before anyone could see it; null when Facebook does not show it.
 * Source: facebook.md sections 3.3 and 6. @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function readVideo(account: Account, videoId: string): Promise<VideoNode | null> {
  const url = graphUrl(`/${videoId}`, { fields: 'status,published,post_id,permalink_url' });
  const answer = await askPage(account, { method: 'GET', url });
  if (isOutOfSight(graphErrorOf(answer))) return null;
  return read(accepted(account, answer), videoSchema);
}

/** Bytes of it that Facebook has. */
export function bytesThere(video: VideoNode | null): number {
  return video?.status?.uploading_phase?.bytes_transfered ?? 0;
}

/**
 * Whether `finish` has reached it. Processing begins with that, but whether a video in it will be public is told by the
 * publishing phase alone.
 */
export function progressOf({ status, published, post_id }: VideoNode): 'finished' | 'untouched' | 'unclear' {
  const phase = status?.publishing_phase;
  if (post_id !== undefined || phase?.publish_status === 'published') return 'finished';
  if (phase?.publish_status === 'draft' || phase?.publish_status === 'error') return 'untouched';
  if (phase?.status === 'in_progress' || phase?.status === 'complete') return 'finished';
  if (phase?.status === 'not_started') return 'untouched';
  const stage = status?.video_status;
  if (published === true) return stage === 'ready' || stage === 'processing' ? 'finished' : 'unclear';
  return published === false && stage !== 'processing' ? 'untouched' : 'unclear';
}

/** The whole id of the post that shows it; null where it is not told. */
export function postOf({ accountId }: Pick<Account, 'accountId'>, video: VideoNode | null): string | null {
  return video?.post_id === undefined ? null : wholeId(accountId, video.post_id);
}

/** Some answers name a post by what follows the Page's id alone. */
export function wholeId(pageId: string, postId: string): string {
  return postId.includes('_') ? postId : `${pageId}_${postId}`;
}
