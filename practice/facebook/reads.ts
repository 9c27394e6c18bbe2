import { json, Reply } from '../reply.ts';
import { gone, graphError, invalid } from './errors.ts';
import { type NodeType, paged, parseFields, show, showAll } from './fields.ts';
import type { GraphCall } from './graph.ts';
import { type FbPost, findPost, isOver, isPublic, isScheduled, localId } from './model.ts';
import { pageType, personType, photoType, postType, videoType } from './node-types.ts';
import { permalinkOf } from './publishing.ts';
import type { World } from '../world.ts';
import { authorize, missingPermission, type Session } from './tokens.ts';
import { looked } from './video-status.ts';

/** GET /{id}: a person, Page, post, photo or video, whichever the id names */
export function node(graph: GraphCall): Reply {
  const { call, params, world } = graph;
  const session = authorize(call, params, world);
  if (session instanceof Reply) return session;
  const { facebook } = world.state;
  const id = call.params.node === 'me' ? (session.page?.id ?? session.person.id) : (call.params.node ?? '');
  if (id === session.person.id) return one(graph, personType, session.person);
  const page = facebook.pages[id];
  if (page !== undefined)
    return page.tasks[session.person.id] === undefined ? gone() : one(graph, pageType(world, session), page);
  const refusal = missingPermission(session, ['pages_read_engagement']);
  const post = findPost(facebook, id);
  if (post !== undefined && isThere(post, world) && mayRead(session, post.pageId)) {
    return refusal ?? one(graph, postType(world), post);
  }
  const photo = facebook.photos[id];
  if (photo !== undefined && mayRead(session, photo.pageId))
    return refusal ?? one(graph, photoType(world), photo);
  const video = facebook.videos[id];
  if (video === undefined || !mayRead(session, video.pageId)) return gone();
  const shown = refusal ?? one(graph, videoType(world), video);
  looked(video, world);
  return shown;
}

/** Unverified: that a story which is over cannot be read by its id any more. */
const isThere = (post: FbPost, world: World): boolean => post.state === 'alive' && !isOver(post, world.now());

const mayRead = (session: Session, pageId: string): boolean =>
  session.page === undefined ? session.grant.pageIds.includes(pageId) : session.page.id === pageId;

function one<T>(graph: GraphCall, type: NodeType<T>, value: T): Reply {
  const text = graph.params.text('fields');
  const fields = text === undefined ? undefined : parseFields(text);
  if (fields instanceof Reply) return fields;
  const shown = show(type, value, fields);
  return shown instanceof Reply ? shown : json(200, shown);
}

/** GET /{page}/published_posts, /posts and /feed, newest first */
export function publishedPosts(graph: GraphCall): Reply {
  const { params, world } = graph;
  const now = world.now();
  const since = params.time('since') ?? 0;
  const until = params.time('until') ?? Number.POSITIVE_INFINITY;
  if (Number.isNaN(since) || Number.isNaN(until)) return invalid('since and until must be times');
  const at = (post: FbPost) => post.publishAt ?? 0;
  return postList(
    graph,
    (post) =>
      post.kind !== 'story' &&
      listed(post, graph) &&
      at(post) >= since &&
      at(post) <= until &&
      at(post) <= now,
  );
}

/** In lists: public, not lagging, and a video only once it is processed. */
function listed(post: FbPost, { world }: GraphCall): boolean {
  const video = world.state.facebook.videos[post.videoId ?? ''];
  const processed = video === undefined || (video.polls === 0 && !video.failed);
  return isPublic(post, world.now()) && post.listedAt <= world.now() && processed;
}

/** GET /{page}/scheduled_posts */
export const scheduledPosts = (graph: GraphCall): Reply =>
  postList(graph, (post) => post.kind !== 'story' && isScheduled(post, graph.world.now()));

function pageOf({ call, params, world }: GraphCall): { pageId: string } | Reply {
  const session = authorize(call, params, world, ['pages_read_engagement']);
  if (session instanceof Reply) return session;
  const pageId = call.params.node === 'me' ? session.page?.id : call.params.node;
  return pageId === undefined || !mayRead(session, pageId) ? gone() : { pageId };
}

function postList(graph: GraphCall, wanted: (post: FbPost) => boolean): Reply {
  const page = pageOf(graph);
  if (page instanceof Reply) return page;
  const text = graph.params.text('fields');
  graph.params.text('after');
  graph.params.text('limit');
  const fields = text === undefined ? undefined : parseFields(text);
  if (fields instanceof Reply) return fields;
  const posts = Object.values(graph.world.state.facebook.posts)
    .filter((post) => post.pageId === page.pageId && wanted(post))
    .toSorted(
      (left, right) => (right.publishAt ?? 0) - (left.publishAt ?? 0) || (right.id > left.id ? 1 : -1),
    );
  const rows = paged(posts, graph.call.url);
  if (rows instanceof Reply) return rows;
  const data = showAll(postType(graph.world), rows.rows, fields);
  return data instanceof Reply ? data : json(200, { data, paging: rows.paging });
}

/** GET /{page}/stories: those of the last day, newest first */
export function stories(graph: GraphCall): Reply {
  const page = pageOf(graph);
  if (page instanceof Reply) return page;
  const { world, params } = graph;
  const since = params.time('since') ?? 0;
  params.text('after');
  params.text('limit');
  const rows = Object.values(world.state.facebook.posts)
    .filter(
      (post) =>
        post.kind === 'story' &&
        post.pageId === page.pageId &&
        listed(post, graph) &&
        post.createdAt >= since,
    )
    .toReversed()
    .map((post) => ({
      post_id: localId(post),
      status: 'published',
      creation_time: String(Math.floor(post.createdAt / 1000)),
      media_type: post.videoId === null ? 'photo' : 'video',
      media_id: post.videoId ?? post.photoIds[0],
      url: permalinkOf(post),
    }));
  const result = paged(rows, graph.call.url);
  return result instanceof Reply ? result : json(200, { data: result.rows, paging: result.paging });
}

const postMetrics = new Set(
  'post_media_view post_total_media_view_unique post_clicks post_clicks_by_type post_reactions_by_type_total post_reactions_like_total post_video_views post_video_avg_time_watched'.split(
    ' ',
  ),
);
const pageMetrics = new Set(
  'page_media_view page_total_media_view_unique page_post_engagements page_daily_follows_unique page_follows'.split(
    ' ',
  ),
);

/** GET /{post}/insights and /{page}/insights; one unknown metric fails the whole call */
export function insights(graph: GraphCall): Reply {
  const { call, params, world } = graph;
  const session = authorize(call, params, world, ['read_insights', 'pages_read_engagement']);
  if (session instanceof Reply) return session;
  const id = call.params.node ?? '';
  const post = findPost(world.state.facebook, id);
  if (post?.state !== 'alive' && !(id in world.state.facebook.pages)) return gone();
  if (!mayRead(session, post?.pageId ?? id)) return gone();
  const known = post === undefined ? pageMetrics : postMetrics;
  const metrics = (params.text('metric') ?? '').split(',').filter((name) => name !== '');
  if (metrics.length === 0 || metrics.some((name) => !known.has(name))) {
    return graphError(100, undefined, '(#100) The value must be a valid insights metric');
  }
  const period = params.text('period') ?? (post === undefined ? 'day' : 'lifetime');
  const data = metrics.map((name) => ({
    name,
    period,
    values: [
      {
        value: name.endsWith('_by_type_total')
          ? { like: post?.counters.reactions ?? 0 }
          : (post?.counters[name] ?? 0),
      },
    ],
    title: name.replaceAll('_', ' '),
    id: `${id}/insights/${name}/${period}`,
  }));
  return json(200, { data });
}
