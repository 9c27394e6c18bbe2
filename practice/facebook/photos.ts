import type { RequestHandler } from 'express';
import type { ReceivedCall } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { readPicture } from '../pictures.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { graphError, invalid } from './errors.ts';
import type { GraphCall } from './graph.ts';
import { nextId } from './model.ts';
import { Params } from './params.ts';
import { publisher, publishTime, storePost, textRefusal } from './publishing.ts';

const formats = new Set(['jpeg', 'png', 'gif', 'bmp', 'tiff', 'webp', 'heif']);

/** An unpublished upload is invisible; without `published=false` the photo goes out at once. */
export function photoDuty(call: ReceivedCall): Duty {
  const params = Params.of(call);
  return params instanceof Reply || params.flag('published', true) ? 'publish' : 'upload';
}

/** Where the bytes of an unpublished photo are kept. */
export const photoBlob = (id: string): string => `facebook-${id}.bytes`;

/** The picture behind the address that `images` names; open to whoever knows it. */
export const photoFile =
  (world: World): RequestHandler =>
  async (request, response, next) => {
    const bytes = await world.blobs.read(photoBlob(String(request.params.name).replace('_full.jpg', '')));
    if (bytes === undefined) return next();
    return response.type('jpeg').send(bytes);
  };

/** POST /{page}/photos */
export async function createPhoto(graph: GraphCall): Promise<Reply> {
  const { call, params, world } = graph;
  const by = publisher(graph);
  if (by instanceof Reply) return by;
  const source = params.file('source');
  // The practice platform never leaves this machine: an address cannot be fetched.
  if (source === undefined) return params.has('url') ? graphError(324) : graphError(324, 2069019);
  if (source.size > world.state.facebook.switches.maxPhotoBytes) return graphError(100, 1366046);
  const bytes = await source.bytes();
  const picture = await readPicture(bytes);
  if (picture === undefined || !formats.has(picture.format)) return graphError(100, 1366046);
  if (call.struck('processing-failed') !== undefined) return graphError(324, 2069019);
  const time = publishTime(params, world, 30);
  if (time instanceof Reply) return time;
  if (time.scheduled) return invalid('Photos are scheduled by the feed post that shows them');
  const caption = params.text('caption') ?? params.text('message') ?? '';
  const refusal = time.at === null ? undefined : textRefusal(caption, by.page, [], world);
  if (refusal !== undefined) return refusal;
  const id = nextId(world.state.facebook);
  await world.blobs.write(`facebook-${id}.webp`, picture.thumbnail);
  // Whoever knows the address of an unpublished photo can fetch it.
  if (time.at === null) await world.blobs.write(photoBlob(id), bytes);
  world.state.facebook.photos[id] = {
    id,
    pageId: by.page.id,
    appId: by.app.id,
    altText: params.text('alt_text_custom') ?? '',
    caption,
    temporary: params.flag('temporary', false),
    width: picture.width,
    height: picture.height,
    bytes: picture.bytes,
    sha256: picture.sha256,
    createdAt: world.now(),
    postId: null,
  };
  world.changed();
  if (time.at === null) return json(200, { id });
  const post = storePost(graph, by, { kind: 'post', message: caption, photoIds: [id], publishAt: time.at });
  return json(200, { id, post_id: post.id });
}
