import type { AttachedMedia } from '../../model/content.ts';
import type { PublishJob, Steps } from '../platform.ts';

/** One file on its way to X. */
export interface FileUpload {
  job: PublishJob;
  step: Steps;
  media: AttachedMedia;
  /** "photo 2", "video"; part of the names of its steps. */
  name: string;
  /** ms for which an answer in the journal may still be used. */
  validMs: number;
}

/** ms; a slow line needs a while for a photo or a piece of a video. */
export const UPLOAD_TIMEOUT = 5 * 60_000;
