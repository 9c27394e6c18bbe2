import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { invalid, mediaNotFound, schemaRefusal } from './errors.ts';
import { nextId, type PinMedia } from './model.ts';
import { authorize, secret } from './sessions.ts';

const newMedia = z.strictObject({ media_type: z.literal('video') });

/** Where the bytes of videos go. */
export const uploadOrigin = 'https://pinterest-media-upload.s3-accelerate.amazonaws.com';

/** POST /v5/media */
export function registerMedia(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['pins:read', 'pins:write']);
  if (caller instanceof Reply) return caller;
  if (call.body.kind !== 'json') return invalid('the body must be JSON').with(caller.headers);
  const parsed = newMedia.safeParse(call.body.value);
  if (!parsed.success) return schemaRefusal(parsed.error).with(caller.headers);
  const media = newUpload(caller.user.id, world);
  return json(
    201,
    {
      media_id: media.id,
      media_type: 'video',
      upload_url: `${uploadOrigin}/`,
      upload_parameters: Object.fromEntries(media.parameters),
    },
    caller.headers,
  );
}

function newUpload(userId: string, world: World): PinMedia {
  const state = world.state.pinterest;
  const id = nextId(state);
  const time = new Date(world.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const media: PinMedia = {
    id,
    userId,
    parameters: [
      ['x-amz-date', time],
      ['x-amz-signature', secret(32)],
      ['x-amz-security-token', secret(60)],
      ['x-amz-algorithm', 'AWS4-HMAC-SHA256'],
      ['key', `uploads/11/aa/22/3:video:${userId}:${id}`],
      ['policy', secret(60)],
      ['x-amz-credential', `ASIAPRACTICE/${time.slice(0, 8)}/us-east-1/s3/aws4_request`],
      ['Content-Type', 'multipart/form-data'],
    ],
    expiresAt: world.now() + state.switches.policyMinutes * 60_000,
    uploaded: false,
    failed: false,
    polls: state.switches.processingPolls,
    bytes: 0,
    sha256: '',
  };
  state.media[id] = media;
  world.changed();
  return media;
}

/** GET /v5/media/:id: a look brings the processing one step further */
export function mediaStatus(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['pins:read']);
  if (caller instanceof Reply) return caller;
  const media = world.state.pinterest.media[call.params.id ?? ''];
  if (media === undefined || media.userId !== caller.user.id) return mediaNotFound().with(caller.headers);
  const status = statusOf(media);
  if (status === 'processing') {
    media.polls -= 1;
    world.changed();
  }
  return json(200, { media_id: media.id, media_type: 'video', status }, caller.headers);
}

export function statusOf(media: PinMedia): 'registered' | 'processing' | 'succeeded' | 'failed' {
  if (!media.uploaded) return 'registered';
  if (media.polls > 0) return 'processing';
  return media.failed ? 'failed' : 'succeeded';
}
