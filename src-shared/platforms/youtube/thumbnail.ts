import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { HttpFailure } from '../../publishing/http.ts';
import { address } from '../call.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { callYoutube, list, uploadApi } from './api.ts';

const SECOND = 1000;
const timeoutMs = 5 * 60 * SECOND;
/** A Short takes a thumbnail only after processing. So long is waited for it while the target stands as being sent. */
const processingMs = 120 * SECOND;
const pollMs = 15 * SECOND;
const mostTries = 3;
const pauseMs = 5 * SECOND;

/**
 * Sets the thumbnail, where there is one. The video is out already: whatever goes wrong here is told, and changes
 * nothing of that. Setting it again is harmless. Source: youtube.md section 3.2.
 * @returns what the seller must know, as sentences
 */
export async function setThumbnail(job: PublishJob, step: Steps, videoId: string): Promise<string[]> {
  const { thumbnail } = job.snapshot;
  if (thumbnail === undefined) return [];
  const set = async () => {
    for (let tries = 1; ; tries++) {
      try {
        await send(job, thumbnail, videoId);
        return null;
      } catch (failure) {
        if (tries === mostTries) throw failure;
        await untilWorthTrying(job.account, videoId, failure);
      }
    }
  };
  try {
    await step.repeatable('set thumbnail', set, { sent: { videoId, thumbnail: thumbnail.hash } });
    return [];
  } catch (failure) {
    if (!(failure instanceof PublishFailure)) throw failure;
    return [
      `The video is out without its thumbnail, which can be set in YouTube Studio. ${reasonOf(failure)}`,
    ];
  }
}

async function send({ account, media }: PublishJob, file: AttachedMedia, videoId: string): Promise<void> {
  await callYoutube(account, {
    method: 'POST',
    url: address(`${uploadApi}/thumbnails/set`, { videoId, uploadType: 'media' }),
    body: { kind: 'bytes', bytes: await media.read(file.hash, 0, file.size), type: file.type },
    timeoutMs,
  });
}

/** @throws the failure when trying again would only meet it again */
async function untilWorthTrying(account: Account, videoId: string, failure: unknown): Promise<void> {
  const error = failure instanceof PublishFailure ? failure.error : null;
  if (error?.code === 'failedPrecondition') return untilProcessed(account, videoId);
  const passes =
    failure instanceof HttpFailure || (error?.class === 'transient' && error.after === undefined);
  if (!passes) throw failure;
  await account.clock.sleepUntil(account.clock.now() + pauseMs);
}

const schema = z.object({ status: z.object({ uploadStatus: z.string().catch('') }) });

/** Ends when YouTube has processed the video, or takes too long. */
async function untilProcessed(account: Account, id: string): Promise<void> {
  const until = account.clock.now() + processingMs;
  while (account.clock.now() < until) {
    await account.clock.sleepUntil(account.clock.now() + pollMs);
    const [video] = (await list(account, 'videos', { part: 'status', id }, schema)).items;
    if (video?.status.uploadStatus !== 'uploaded') return;
  }
}

function reasonOf({ error }: PublishFailure): string {
  // Known from YouTube's help: thumbnails of one's own need a confirmed phone number.
  if (error.code === 'forbidden')
    return 'YouTube takes one only from channels with a confirmed phone number.';
  if (error.code === 'failedPrecondition') return 'YouTube was still working on the video.';
  return error.message;
}
