import { type AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { HttpFailure } from '../../publishing/http.ts';
import type { MediaSource } from '../../publishing/ports.ts';
import { type PublishJob, type Steps, UnmappedAnswer } from '../platform.ts';
import { chunkEnd, chunkPlan, lastChunkStart } from './chunks.ts';
import { refuseWhatIsNotAllowed } from './creator.ts';
import type { Publication } from './publication.ts';
import { openSession, sendBytes, type Session, standingOf } from './upload-session.ts';

/*
 * The upload of a video but for its last chunk. TikTok begins to publish when the last byte arrives, so nothing of this
 * can be seen, and all of it can be done again.
 *
 *   opened -> all but the last chunk
 *
 * and aside: gone, where TikTok does not take bytes for it any more. The next try opens another upload.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** An upload lives for an hour; the last chunk must fit in as well. Source: tiktok.md section 4.2. */
const GOOD_FOR = 45 * MINUTE;
/** So many that are gone within an hour, and it is put off: the line is too slow for an hour, or TikTok loses them. */
const MOST_SESSIONS = 3;

export interface Uploaded {
  session: Session;
  /** The how-manieth upload of this video it is, from 1. */
  number: number;
  /** Bytes that are there. All of them: TikTok is publishing already. */
  bytes: number;
}

/** How far an upload is, in the journal. */
type Standing = { state: 'at'; bytes: number } | { state: 'gone' };

/**
 * @param info what is said of the video; null: it becomes a draft
 * @param first number of the first upload that may be used: those before it are gone
 * @throws as steps
 */
export async function uploadAllButLast(
  job: PublishJob,
  step: Steps,
  video: AttachedMedia,
  info: object | null,
  first: number,
): Promise<Uploaded> {
  const { account, snapshot, media } = job;
  for (let number = first; number <= MOST_SESSIONS; number++) {
    const name = number === 1 ? 'video' : `video, try ${number}`;
    const opened = await step.repeatable(
      `open upload of ${name}`,
      async () => {
        if (info !== null) await refuseWhatIsNotAllowed(account, snapshot);
        return openSession(account, video, info);
      },
      { sent: { video: contentOf(video), info }, validMs: GOOD_FOR },
    );
    const session: Session = { account, video, publishId: opened.publishId, uri: opened.uri };
    // Never replayed when it is about to be published: an upload that has gone meanwhile must show here.
    const standing = await step.repeatable(
      `send ${name} but for its tail`,
      () => sendUpTo(session, media, lastChunkStart(chunkPlan(video.size))),
      { sent: { uri: opened.uri }, validMs: 0 },
    );
    if (standing.state === 'at') return { session, number, bytes: standing.bytes };
  }
  throw keptLosing();
}

/** Sends what is missing up to `goal`. Where the line breaks, TikTok is asked how much is there, and it goes on from there. */
async function sendUpTo(session: Session, media: MediaSource, goal: number): Promise<Standing> {
  let standing = standingFrom(await standingOf(session), session);
  while (standing.state === 'at' && standing.bytes < goal) {
    standing = await sendChunk(session, media, standing.bytes);
  }
  return standing;
}

/** What stands as failed or forgotten came to nothing: the last chunk was never sent to it, or it was proved not to have arrived. */
function standingFrom(publication: Publication, { video }: Session): Standing {
  switch (publication.state) {
    case 'open':
      return { state: 'at', bytes: publication.bytes };
    case 'working':
    case 'out':
    case 'inbox':
      return { state: 'at', bytes: video.size };
    case 'failed':
    case 'forgotten':
      return { state: 'gone' };
  }
}

/** Waits before a chunk is sent again are 1, 2, 4 … seconds; after the longest it is left to the engine. */
const LONGEST_PAUSE = 16 * SECOND;

async function sendChunk(session: Session, media: MediaSource, start: number): Promise<Standing> {
  const { account, video } = session;
  const end = chunkEnd(chunkPlan(video.size), start);
  for (let pause = SECOND; ; pause *= 2) {
    try {
      const sent = await sendBytes(session, media, { start, end });
      if (sent === 'gone') return { state: 'gone' };
      if (sent === 'more') return { state: 'at', bytes: end };
    } catch (failure) {
      if (pause > LONGEST_PAUSE || !passes(failure)) throw failure;
      await account.clock.sleepUntil(account.clock.now() + pause);
    }
    const standing = standingFrom(await standingOf(session), session);
    if (standing.state !== 'at' || standing.bytes !== start) return standing;
    if (pause > LONGEST_PAUSE) throw standsStill();
  }
}

/** A broken line and a server error pass. */
function passes(failure: unknown): boolean {
  return failure instanceof HttpFailure || failure instanceof UnmappedAnswer;
}

/** The video by its content, so that a fingerprint says what the public gets. */
export function contentOf({ hash, type, size }: AttachedMedia): { hash: string; type: string; size: number } {
  return { hash, type, size };
}

function standsStill(): PublishFailure {
  const message = 'TikTok does not take the next part of the video.';
  return new PublishFailure({ class: 'transient', effect: 'none', message });
}

function keptLosing(): PublishFailure {
  return new PublishFailure({
    class: 'transient',
    effect: 'none',
    after: HOUR,
    message:
      'TikTok gave up the upload several times. It allows an hour for one; on a slow line, choose a smaller file.',
    code: 'upload-lost',
  });
}
