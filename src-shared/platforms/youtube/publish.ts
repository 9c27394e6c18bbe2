import { type AttachedMedia, isVideo, type Snapshot } from '../../model/content.ts';
import { mayBeOut, PublishFailure } from '../../model/publish-error.ts';
import { type PublishJob, type Published, type Steps, UnmappedAnswer } from '../platform.ts';
import { permalink } from './read.ts';
import { findVideo, looks, tailTimeoutMs } from './reconcile.ts';
import { refusePastTime, resourceOf } from './resource.ts';
import { sendBytes, type Session, type Standing, standingOf } from './session.ts';
import { setThumbnail } from './thumbnail.ts';
import { contentOf, type Uploaded, uploadAllButTail } from './upload.ts';

/**
 * Publishes a video. YouTube makes it when its last byte arrives, whatever its privacy and its time, so the last bytes
 * are the one visible call. The upload session is the key that makes it safe: it takes the bytes as often as they come,
 * becomes one video at most, and says ever after which. Source: youtube.md sections 3 and 7.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  const { account, snapshot } = job;
  const video = videoOf(snapshot);
  const resource = resourceOf(snapshot);
  const uploaded = await uploadAllButTail(job, step, video, resource);
  const { id } = await step.visible('publish video', () => sendTail(job, uploaded), {
    sent: { channel: account.accountId, ...resource, video: contentOf(video) },
    find: (evidence) => findVideo(job, uploaded, evidence),
    looks,
  });
  const shortfalls = await setThumbnail(job, step, id);
  return { remoteId: id, permalink: permalink(id), shortfalls };
}

function videoOf({ media }: Snapshot): AttachedMedia {
  const [video, ...more] = media;
  if (video === undefined || more.length > 0 || !isVideo(video)) {
    const message = 'YouTube takes exactly one video.';
    throw new PublishFailure({ class: 'content', field: 'media', message });
  }
  return video;
}

async function sendTail(job: PublishJob, { session, bytes }: Uploaded): Promise<{ id: string }> {
  const { account, snapshot } = job;
  const { video } = session;
  const isThere = bytes >= video.size;
  if (!isThere) refusePastTime(snapshot, account.clock.now());
  const standing = isThere ? await standingOf(session) : await sendRest(job, session, bytes);
  switch (standing.state) {
    case 'done':
      return { id: standing.id };
    case 'at': {
      // YouTube says itself that bytes are missing, so there is no video.
      const message = 'YouTube did not get the last part of the video.';
      throw new PublishFailure({ class: 'transient', effect: 'none', message });
    }
    case 'gone':
      throw new UnmappedAnswer(404, 'the upload session is gone');
  }
}

/**
 * Where no answer comes that can be read, the session is asked at once; a video that it does not tell of yet is looked
 * for later. Bytes that are refused may be such as it has already.
 */
async function sendRest({ media }: PublishJob, session: Session, start: number): Promise<Standing> {
  const rest = await media.read(session.video.hash, start, session.video.size);
  try {
    return await sendBytes(session, start, rest, tailTimeoutMs);
  } catch (failure) {
    const error = failure instanceof PublishFailure ? failure.error : null;
    const isLost = error === null || mayBeOut(error);
    const isRefused = error?.class === 'content';
    const standing = isLost || isRefused ? await standingOf(session).catch(() => null) : null;
    if (standing?.state === 'done') return standing;
    if (isRefused && standing?.state === 'at' && standing.bytes !== start) return standing;
    throw failure;
  }
}
