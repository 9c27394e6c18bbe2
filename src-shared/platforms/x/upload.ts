import { type AttachedMedia, isVideo } from '../../model/content.ts';
import type { PublishJob, Steps } from '../platform.ts';
import type { FileUpload } from './file-upload.ts';
import { uploadInPieces } from './upload-pieces.ts';
import { describe, uploadPhoto } from './upload-photo.ts';

const HOUR = 60 * 60_000;
/** An uploaded file is dropped by X after about 24 hours. x.md section 3.2. */
const GOOD_FOR = 23 * HOUR;

/**
 * Uploads the files of a post; nobody sees them before the post.
 * @param round 1, or 2 when X no longer took the files of round 1: then nothing in the journal is used
 * @returns media ids, in order
 */
export async function uploadAll(job: PublishJob, step: Steps, round: 1 | 2): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, media] of job.snapshot.media.entries()) {
    const name = `${isVideo(media) ? 'video' : `photo ${index + 1}`}${round === 1 ? '' : ' again'}`;
    const upload: FileUpload = { job, step, media, name, validMs: round === 1 ? GOOD_FOR : 0 };
    const id = needsPieces(media) ? await uploadInPieces(upload) : await uploadPhoto(upload);
    if (media.altText.trim() !== '' && !isVideo(media)) await describe(upload, id);
    ids.push(id);
  }
  return ids;
}

function needsPieces(media: AttachedMedia): boolean {
  return isVideo(media) || media.animated;
}
