import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { graphUrl } from './graph.ts';
import { mediaRefused, uploadValidMs } from './media.ts';
import { accepted, callPage } from './page-call.ts';
import { sendVideo } from './send-video.ts';
import { bytesThere, progressOf, readVideo, type VideoNode } from './video-node.ts';

/*
 * The video of a reel or a story, up to where one call shows it: nobody sees any of this, and all of it can be done again.
 *
 *   started -> sent -> ready
 *
 * and aside: gone, where Facebook does not have the upload any more. That is an answer in the journal like any other; the next
 * try starts another upload. Source: facebook.md sections 3.3 and 3.5.
 */

const MINUTE = 60_000;
const START_TIMEOUT = MINUTE;
/** Uploads made for one post before it is given up. */
const MAX_UPLOADS = 3;
const firstPauses = [2, 3, 5, 10, 20].map((seconds) => seconds * 1000);
const LONGEST_PAUSE = 30_000;
const LONGEST = 10 * MINUTE;

/** Where a clip is shown. */
export type ClipEdge = 'video_reels' | 'video_stories';

/** @returns the id of a video that `finish` can be called with @throws as steps */
export async function prepareClip(
  job: PublishJob,
  step: Steps,
  video: AttachedMedia,
  edge: ClipEdge,
): Promise<string> {
  const { account } = job;
  for (let round = 1; round <= MAX_UPLOADS; round += 1) {
    const name = round === 1 ? 'video' : `video, try ${round}`;
    const { videoId, uploadUrl } = await step.repeatable(`start ${name}`, () => start(account, edge), {
      sent: { page: account.accountId, edge, video: video.hash, size: video.size },
      validMs: uploadValidMs,
    });
    const place = {
      platform: 'Facebook',
      url: uploadUrl,
      arrived: async () => bytesThere(await readVideo(account, videoId)),
      accepted: (answer: Parameters<typeof accepted>[1]) => accepted(account, answer),
    };
    await step.repeatable(`send ${name}`, () => sendVideo(job, video, place), { sent: { videoId } });
    // Asked anew in every run: it may have run out since.
    const wait = () => waitForUpload(account, videoId);
    const state = await step.repeatable(`wait for ${name}`, wait, { sent: { videoId }, validMs: 0 });
    if (state === 'ready') return videoId;
  }
  throw mediaRefused('Facebook could not work with this video. Choose another one, or try again later.');
}

const startedSchema = z.object({ video_id: z.coerce.string().min(1), upload_url: z.string() });

async function start(account: Account, edge: ClipEdge): Promise<{ videoId: string; uploadUrl: string }> {
  const answer = await callPage(account, {
    method: 'POST',
    url: graphUrl(`/${account.accountId}/${edge}`),
    body: { kind: 'form', fields: [['upload_phase', 'start']] },
    timeoutMs: START_TIMEOUT,
  });
  const { video_id: videoId, upload_url: uploadUrl } = read(answer, startedSchema);
  return { videoId, uploadUrl };
}

/**
 * Waits until Facebook says that it has the whole video.
 * @throws PublishFailure `content` when Facebook cannot use it, `transient` when it takes too long
 */
async function waitForUpload(account: Account, videoId: string): Promise<'ready' | 'gone'> {
  const { clock } = account;
  const until = clock.now() + LONGEST;
  for (let look = 0; ; look += 1) {
    const standing = standingOf(await readVideo(account, videoId));
    if (standing === 'unusable')
      throw mediaRefused('Facebook cannot work with this video. Choose another file.');
    if (standing !== 'uploading') return standing;
    if (clock.now() >= until) throw stillWorking();
    await clock.sleepUntil(clock.now() + (firstPauses[look] ?? LONGEST_PAUSE));
  }
}

function standingOf(video: VideoNode | null): 'ready' | 'gone' | 'unusable' | 'uploading' {
  if (video === null) return 'gone';
  // Whatever became of it since, `finish` was there before us.
  if (progressOf(video) === 'finished') return 'ready';
  switch (video.status?.video_status) {
    case 'upload_complete':
    case 'ready':
      return 'ready';
    case 'error':
      return 'unusable';
    case 'expired':
    case 'upload_failed':
      return 'gone';
    case undefined:
    default:
      return video.status?.uploading_phase?.status === 'complete' ? 'ready' : 'uploading';
  }
}

function stillWorking(): PublishFailure {
  const message = 'Facebook is still taking in the video.';
  return new PublishFailure({ class: 'transient', effect: 'none', after: MINUTE, message });
}
