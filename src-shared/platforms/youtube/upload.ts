import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { refusePastTime, type Resource } from './resource.ts';
import { sendUpTo } from './send-pieces.ts';
import { openSession, type Session, type Standing } from './session.ts';

/*
 * The upload of a video but for its tail: a session is opened, and takes all bytes up to the last block. YouTube makes
 * the video when the last byte arrives, so nothing of this can be seen, and all of it can be done again.
 *
 *   opened -> stretch 1 -> … -> all but the tail
 *
 * and aside: gone, where YouTube does not know the session any more. That is an answer in the journal like any other;
 * the next try opens another session, so the names of the steps are the same at every replay.
 */

const HOUR = 60 * 60_000;
/** "About a week is usual"; not published. Source: youtube.md section 3.1, unverified. */
const SESSION_MS = 6 * 24 * HOUR;
/** All pieces but the last are a multiple of it, in bytes. Source: youtube.md section 3.1. */
const BLOCK = 256 * 1024;
/** Bytes of one step: a token lives for an hour and is renewed between two steps, also on a slow line. */
const STRETCH = 64 * 1024 * 1024;
/** Each session may count against the uploads of the day. So many that are gone within LATELY, and it is put off. */
const MOST_SESSIONS = 3;
const LATELY = HOUR;

export interface Uploaded {
  session: Session;
  /** Bytes that are there. All of them: the video is there already. */
  bytes: number;
  /** False: other sessions of this video are gone, and what became of them is not known. */
  isOnly: boolean;
}

/** @throws as steps */
export async function uploadAllButTail(
  job: PublishJob,
  step: Steps,
  video: AttachedMedia,
  resource: Resource,
): Promise<Uploaded> {
  const { account } = job;
  let openedLately = 0;
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'video' : `video, try ${number}`;
    const opened = await step.repeatable(
      `open upload of ${name}`,
      async () => {
        refusePastTime(job.snapshot, account.clock.now());
        return { uri: await openSession(account, video, resource), at: account.clock.now() };
      },
      { sent: { video: contentOf(video), resource }, validMs: SESSION_MS },
    );
    const session: Session = { account, video, uri: opened.uri };
    const standing = await sendInStretches(job, step, session, name);
    if (standing.state === 'done') return { session, bytes: video.size, isOnly: number === 1 };
    if (standing.state === 'at') return { session, bytes: standing.bytes, isOnly: number === 1 };
    // What was opened long ago has simply run out, and does not speak against another try.
    if (account.clock.now() - opened.at < LATELY) openedLately += 1;
    if (openedLately === MOST_SESSIONS) throw keptLosing();
  }
}

async function sendInStretches(
  { media }: PublishJob,
  step: Steps,
  session: Session,
  name: string,
): Promise<Standing> {
  const { uri, video } = session;
  const end = tailStart(video.size);
  for (let goal = STRETCH; goal < end; goal += STRETCH) {
    const send = () => sendUpTo(session, media, goal);
    const standing = await step.repeatable(`send ${name} to byte ${goal}`, send, { sent: { uri, goal } });
    if (standing.state !== 'at') return standing;
  }
  // Never replayed when it is about to be published: a session that has gone meanwhile must show here, not at the tail.
  return step.repeatable(`send ${name} but for its tail`, () => sendUpTo(session, media, end), {
    sent: { uri, goal: end },
    validMs: 0,
  });
}

/** Where the last 1 to 262,144 bytes begin. They are all that is left to send when the post is due. */
export function tailStart(size: number): number {
  return (Math.ceil(size / BLOCK) - 1) * BLOCK;
}

/** The video by its content, so that a fingerprint says what the public gets. */
export function contentOf({ hash, type, size }: AttachedMedia): { hash: string; type: string; size: number } {
  return { hash, type, size };
}

function keptLosing(): PublishFailure {
  return new PublishFailure({
    class: 'transient',
    effect: 'none',
    after: LATELY,
    message: 'YouTube lost the upload several times.',
    code: 'upload-lost',
  });
}
