import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import { HttpFailure } from '../../publishing/http.ts';
import { UnmappedAnswer } from '../platform.ts';
import { callX, idSchema } from './api.ts';
import { type FileUpload, UPLOAD_TIMEOUT } from './file-upload.ts';

const uploadedSchema = z.object({ data: z.object({ id: idSchema }) });

/** Uploads a photo in one call. @returns its media id */
export async function uploadPhoto({ job, step, media, name, validMs }: FileUpload): Promise<string> {
  const upload = async () => {
    const bytes = await job.media.read(media.hash, 0, media.size);
    const { data } = await callX(
      job.account,
      {
        method: 'POST',
        path: '/2/media/upload',
        body: {
          kind: 'multipart',
          parts: [
            { name: 'media', value: bytes, filename: media.hash, type: media.type },
            { name: 'media_category', value: 'tweet_image' },
          ],
        },
        timeoutMs: UPLOAD_TIMEOUT,
      },
      uploadedSchema,
    );
    return { id: data.id };
  };
  const { id } = await step.repeatable(`upload ${name}`, upload, { sent: { hash: media.hash }, validMs });
  return id;
}

/** How often a description is sent: once more when the first call met passing trouble. */
const DESCRIBE_TRIES = 2;

/** Sets the description for people who cannot see the picture. That it fails must not hold up the post. */
export async function describe({ job, step, media, name }: FileUpload, id: string): Promise<void> {
  const text = media.altText.trim();
  const call = async () => {
    const body = { kind: 'json', value: { id, metadata: { alt_text: { text } } } } as const;
    let why = '';
    for (let tries = 0; tries < DESCRIBE_TRIES; tries++) {
      try {
        await callX(job.account, { method: 'POST', path: '/2/media/metadata', body }, z.unknown());
        return { set: true, why: null };
      } catch (failure) {
        if (!isOfThisCallAlone(failure)) throw failure;
        why = failure.message;
        if (!mayPass(failure)) break;
      }
    }
    return { set: false, why };
  };
  await step.repeatable(`describe ${name}`, call, { sent: { id, text } });
}

/** No answer, or one that is no refusal: the next call may go well. */
function mayPass(failure: Error): boolean {
  return !(failure instanceof PublishFailure) || failure.error.class === 'transient';
}

/** Trouble of this one call; a token that is not good any more is trouble of all. */
function isOfThisCallAlone(failure: unknown): failure is Error {
  if (failure instanceof PublishFailure) return failure.error.class !== 'token';
  return failure instanceof UnmappedAnswer || failure instanceof HttpFailure;
}
