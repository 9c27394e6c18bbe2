import type { Call } from '../endpoint.ts';
import { readPicture } from '../pictures.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { badRequest, ytError } from './errors.ts';
import { thumbnailBlob } from './model.ts';
import { costs, spendUnits } from './quota.ts';
import { authorize, mayUpload } from './sessions.ts';

/** 50 MB since 14 September 2026. */
export const largestThumbnail = 50 * 1000 * 1000;
const types = new Set(['image/jpeg', 'image/png', 'application/octet-stream']);
const formats = new Set(['jpeg', 'png']);

/** POST /upload/youtube/v3/thumbnails/set?uploadType=media: may be done again and again */
export async function setThumbnail(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, mayUpload);
  if (caller instanceof Reply) return caller;
  const spent = spendUnits(world, caller.grant.clientId, costs.thumbnail);
  if (spent !== undefined) return spent;
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => name !== 'videoId' && name !== 'uploadType');
  if (unknown !== undefined) return badRequest(`Unknown parameter: ${unknown}`);
  if (query.get('uploadType') !== 'media') return ytError('mediaBodyRequired');
  const video = world.state.youtube.videos[query.get('videoId') ?? ''];
  if (video?.state !== 'alive') return ytError('videoNotFound');
  if (video.channelId !== caller.channel.id || !caller.channel.phoneVerified)
    return ytError(
      'forbidden',
      "The authenticated user doesn't have permissions to upload and set custom video thumbnails.",
    );
  if (world.state.youtube.switches.everyVideoIsShort && video.polls > 0) return ytError('failedPrecondition');
  if (call.body.kind === 'too-large') return new Reply(413);
  if (call.body.kind !== 'raw') return ytError('mediaBodyRequired');
  if (!types.has(call.header('content-type') ?? '')) return ytError('imageFormatUnsupported');
  const picture = await readPicture(call.body.bytes);
  if (picture === undefined) return ytError('invalidImage');
  if (!formats.has(picture.format)) return ytError('imageFormatUnsupported');
  await world.blobs.write(thumbnailBlob(video.id), picture.thumbnail);
  video.thumbnail = picture.sha256;
  world.changed();
  const url = `https://i.ytimg.com/vi/${video.id}/maxresdefault.jpg`;
  return json(200, {
    kind: 'youtube#thumbnailSetResponse',
    etag: 'practice',
    items: [{ default: { url, width: 120, height: 90 } }],
  });
}
