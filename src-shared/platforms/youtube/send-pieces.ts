import { PublishFailure } from '../../model/publish-error.ts';
import { HttpFailure } from '../../publishing/http.ts';
import type { MediaSource } from '../../publishing/ports.ts';
import { UnmappedAnswer } from '../platform.ts';
import { sendBytes, type Session, type Standing, standingOf } from './session.ts';

/** Bytes in memory at a time. */
export const PIECE = 8 * 1024 * 1024;
const SECOND = 1000;
/** Waits before asking again are 1, 2, 4 … seconds; after the longest it is left to the engine. */
const LONGEST_PAUSE = 16 * SECOND;

/**
 * Sends what is missing of a video up to `goal` (bytes, exclusive). Where the line breaks, YouTube is asked how much
 * has arrived, and it goes on from there. Source: youtube.md section 3.1.
 * @throws PublishFailure, UnmappedAnswer, HttpFailure when it does not get on
 */
export async function sendUpTo(session: Session, media: MediaSource, goal: number): Promise<Standing> {
  let standing = await standingOf(session);
  while (standing.state === 'at' && standing.bytes < goal) {
    standing = await sendPiece(session, media, standing.bytes, Math.min(standing.bytes + PIECE, goal));
  }
  return standing;
}

async function sendPiece(
  session: Session,
  media: MediaSource,
  start: number,
  end: number,
): Promise<Standing> {
  const { clock } = session.account;
  const isStill = (standing: Standing) => standing.state === 'at' && standing.bytes === start;
  for (let tries = 1; ; tries++) {
    try {
      const standing = tries === 1 ? null : await standingOf(session);
      if (standing !== null && !isStill(standing)) return standing;
      const next = await sendBytes(session, start, await media.read(session.video.hash, start, end));
      if (isStill(next)) throw standsStill();
      return next;
    } catch (failure) {
      const pause = SECOND * 2 ** (tries - 1);
      if (pause > LONGEST_PAUSE || !isWorthAsking(failure, tries)) throw failure;
      await clock.sleepUntil(clock.now() + pause);
    }
  }
}

/** A broken line and a server error pass; a piece that is refused may be one that is already there. */
function isWorthAsking(failure: unknown, tries: number): boolean {
  if (failure instanceof HttpFailure || failure instanceof UnmappedAnswer) return true;
  if (!(failure instanceof PublishFailure)) return false;
  const { error } = failure;
  if (error.class === 'content') return tries === 1;
  return error.class === 'transient' && error.after === undefined;
}

function standsStill(): PublishFailure {
  const message = 'YouTube does not take the next part of the video.';
  return new PublishFailure({ class: 'transient', effect: 'none', message });
}
