import { type AttachedMedia, isVideo } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { type Note, type PublishJob, type Published, type Steps, UnmappedAnswer } from '../platform.ts';
import { failureOf } from './errors.ts';
import { publishPhotos } from './photos.ts';
import { videoInfo } from './post-info.ts';
import { chunkPlan, lastChunkStart } from './chunks.ts';
import { refuseWhatIsNotAllowed } from './creator.ts';
import { type Handed, handedBy, settled } from './publication.ts';
import { permalink } from './read.ts';
import { findVideo, lastChunkTimeoutMs, videoLooks } from './reconcile.ts';
import { contentOf, type Uploaded, uploadAllButLast } from './upload.ts';
import { sendBytes, type Session, standingOf } from './upload-session.ts';

/**
 * Publishes a video or photos, or hands a video over as a draft. A post is known by its id, or, where TikTok does not tell
 * one (private posts, drafts, posts it still checks), by that of its publication. Source: tiktok.md sections 4 and 6.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  const { account, snapshot } = job;
  const isDraft = snapshot.options.asDraft === true;
  const handed =
    snapshot.kind === 'video' ? await publishVideo(job, step, isDraft) : await publishPhotos(job, step);
  const remoteId = handed.postId ?? handed.publishId;
  return {
    remoteId,
    permalink: remoteId === null ? null : permalink(account.handle, remoteId),
    ...(isDraft ? { leftToSeller: draftWaits } : {}),
  };
}

const draftWaits =
  'The video waits as a draft in the inbox of the TikTok app, without its caption. Open TikTok on the phone to finish and post it.';

/** TikTok begins to publish when it has the last byte, so the last chunk is the one visible call. */
async function publishVideo(job: PublishJob, step: Steps, isDraft: boolean): Promise<Handed> {
  const { account, snapshot } = job;
  const video = videoOf(snapshot.media);
  const info = isDraft ? null : videoInfo(snapshot);
  for (let first = 1; ; ) {
    const uploaded = await uploadAllButLast(job, step, video, info, first);
    try {
      return await step.visible(
        isDraft ? 'hand over draft' : 'publish video',
        (note) => finish(job, uploaded, isDraft, note),
        {
          sent: { account: account.accountId, info, video: contentOf(video) },
          find: (evidence) => findVideo(job, uploaded.session, evidence),
          looks: videoLooks,
        },
      );
    } catch (failure) {
      if (!(failure instanceof PublishFailure) || failure.error.code !== UPLOAD_GONE) throw failure;
      first = uploaded.number + 1;
    }
  }
}

/** Code of an upload that surely takes nothing any more; the publisher makes another one. */
const UPLOAD_GONE = 'upload-gone';

function videoOf([video, ...more]: readonly AttachedMedia[]): AttachedMedia {
  if (video === undefined || more.length > 0 || !isVideo(video)) {
    const message = 'TikTok takes one video, or photos.';
    throw new PublishFailure({ class: 'content', field: 'media', message });
  }
  return video;
}

async function finish(job: PublishJob, uploaded: Uploaded, isDraft: boolean, note: Note): Promise<Handed> {
  const { account, snapshot } = job;
  const { session, bytes } = uploaded;
  // Which upload it is that the last bytes go to, when there have been several.
  await note(session.publishId);
  if (bytes < session.video.size) {
    if (!isDraft) await refuseWhatIsNotAllowed(account, snapshot);
    await sendLast(job, session, bytes);
  }
  const end = await settled(account, session.publishId, session.video.size);
  return handedBy(end, session.publishId, account.clock.now());
}

/** Whatever is answered, or not: TikTok is asked at once what it has got. Only where it cannot say, it is looked for later. */
async function sendLast({ media }: PublishJob, session: Session, start: number): Promise<void> {
  const { video, account } = session;
  const first = lastChunkStart(chunkPlan(video.size));
  if (start < first) throw missing();
  let failure: unknown;
  try {
    const sent = await sendBytes(session, media, { start, end: video.size }, lastChunkTimeoutMs);
    if (sent === 'all') return;
    failure = missing(sent === 'gone' ? UPLOAD_GONE : undefined);
  } catch (thrown) {
    failure = thrown;
  }
  const standing = await standingOf(session).catch(() => null);
  switch (standing?.state) {
    case 'working':
    case 'out':
    case 'inbox':
      return;
    case 'failed':
      throw failureOf(standing.reason, account.clock.now());
    case 'open':
      // Behind a server error the bytes may still be worked on; any other answer ends the call.
      throw failure instanceof UnmappedAnswer && failure.status < 500 ? missing() : failure;
    case 'forgotten':
    case undefined:
      throw failure instanceof PublishFailure ? new UnmappedAnswer(0, failure.message) : failure;
  }
}

/** TikTok does not take the last bytes: it wants others, or the upload has run out. Without them nothing is published. */
function missing(code?: string): PublishFailure {
  const message = 'TikTok did not get the last part of the video.';
  return new PublishFailure({
    class: 'transient',
    effect: 'none',
    message,
    ...(code === undefined ? {} : { code }),
  });
}
