import { z } from 'zod';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { gone, graphError, invalid } from './errors.ts';
import { parseFields, show } from './fields.ts';
import type { GraphCall } from './graph.ts';
import { type FbPage, type FbPost, findPost, isPublic } from './model.ts';
import { postType } from './node-types.ts';
import {
  type Publisher,
  publisher,
  publishTime,
  scheduledTime,
  storePost,
  textRefusal,
} from './publishing.ts';

/** POST /{page}/feed: text, link, and photos that were uploaded unpublished */
export function createFeedPost(graph: GraphCall): Reply {
  const { params, world } = graph;
  const by = publisher(graph);
  if (by instanceof Reply) return by;
  const message = params.text('message') ?? '';
  const link = params.text('link') ?? null;
  const photoIds = attachedPhotos(graph, by.page);
  if (photoIds instanceof Reply) return photoIds;
  if (message.trim() === '' && link === null && photoIds.length === 0) {
    return invalid('The message or link parameter is required');
  }
  const refusal =
    (link === null ? undefined : linkRefusal(link, photoIds)) ??
    textRefusal(message, by.page, photoIds, world);
  if (refusal !== undefined) return refusal;
  const time = publishTime(params, world, 30);
  if (time instanceof Reply) return time;
  const fields = asked(graph);
  if (fields instanceof Reply) return fields;
  const post = storePost(graph, by, {
    kind: 'post',
    message,
    link,
    photoIds,
    publishAt: time.at,
    scheduled: time.scheduled,
  });
  return fields === undefined ? json(200, { id: post.id }) : shown(post, fields, world);
}

const asked = ({ params }: GraphCall) => {
  const text = params.text('fields');
  return text === undefined ? undefined : parseFields(text);
};

function shown(post: FbPost, fields: Parameters<typeof show>[2], world: World): Reply {
  const node = show(postType(world), post, fields);
  return node instanceof Reply ? node : json(200, node);
}

const attached = z.strictObject({
  media_fbid: z.union([z.string().regex(/^\d+$/), z.int()]).transform(String),
});

function attachedPhotos({ params, world }: GraphCall, page: FbPage): string[] | Reply {
  const { photos, videos, switches } = world.state.facebook;
  const ids: string[] = [];
  for (const item of params.list('attached_media')) {
    const parsed = attached.safeParse(item);
    if (!parsed.success) return invalid('attached_media must hold objects like {"media_fbid":"7001"}');
    const id = parsed.data.media_fbid;
    const photo = photos[id];
    if (photo === undefined || photo.pageId !== page.id) {
      return id in videos ? invalid('Photos and videos cannot be mixed in attached_media') : graphError(324);
    }
    if (photo.postId !== null || ids.includes(id)) return graphError(100, 1366051);
    ids.push(id);
  }
  return ids.length > switches.maxPhotos
    ? invalid(`attached_media holds at most ${switches.maxPhotos} items`)
    : ids;
}

function linkRefusal(link: string, photoIds: readonly string[]): Reply | undefined {
  if (!URL.canParse(link) || !/^https?:/.test(link)) return graphError(100, 1609005);
  // Unverified: what Facebook makes of a link beside photos; no client should send both.
  if (photoIds.length > 0) return invalid('link cannot be combined with attached_media');
  return /(^|\.)(facebook\.com|fb\.com|fb\.watch)$/.test(new URL(link).hostname)
    ? graphError(100, 1609008)
    : undefined;
}

/** The Page's own post a call names, if its token may touch it. */
function ownPost(graph: GraphCall): { post: FbPost; by: Publisher } | Reply {
  const post = findPost(graph.world.state.facebook, graph.call.params.node ?? '');
  const call = { ...graph.call, params: { node: post?.pageId ?? '' } };
  const by = publisher({ ...graph, call });
  if (by instanceof Reply) return by;
  return post === undefined || post.state !== 'alive' ? gone() : { post, by };
}

/** POST /{post}: new text, new time, or publishing a draft */
export function changePost(graph: GraphCall): Reply {
  const { params, world } = graph;
  const own = ownPost(graph);
  if (own instanceof Reply) return own;
  const { post, by } = own;
  if (post.appId !== by.app.id)
    return graphError(
      200,
      undefined,
      '(#200) This post was made by another app and cannot be edited by this one',
    );
  const now = world.now();
  const message = params.text('message');
  const wanted = params.time('scheduled_publish_time');
  const publish = params.flag('is_published', false);
  if (wanted !== undefined) {
    if (isPublic(post, now)) return invalid('The post is already published');
    const time = scheduledTime(wanted, now, 30);
    if (time instanceof Reply) return time;
    Object.assign(post, { publishAt: time.at, scheduled: true });
  }
  if (publish && !isPublic(post, now)) {
    if (!world.state.facebook.switches.draftsCanBePublished) return invalid('This post cannot be published');
    post.publishAt = now;
  }
  if (message !== undefined) post.message = message;
  world.changed();
  return json(200, { success: true });
}

/** DELETE /{post}: also cancels a scheduled one */
export function deletePost(graph: GraphCall): Reply {
  const own = ownPost(graph);
  if (own instanceof Reply) return own;
  own.post.state = 'deleted';
  graph.world.changed();
  return json(200, { success: true });
}
