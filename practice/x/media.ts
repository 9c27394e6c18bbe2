import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { readPicture } from '../pictures.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { nextId, type XMedia, mediaKey } from './model.ts';
import { schemaRefusal, wrongBody } from './request-body.ts';
import { invalidContent, invalidRequest, notFound } from './problems.ts';
import { authorize, type Caller } from './sessions.ts';

const megabyte = 1024 * 1024;
export const largestImage = 5 * megabyte;
/** An uploaded id dies after a day. */
export const mediaLifeSecs = 86_400;
const imageFormats = new Set(['jpeg', 'png', 'gif', 'webp']);

const oneShotJson = z.strictObject({
  media: z.base64(),
  media_category: z.enum(['tweet_image', 'dm_image', 'subtitles']),
  media_type: z.string().optional(),
  shared: z.boolean().optional(),
  additional_owners: z.array(z.string()).optional(),
});
const oneShotParts = new Set(['media', 'media_category', 'media_type', 'shared', 'additional_owners']);

/** POST /2/media/upload: a whole image in one request, as multipart or as base64 in JSON */
export async function uploadOnce(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, 'uploadOnce', ['media.write']);
  if (caller instanceof Reply) return caller;
  const bytes = await oneShotBytes(call);
  const media =
    bytes instanceof Reply
      ? bytes
      : await imageFrom(bytes, nextId(world.state.x, world.now()), call, world, caller);
  if (media instanceof Reply) return media.with(caller.headers);
  return json(200, { data: shownMedia(media, world) }, caller.headers);
}

async function oneShotBytes(call: Call): Promise<Uint8Array | Reply> {
  const { body } = call;
  if (body.kind === 'too-large') return new Reply(413);
  if (body.kind === 'json') {
    const parsed = oneShotJson.safeParse(body.value);
    return parsed.success ? Buffer.from(parsed.data.media, 'base64') : schemaRefusal(parsed.error);
  }
  if (body.kind !== 'multipart') return wrongBody(call);
  const unknown = [...body.form.keys()].find((name) => !oneShotParts.has(name));
  if (unknown !== undefined)
    return invalidRequest(
      `$.${unknown}: is not defined in the schema and the schema does not allow additional properties`,
    );
  const category = body.form.get('media_category');
  if (category === null) return invalidRequest('$.media_category: is missing but it is required');
  if (category !== 'tweet_image' && category !== 'dm_image' && category !== 'subtitles') {
    return invalidRequest(
      '$.media_category: does not have a value in the enumeration [tweet_image, dm_image, subtitles]',
    );
  }
  return fileBytes(body.form.get('media'));
}

/** The bytes of a form part; a part sent as text instead of a file is taken for base64, as in JSON. */
export async function fileBytes(part: File | string | null): Promise<Uint8Array | Reply> {
  if (part === null) return invalidRequest('$.media: is missing but it is required');
  if (typeof part !== 'string') return part.bytes();
  return z.base64().safeParse(part).success
    ? Buffer.from(part, 'base64')
    : invalidRequest('$.media: must be a file');
}

/** Keeps an image after looking at its real bytes. */
export async function imageFrom(
  bytes: Uint8Array,
  id: string,
  call: Call,
  world: World,
  caller: Caller,
): Promise<XMedia | Reply> {
  if (bytes.length > largestImage) return invalidContent('File size exceeds 5242880 bytes.');
  const picture = await readPicture(bytes);
  if (picture === undefined || !imageFormats.has(picture.format))
    return invalidContent('media type unrecognized.');
  // Unverified: an animated picture is only taken as tweet_gif.
  if (picture.frames > 1)
    return invalidContent('Animated images must be uploaded with media_category tweet_gif.');
  await world.blobs.write(`x-${id}.webp`, picture.thumbnail);
  return keepMedia(world, {
    id,
    userId: caller.user.id,
    kind: 'photo',
    mime: `image/${picture.format}`,
    bytes: bytes.length,
    width: picture.width,
    height: picture.height,
    sha256: picture.sha256,
    altText: null,
    expiresAt: world.now() + mediaLifeSecs * 1000,
    polls: 0,
    failed: call.struck('processing-failed') !== undefined,
  });
}

export function keepMedia(world: World, media: XMedia): XMedia {
  world.state.x.media[media.id] = media;
  world.changed();
  return media;
}

/** Media as the upload calls answer it. No `processing_info` means ready. */
export function shownMedia(media: XMedia, world: World): { size: number; [field: string]: unknown } {
  return {
    id: media.id,
    media_key: mediaKey(media),
    size: media.bytes,
    expires_after_secs: Math.max(0, Math.floor((media.expiresAt - world.now()) / 1000)),
    ...(media.kind === 'photo' ? { image: { image_type: media.mime, w: media.width, h: media.height } } : {}),
  };
}

const altText = z.strictObject({
  id: z.string().regex(/^[0-9]{1,19}$/),
  metadata: z.strictObject({ alt_text: z.strictObject({ text: z.string().max(1000) }).optional() }),
});

/** POST /2/media/metadata */
export function setAltText(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'altText', ['media.write']);
  if (caller instanceof Reply) return caller;
  if (call.body.kind !== 'json') return wrongBody(call).with(caller.headers);
  const parsed = altText.safeParse(call.body.value);
  if (!parsed.success) return schemaRefusal(parsed.error).with(caller.headers);
  const media = world.state.x.media[parsed.data.id];
  if (media === undefined || media.userId !== caller.user.id)
    return notFound('media', 'id', parsed.data.id).with(caller.headers);
  if (media.kind === 'video')
    return invalidContent('alt_text is allowed for images and GIFs only.').with(caller.headers);
  media.altText = parsed.data.metadata.alt_text?.text ?? null;
  world.changed();
  return json(200, { data: { id: media.id } }, caller.headers);
}
