import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { isVideo } from '../../model/content.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { read } from '../call.ts';
import type { Account, PublishJob } from '../platform.ts';
import { classify } from './errors.ts';
import { publicAddress } from './graph.ts';
import { mediaRefused } from './media.ts';
import { accepted } from './page-call.ts';
import { findVideo, type PostAnswer } from './reconcile.ts';

/** ms; longer than Facebook was ever seen to take. */
export const finishTimeoutMs = 5 * 60_000;

/**
 * What the answer to a `finish` means. A second one of the same video makes no second post, and may be refused because the first
 * did its work: so before a refusal is believed the video is asked. @throws as Platform.publish
 */
export async function finished(account: Account, videoId: string, answer: HttpResponse): Promise<PostAnswer> {
  if (classify(answer, account.clock.now())?.class === 'content') {
    const finding = await findVideo(account, videoId);
    if (finding.kind === 'found') return finding.answer;
  }
  read(accepted(account, answer), z.object({ success: z.literal(true) }));
  return { id: videoId, permalink: publicAddress(videoId) };
}

/** The one video of a post. @throws PublishFailure `content` */
export function onlyVideo({ snapshot: { media } }: Pick<PublishJob, 'snapshot'>): AttachedMedia {
  const [video, ...more] = media;
  if (video === undefined || more.length > 0 || !isVideo(video))
    throw mediaRefused('Choose exactly one video.');
  return video;
}

/** The media by content, not by the ids of one upload, so that the fingerprint says what the public gets. */
export function contentOf(media: readonly AttachedMedia[]): { hash: string; alt: string }[] {
  return media.map(({ hash, altText }) => ({ hash, alt: altText }));
}
