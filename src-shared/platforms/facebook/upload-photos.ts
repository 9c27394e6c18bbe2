import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import type { MultipartPart } from '../../publishing/http.ts';
import { facebookRules } from '../../rules/packs/facebook.ts';
import { read } from '../call.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { graphUrl } from './graph.ts';
import { mediaRefused, uploadValidMs } from './media.ts';
import { callPage } from './page-call.ts';

const timeoutMs = 3 * 60_000;

/**
 * Uploads the photos without publishing them: nobody sees them, and one that is never used does no harm.
 * @returns their ids, in order
 */
export async function uploadPhotos({ account, snapshot, media }: PublishJob, step: Steps): Promise<string[]> {
  snapshot.media.forEach(refuseUnfit);
  const ids: string[] = [];
  for (const [index, photo] of snapshot.media.entries()) {
    const upload = async () => {
      const answer = await callPage(account, {
        method: 'POST',
        url: graphUrl(`/${account.accountId}/photos`),
        body: { kind: 'multipart', parts: photoParts(photo, await media.read(photo.hash, 0, photo.size)) },
        timeoutMs,
      });
      return read(answer, z.object({ id: z.coerce.string() })).id;
    };
    const sent = { photo: photo.hash, alt: photo.altText };
    ids.push(await step.repeatable(`photo ${index + 1}`, upload, { sent, validMs: uploadValidMs }));
  }
  return ids;
}

function photoParts(photo: AttachedMedia, bytes: Uint8Array): MultipartPart[] {
  const suffix = photo.type.slice('image/'.length);
  return [
    { name: 'published', value: 'false' },
    ...(photo.altText === '' ? [] : [{ name: 'alt_text_custom', value: photo.altText }]),
    { name: 'source', value: bytes, filename: `photo.${suffix}`, type: photo.type },
  ];
}

/** Error 1366046 speaks of less than the guide; between the two Facebook decides. */
function refuseUnfit(photo: AttachedMedia): void {
  const { types, maxBytes } = facebookRules.images;
  if (!types.includes(photo.type)) throw mediaRefused('Facebook takes photos as JPEG, PNG or GIF.');
  if (photo.size > maxBytes.value) {
    throw mediaRefused('This photo is too large for Facebook. Choose a smaller one.');
  }
}
