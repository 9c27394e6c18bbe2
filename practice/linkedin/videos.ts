import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { looksLikeVideo } from '../pictures.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { accessDenied, inputErrors, invalidValue, notFound, restError } from './errors.ts';
import type { LiMedia } from './model.ts';
import { bodyRefusal } from './request-body.ts';
import type { RestCall } from './rest.ts';
import { mayActAs, secret } from './tokens.ts';
import { newMedia, uploadHost, uploadOf } from './uploads.ts';

/** 4 MiB; the last part may be shorter. */
export const partBytes = 4_194_304;
const processingTime = 60 * 60_000;
const smallest = 75_000;
const largest = 500_000_000;

const opening = z.strictObject({
  initializeUploadRequest: z.strictObject({
    owner: z.string(),
    fileSizeBytes: z.int().min(1),
    uploadCaptions: z.boolean(),
    uploadThumbnail: z.boolean(),
  }),
});

const closing = z.strictObject({
  finalizeUploadRequest: z.strictObject({
    video: z.string(),
    uploadToken: z.string(),
    uploadedPartIds: z.array(z.string()).min(1),
  }),
});

/** POST /rest/videos?action=initializeUpload or ?action=finalizeUpload */
export function videoAction(rest: RestCall): Reply | Promise<Reply> {
  switch (rest.call.url.search) {
    case '?action=initializeUpload':
      return initialize(rest);
    case '?action=finalizeUpload':
      return finalize(rest);
    default:
      return restError(400, 'PARAM_INVALID', 'Unknown action');
  }
}

function initialize({ world, grant, body }: RestCall): Reply {
  const parsed = opening.safeParse(body);
  if (!parsed.success) return bodyRefusal(parsed.error);
  const { owner, fileSizeBytes, uploadCaptions, uploadThumbnail } = parsed.data.initializeUploadRequest;
  if (!mayActAs(owner, grant, world)) return accessDenied('videos.ACTION-initializeUpload');
  if (uploadCaptions || uploadThumbnail) return invalidValue('/uploadCaptions', 'is not practised here');
  if (fileSizeBytes < smallest || fileSizeBytes > largest)
    return inputErrors('INVALID_VIDEO_SIZE', 'The video must be between 75 KB and 500 MB');
  const media = newMedia(world, 'video', owner, { announced: fileSizeBytes, uploadToken: secret(6) });
  return json(200, {
    value: {
      uploadUrlsExpireAt: media.uploadUntil,
      video: media.urn,
      uploadToken: media.uploadToken,
      uploadInstructions: ranges(media).map(([firstByte, lastByte], index) => ({
        uploadUrl: `${uploadHost}/video/${media.uploadId}/${index}`,
        firstByte,
        lastByte,
      })),
    },
  });
}

/** Inclusive ranges. */
function ranges({ announced }: LiMedia): [number, number][] {
  return Array.from({ length: Math.ceil(announced / partBytes) }, (_, index) => [
    index * partBytes,
    Math.min((index + 1) * partBytes, announced) - 1,
  ]);
}

/** PUT of one part to its own, signed address; a part may be sent again */
export async function putPart(call: Call, world: World): Promise<Reply> {
  const media = uploadOf(call, world);
  const range = media && ranges(media)[Number(call.params.part)];
  if (media === undefined || range === undefined || media.uploaded) return notFound('Upload');
  for (const name of ['authorization', 'linkedin-version', 'x-restli-protocol-version']) {
    if (call.header(name) !== undefined)
      return restError(400, undefined, `${name} is not part of what was signed`);
  }
  if (call.header('content-type') !== 'application/octet-stream')
    return restError(400, undefined, 'Content-Type must be application/octet-stream');
  if (call.body.kind !== 'raw' || call.body.bytes.length !== range[1] - range[0] + 1)
    return restError(400, undefined, `This address takes the bytes ${range[0]}-${range[1]}`);
  const index = String(Number(call.params.part));
  await world.blobs.write(partBlob(media, index), call.body.bytes);
  const hash = createHash('sha256').update(call.body.bytes).digest('hex').slice(0, 24);
  const isPath = world.state.linkedin.switches.etag === 'path';
  media.parts[index] = isPath ? `/ambry-video/signedId/${hash}` : hash;
  world.changed();
  return new Reply(200, { etag: isPath ? media.parts[index] : `"${hash}"` });
}

const partBlob = (media: LiMedia, index: string): string => `linkedin-${media.uploadId}-${index}`;

async function finalize({ call, world, grant, body }: RestCall): Promise<Reply> {
  const parsed = closing.safeParse(body);
  if (!parsed.success) return bodyRefusal(parsed.error);
  const { video, uploadToken, uploadedPartIds } = parsed.data.finalizeUploadRequest;
  const media = world.state.linkedin.media[video];
  if (media === undefined || media.kind !== 'video') return notFound('Video');
  if (!mayActAs(media.owner, grant, world)) return accessDenied('videos.ACTION-finalizeUpload');
  if (media.uploadToken !== uploadToken) return invalidValue('/uploadToken');
  const wanted = ranges(media).map((_, index) => media.parts[String(index)]);
  if (wanted.length !== uploadedPartIds.length || wanted.some((id, index) => id !== uploadedPartIds[index])) {
    return invalidValue('/uploadedPartIds', 'does not name every part in its order');
  }
  if (!media.uploaded) await join(media, wanted.length, world);
  media.polls = call.struck('slow-processing')?.polls ?? world.state.linkedin.switches.processingPolls;
  media.readyAt = world.now() + processingTime;
  if (call.struck('processing-failed') !== undefined) media.failed = true;
  world.changed();
  return new Reply(200);
}

/** All parts are there: hashed, looked at and thrown away. */
async function join(media: LiMedia, parts: number, world: World): Promise<void> {
  const hash = createHash('sha256');
  for (let index = 0; index < parts; index++) {
    const name = partBlob(media, String(index));
    const bytes = (await world.blobs.read(name)) ?? Buffer.alloc(0);
    if (index === 0 && !looksLikeVideo(bytes)) media.failed = true;
    hash.update(bytes);
    await world.blobs.remove(name);
  }
  Object.assign(media, { uploaded: true, bytes: media.announced, sha256: hash.digest('hex') });
}
