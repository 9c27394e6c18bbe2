import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { readPicture, sha256 } from '../pictures.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { accessDenied, inputErrors, notFound, restError } from './errors.ts';
import { type LiMedia, nextId } from './model.ts';
import { bodyRefusal } from './request-body.ts';
import type { RestCall } from './rest.ts';
import { authorize, mayActAs, secret } from './tokens.ts';

export const uploadHost = 'https://www.linkedin.com/dms-uploads';
/** Upload targets outlive minutes, not days. The figure is a guess. */
export const uploadLife = 60 * 60_000;
/** LinkedIn takes pictures of fewer pixels than this. */
const maxPixels = 36_152_320;
export const largestDocument = 100_000_000;
/** A guess: whoever may not ask is told to wait about ten seconds. */
const documentTime = 8000;
const imageFormats = new Set(['jpeg', 'png', 'gif']);

const opening = z.strictObject({ initializeUploadRequest: z.strictObject({ owner: z.string() }) });

export function newMedia(
  world: World,
  kind: LiMedia['kind'],
  owner: string,
  more: Partial<LiMedia> = {},
): LiMedia {
  const media: LiMedia = {
    urn: `urn:li:${kind}:D4D${nextId(world.state.linkedin, world.now())}`,
    kind,
    owner,
    uploadId: secret(24),
    uploadUntil: world.now() + uploadLife,
    announced: 0,
    uploadToken: '',
    parts: {},
    uploaded: false,
    bytes: 0,
    width: 0,
    height: 0,
    animated: false,
    sha256: '',
    polls: 0,
    readyAt: 0,
    failed: false,
    ...more,
  };
  world.state.linkedin.media[media.urn] = media;
  world.changed();
  return media;
}

/** POST /rest/images?action=initializeUpload, /rest/documents?action=initializeUpload */
export const openUpload =
  (kind: 'image' | 'document') =>
  ({ call, world, grant, body }: RestCall): Reply => {
    if (call.url.search !== '?action=initializeUpload')
      return restError(400, 'PARAM_INVALID', 'Unknown action');
    const parsed = opening.safeParse(body);
    if (!parsed.success) return bodyRefusal(parsed.error);
    const { owner } = parsed.data.initializeUploadRequest;
    if (!mayActAs(owner, grant, world)) return accessDenied(`${kind}s.ACTION-initializeUpload`);
    const media = newMedia(world, kind, owner);
    return json(200, {
      value: {
        uploadUrlExpiresAt: media.uploadUntil,
        uploadUrl: `${uploadHost}/${kind}/${media.uploadId}`,
        [kind]: media.urn,
      },
    });
  };

/** PUT uploadUrl: the whole file, with the token of who opened the upload */
export async function putFile(call: Call, world: World): Promise<Reply> {
  const grant = authorize(call, world);
  if (grant instanceof Reply) return grant;
  const media = uploadOf(call, world);
  if (media === undefined || media.kind === 'video') return notFound('Upload');
  if (!mayActAs(media.owner, grant, world)) return accessDenied('dms-uploads.PUT');
  if (call.body.kind === 'too-large') return inputErrors('FILE_TOO_LARGE', 'The file is too large');
  if (call.body.kind !== 'raw') return restError(400, undefined, 'The body must be the file');
  const { bytes } = call.body;
  const refusal =
    media.kind === 'image' ? await keepImage(media, bytes, world) : keepDocument(media, bytes, world);
  if (refusal !== undefined) return refusal;
  Object.assign(media, { uploaded: true, bytes: bytes.length, sha256: sha256(bytes) });
  if (call.struck('processing-failed') !== undefined) media.failed = true;
  world.changed();
  return new Reply(201);
}

/** The upload an address belongs to, while it is good. */
export function uploadOf(call: Call, world: World): LiMedia | undefined {
  const media = Object.values(world.state.linkedin.media).find(
    (item) => item.uploadId === call.params.upload,
  );
  return media !== undefined && media.uploadUntil > world.now() ? media : undefined;
}

async function keepImage(media: LiMedia, bytes: Buffer, world: World): Promise<Reply | undefined> {
  const picture = await readPicture(bytes);
  if (picture === undefined || !imageFormats.has(picture.format))
    return inputErrors('INVALID_IMAGE', 'The image is not of a supported format');
  if (picture.width * picture.height * picture.frames >= maxPixels)
    return inputErrors('INVALID_IMAGE', 'The image has too many pixels');
  await world.blobs.write(`linkedin-${media.uploadId}.webp`, picture.thumbnail);
  const { width, height, frames } = picture;
  Object.assign(media, { width, height, animated: frames > 1 });
  return undefined;
}

function keepDocument(media: LiMedia, bytes: Buffer, world: World): Reply | undefined {
  const start = bytes.subarray(0, 4).toString('latin1');
  // PDF, the Office formats of today (ZIP) and those before (OLE).
  if (start !== '%PDF' && !start.startsWith('PK') && start !== 'ÐÏ\u0011à')
    return inputErrors('INVALID_DOCUMENT', 'The document is not of a supported format');
  media.polls = world.state.linkedin.switches.processingPolls;
  media.readyAt = world.now() + documentTime;
  return undefined;
}

/** GET /rest/documents/{urn}, /rest/images/{urn}, /rest/videos/{urn}; a member's token may ask for videos only */
export const mediaStatus =
  (kind: LiMedia['kind']) =>
  ({ call, world, grant }: RestCall): Reply => {
    const media = world.state.linkedin.media[decodeURIComponent(call.params.urn ?? '')];
    const mayRead = kind === 'video' || grant.scopes.includes('r_organization_social');
    if (!mayRead) return accessDenied(`${kind}s.GET`);
    if (media === undefined || media.kind !== kind) return notFound('Media');
    if (!mayActAs(media.owner, grant, world)) return accessDenied(`${kind}s.GET`);
    const status = statusOf(media, world.now());
    if (media.polls > 0 && media.uploaded) {
      media.polls -= 1;
      world.changed();
    }
    return json(200, {
      id: media.urn,
      owner: media.owner,
      status,
      ...(status === 'PROCESSING_FAILED'
        ? { processingFailureReason: 'The file could not be processed' }
        : {}),
    });
  };

export function statusOf(
  media: LiMedia,
  now: number,
): 'WAITING_UPLOAD' | 'PROCESSING' | 'PROCESSING_FAILED' | 'AVAILABLE' {
  if (!media.uploaded) return 'WAITING_UPLOAD';
  if (media.polls > 0 && now < media.readyAt) return 'PROCESSING';
  return media.failed ? 'PROCESSING_FAILED' : 'AVAILABLE';
}
