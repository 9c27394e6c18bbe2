import { PublishFailure } from '../../model/publish-error.ts';

/** Facebook names no end for uploads nobody has published; an older one is made anew, so that a lost one is not used for ever. */
export const uploadValidMs = 24 * 60 * 60_000;

export function mediaRefused(message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field: 'media', message });
}
