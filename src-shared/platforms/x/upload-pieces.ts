import { PublishFailure } from '../../model/publish-error.ts';
import type { FileUpload } from './file-upload.ts';
import { type Ended, finish, isEnded, open, PIECE, process, send } from './upload-session.ts';

/*
 * An upload in pieces: open a session, send its pieces, finish it, wait until X has processed the file.
 *
 *   opened -> sending -> finished -> (processing ->) ready
 *
 * and aside: lost (X does not know the session any more), rejected (processing failed). Each call is a step of its
 * own, so that after a crash only what is missing is sent. A lost or rejected session is an answer in the journal, and
 * the next try opens another one; so the names of the steps are the same at every replay.
 */

const MINUTE = 60_000;
/** So many lost sessions within LATELY, and it is put off. */
const MAX_LOST = 3;
const LATELY = 10 * MINUTE;

/** Uploads a video or an animation. @returns its media id */
export async function uploadInPieces(upload: FileUpload): Promise<string> {
  const { clock } = upload.job.account;
  let lostLately = 0;
  for (let session = 1; ; session++) {
    const result = await uploadInSession({
      ...upload,
      name: session === 1 ? upload.name : `${upload.name}, try ${session}`,
    });
    if (typeof result === 'string') return result;
    // What ended long ago was met by an earlier try, and does not speak against this one.
    if (clock.now() - result.at > LATELY) continue;
    if (result.state === 'rejected') throw rejected(result.why);
    lostLately += 1;
    if (lostLately === MAX_LOST) throw keptLosing();
  }
}

async function uploadInSession(upload: FileUpload): Promise<string | Ended> {
  const { media } = upload;
  const id = await open(upload);
  const pieces = Math.ceil(media.size / PIECE);
  for (let index = 0; index < pieces; index++) {
    const sent = await send(upload, id, index, pieces);
    if (sent !== null) return sent;
  }
  const finished = await finish(upload, id);
  if (isEnded(finished)) return finished;
  if (finished.ready) return id;
  return (await process(upload, id, finished.checkAfterSecs)) ?? id;
}

function rejected(why: string): PublishFailure {
  const reason = why === '' ? '' : ` X says: “${why}”`;
  return new PublishFailure({
    class: 'content',
    field: 'media',
    message: `X could not use the file. Choose another one.${reason}`,
    code: 'processing-failed',
  });
}

function keptLosing(): PublishFailure {
  return new PublishFailure({
    class: 'transient',
    effect: 'none',
    after: LATELY,
    message: 'X lost the upload several times.',
    code: 'upload-lost',
  });
}
