import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { looksLikeVideo, readPicture } from '../pictures.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { fileBytes, imageFrom, keepMedia, largestImage, mediaLifeSecs, shownMedia } from './media.ts';
import { nextId, type XMedia, type XUpload } from './model.ts';
import { schemaRefusal, wrongBody } from './request-body.ts';
import { invalidContent, invalidRequest, notFound } from './problems.ts';
import { authorize, type Caller } from './sessions.ts';
import { processing } from './upload-status.ts';

const megabyte = 1024 * 1024;
/** Larger segments get a 413 with an empty body from the edge. */
export const largestSegment = megabyte;
const largestVideo = 512 * megabyte;
const largestGif = 15 * megabyte;
const scopes = ['media.write'];

const categoryTypes: Record<XUpload['category'], readonly string[]> = {
  tweet_image: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  tweet_gif: ['image/gif'],
  tweet_video: ['video/mp4', 'video/quicktime'],
  amplify_video: ['video/mp4', 'video/quicktime'],
};
const largest: Record<XUpload['category'], number> = {
  tweet_image: largestImage,
  tweet_gif: largestGif,
  tweet_video: largestVideo,
  amplify_video: largestVideo,
};

const initializeBody = z.strictObject({
  media_type: z.string(),
  media_category: z.enum(['tweet_image', 'tweet_gif', 'tweet_video', 'amplify_video']),
  total_bytes: z.int().min(1),
  shared: z.boolean().optional(),
  additional_owners: z.array(z.string()).optional(),
});

/** POST /2/media/upload/initialize */
export function initialize(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'initialize', scopes);
  if (caller instanceof Reply) return caller;
  if (call.body.kind !== 'json') return wrongBody(call).with(caller.headers);
  const parsed = initializeBody.safeParse(call.body.value);
  if (!parsed.success) return schemaRefusal(parsed.error).with(caller.headers);
  const { media_type: mediaType, media_category: category, total_bytes: totalBytes } = parsed.data;
  if (!categoryTypes[category].includes(mediaType)) {
    return invalidContent(`media_type ${mediaType} does not fit media_category ${category}.`).with(
      caller.headers,
    );
  }
  if (totalBytes > largest[category]) {
    return invalidContent(`File size exceeds ${largest[category]} bytes.`).with(caller.headers);
  }
  const id = nextId(world.state.x, world.now());
  const expiresAt = world.now() + mediaLifeSecs * 1000;
  world.state.x.uploads[id] = {
    id,
    userId: caller.user.id,
    mediaType,
    category,
    totalBytes,
    segments: {},
    expiresAt,
  };
  world.changed();
  const prefix = category === 'tweet_image' ? 3 : category === 'tweet_gif' ? 16 : 7;
  return json(
    200,
    { data: { id, media_key: `${prefix}_${id}`, expires_after_secs: mediaLifeSecs } },
    caller.headers,
  );
}

/** POST /2/media/upload/:id/append; a segment may be sent again */
export async function append(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, 'append', scopes);
  if (caller instanceof Reply) return caller;
  const upload = uploadOf(call, world, caller);
  if (upload instanceof Reply) return upload;
  const segment = await readSegment(call);
  if (segment instanceof Reply) return segment.with(caller.headers);
  await world.blobs.write(segmentName(upload, segment.index), segment.bytes);
  upload.segments[String(segment.index)] = segment.bytes.length;
  world.changed();
  return json(200, { data: { expires_at: Math.floor(upload.expiresAt / 1000) } }, caller.headers);
}

const appendJson = z.strictObject({ segment_index: z.int().min(0).max(999), media: z.base64() });

async function readSegment(call: Call): Promise<{ index: number; bytes: Uint8Array } | Reply> {
  const { body } = call;
  if (body.kind === 'too-large') return new Reply(413);
  if (body.kind === 'json') {
    const parsed = appendJson.safeParse(body.value);
    if (!parsed.success) return schemaRefusal(parsed.error);
    return sized(parsed.data.segment_index, Buffer.from(parsed.data.media, 'base64'));
  }
  if (body.kind !== 'multipart') return wrongBody(call);
  const unknown = [...body.form.keys()].find((name) => name !== 'segment_index' && name !== 'media');
  if (unknown !== undefined)
    return invalidRequest(
      `$.${unknown}: is not defined in the schema and the schema does not allow additional properties`,
    );
  const index = z
    .string()
    .regex(/^\d{1,3}$/)
    .safeParse(body.form.get('segment_index'));
  if (!index.success) return invalidRequest('$.segment_index: must be a whole number from 0 to 999');
  const bytes = await fileBytes(body.form.get('media'));
  return bytes instanceof Reply ? bytes : sized(Number(index.data), bytes);
}

function sized(index: number, bytes: Uint8Array): { index: number; bytes: Uint8Array } | Reply {
  if (bytes.length === 0) return invalidRequest('$.media: must not be empty');
  return bytes.length > largestSegment ? new Reply(413) : { index, bytes };
}

/** POST /2/media/upload/:id/finalize */
export async function finalize(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, 'finalize', scopes);
  if (caller instanceof Reply) return caller;
  const done = world.state.x.media[call.params.id ?? ''];
  if (done !== undefined && done.userId === caller.user.id) return answer(done, world, caller);
  const upload = uploadOf(call, world, caller);
  if (upload instanceof Reply) return upload;
  const count = Object.keys(upload.segments).length;
  const whole = Array.from({ length: count }, (_, index) => upload.segments[String(index)] ?? 0);
  if (count === 0 || whole.includes(0) || whole.reduce((sum, size) => sum + size, 0) !== upload.totalBytes) {
    return invalidRequest('The segments do not add up to total_bytes.').with(caller.headers);
  }
  const media = await assembled(upload, count, call, world, caller);
  for (let index = 0; index < count; index += 1) await world.blobs.remove(segmentName(upload, index));
  delete world.state.x.uploads[upload.id];
  world.changed();
  return media instanceof Reply ? media.with(caller.headers) : answer(media, world, caller);
}

function answer(media: XMedia, world: World, caller: Caller): Reply {
  return json(
    200,
    { data: { ...shownMedia(media, world), ...processing(media, world, 'pending') } },
    caller.headers,
  );
}

async function assembled(
  upload: XUpload,
  count: number,
  call: Call,
  world: World,
  caller: Caller,
): Promise<XMedia | Reply> {
  if (upload.category === 'tweet_image')
    return imageFrom(await joined(upload, count, world), upload.id, call, world, caller);
  const base = {
    id: upload.id,
    userId: upload.userId,
    mime: upload.mediaType,
    bytes: upload.totalBytes,
    altText: null,
    expiresAt: world.now() + mediaLifeSecs * 1000,
    polls: call.struck('slow-processing')?.polls ?? world.state.x.switches.processingPolls,
    failed: call.struck('processing-failed') !== undefined,
  };
  if (upload.category === 'tweet_gif') {
    const picture = await readPicture(await joined(upload, count, world));
    if (picture?.format !== 'gif') return invalidContent('media type unrecognized.');
    const { width, height, frames, sha256 } = picture;
    const fits = width <= 1280 && height <= 1080 && frames <= 350 && width * height * frames <= 300_000_000;
    await world.blobs.write(`x-${upload.id}.webp`, picture.thumbnail);
    return keepMedia(world, {
      ...base,
      kind: 'animated_gif',
      width,
      height,
      sha256,
      failed: base.failed || !fits,
    });
  }
  const hash = createHash('sha256');
  let video = false;
  for (let index = 0; index < count; index += 1) {
    const bytes = (await world.blobs.read(segmentName(upload, index))) ?? Buffer.alloc(0);
    if (index === 0) video = looksLikeVideo(bytes);
    hash.update(bytes);
  }
  // A file that is no video is taken by finalize and fails in processing.
  return keepMedia(world, {
    ...base,
    kind: 'video',
    width: 0,
    height: 0,
    sha256: hash.digest('hex'),
    failed: base.failed || !video,
  });
}

async function joined(upload: XUpload, count: number, world: World): Promise<Buffer> {
  const parts = Array.from({ length: count }, (_, index) => world.blobs.read(segmentName(upload, index)));
  return Buffer.concat((await Promise.all(parts)).filter((part) => part !== undefined));
}

const segmentName = (upload: XUpload, index: number): string => `x-${upload.id}-segment-${index}`;

function uploadOf(call: Call, world: World, caller: Caller): XUpload | Reply {
  const id = call.params.id ?? '';
  const upload = world.state.x.uploads[id];
  if (upload === undefined || upload.userId !== caller.user.id || upload.expiresAt <= world.now()) {
    return notFound('media upload', 'id', id).with(caller.headers);
  }
  return upload;
}
