import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { MediaSource } from '../../publishing/ports.ts';
import { pinterestRules } from '../../rules/packs/pinterest.ts';

/** The photos of a Pin as its `media_source`: inside of the request, so that they need not lie anywhere public. */
export async function picturesOf(photos: readonly AttachedMedia[], media: MediaSource): Promise<object> {
  photos.forEach(refuseUnfit);
  const items: { content_type: string; data: string }[] = [];
  for (const photo of photos) items.push({ content_type: photo.type, data: await base64Of(photo, media) });
  const [only, ...more] = items;
  return only !== undefined && more.length === 0
    ? { source_type: 'image_base64', ...only }
    : { source_type: 'multiple_image_base64', index: 0, items };
}

function refuseUnfit({ type }: AttachedMedia): void {
  if (pinterestRules.images.types.includes(type)) return;
  const message = 'Pinterest takes photos as JPEG and PNG. Choose another file.';
  throw new PublishFailure({ class: 'content', field: 'media', message });
}

/** A multiple of 3, so that the texts of the slices make up the text of the whole. */
const SLICE = 3 * 256 * 1024;
/** As many arguments as a call surely takes; a multiple of 3 as well. */
const RUN = 3 * 1024;

async function base64Of({ hash, size }: AttachedMedia, media: MediaSource): Promise<string> {
  let text = '';
  for (let start = 0; start < size; start += SLICE) {
    text += base64(await media.read(hash, start, Math.min(start + SLICE, size)));
  }
  return text;
}

/** Standard base64 (RFC 4648, section 4) without line breaks. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += RUN) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + RUN)));
  }
  return text;
}
