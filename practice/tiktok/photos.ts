import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { readPicture } from '../pictures.ts';
import { fetchPublic } from '../public-fetch.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tkError, tkOk } from './errors.ts';
import { countCall, creatorRefusal, draftRefusal } from './limits.ts';
import { nextId, thumbnailBlob, type TkPostInfo, type TkPostMedia, type TkPublication } from './model.ts';
import { choiceRefusal, draftPostInfo, parsed, photoPostInfo } from './post-info.ts';
import { publish } from './publishing.ts';
import { authorize, type Caller, objectOf } from './sessions.ts';
import { newPublication } from './video-init.ts';

/** Bytes. */
const largestPhoto = 20_000_000;
const mostPhotos = 35;

const common = {
  media_type: z.literal('PHOTO'),
  /** For photos it stands here, not beside the words. */
  is_aigc: z.boolean().default(false),
  source_info: z.strictObject({
    source: z.literal('PULL_FROM_URL'),
    photo_cover_index: z.int().min(0).default(0),
    photo_images: z.array(z.string()).min(1).max(mostPhotos),
  }),
};
const bodySchema = z.discriminatedUnion('post_mode', [
  z.strictObject({ ...common, post_mode: z.literal('DIRECT_POST'), post_info: photoPostInfo }),
  z.strictObject({ ...common, post_mode: z.literal('MEDIA_UPLOAD'), post_info: draftPostInfo }),
]);

/**
 * POST /v2/post/publish/content/init/: photos, which are fetched from where they lie. The real one fetches after it has
 * answered, for up to an hour; here before, so that nobody has to wait for it.
 */
export async function initContent(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, ['video.publish', 'video.upload']);
  if (caller instanceof Reply) return caller;
  const value = objectOf(call);
  if (value instanceof Reply) return value;
  const body = countCall(world, caller, 'init') ?? parsed(bodySchema, value);
  if (body instanceof Reply) return body;
  const { post_mode: mode, is_aigc: isAigc, source_info: source } = body;
  const info = { ...body.post_info, isAigc };
  const refused = mode === 'DIRECT_POST' ? directRefusal(caller, world, info) : draftRefusalOf(caller, world);
  if (refused !== undefined) return refused;
  const { photo_images: addresses, photo_cover_index: cover } = source;
  if (cover >= addresses.length) return tkError('invalid_param', 'The cover index is out of range.');
  if (!addresses.every((address) => isVerified(address, caller))) return tkError('url_ownership_unverified');

  const id = randomInt(2 ** 47);
  const publication = newPublication(world, {
    publishId: `p_${mode === 'DIRECT_POST' ? 'pub' : 'inbox'}_url~v2.${id}`,
    openId: caller.user.openId,
    clientKey: caller.app.clientKey,
    mode: mode === 'DIRECT_POST' ? 'direct' : 'inbox',
    info,
    upload: null,
  });
  await pull(call, world, publication, addresses);
  return tkOk({ publish_id: publication.publishId });
}

function directRefusal(caller: Caller, world: World, info: TkPostInfo): Reply | undefined {
  if (!caller.grant.scopes.includes('video.publish')) return tkError('scope_not_authorized');
  return choiceRefusal(caller, info) ?? creatorRefusal(caller, world);
}

function draftRefusalOf(caller: Caller, world: World): Reply | undefined {
  if (!caller.grant.scopes.includes('video.upload')) return tkError('scope_not_authorized');
  return draftRefusal(caller, world);
}

const isVerified = (address: string, { app }: Caller): boolean =>
  address.startsWith('https://') && app.verifiedPrefixes.some((prefix) => address.startsWith(prefix));

/** Fetches the photos; the first that does not do ends it. */
async function pull(
  call: Call,
  world: World,
  publication: TkPublication,
  addresses: readonly string[],
): Promise<void> {
  const media: TkPostMedia[] = [];
  for (const address of addresses) {
    const photo = await fetchPhoto(world, address);
    if (typeof photo === 'string') return fail(world, publication, photo);
    media.push(photo);
  }
  publish(call, world, publication, 'photo', media, null);
}

function fail(world: World, publication: TkPublication, failReason: string): void {
  publication.state = 'failed';
  publication.failReason = failReason;
  world.changed();
}

/** A photo, or why it cannot be used. What it is, its bytes say. */
async function fetchPhoto(world: World, address: string): Promise<TkPostMedia | string> {
  const fetched = await fetchPublic(world, address);
  if (fetched.kind === 'failed') return 'photo_pull_failed';
  const picture = await readPicture(fetched.bytes);
  if (picture === undefined || !['jpeg', 'webp'].includes(picture.format)) return 'file_format_check_failed';
  const { width, height, bytes, sha256, thumbnail } = picture;
  const { photoShorter, photoLonger } = world.state.tiktok.switches;
  const isTooLarge =
    bytes > largestPhoto ||
    Math.min(width, height) > (photoShorter ?? Number.POSITIVE_INFINITY) ||
    Math.max(width, height) > (photoLonger ?? Number.POSITIVE_INFINITY);
  if (isTooLarge) return 'picture_size_check_failed';
  const id = nextId(world.state.tiktok);
  await world.blobs.write(thumbnailBlob(id), thumbnail);
  return { id, width, height, bytes, sha256 };
}
