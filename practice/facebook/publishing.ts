import { listLag } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { gone, graphError, invalid } from './errors.ts';
import type { GraphCall } from './graph.ts';
import { type FbPage, type FbPost, isPublic, localId, nextId } from './model.ts';
import type { Params } from './params.ts';
import { authorize, type Session } from './tokens.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

export type Publisher = Session & { page: FbPage };

const publishing = ['pages_manage_posts', 'pages_read_engagement'];

/**
 * Only the Page's own token publishes, with the permission and the person's CREATE_CONTENT task.
 * @param permissions what else than publishing is wanted
 */
export function publisher({ call, params, world }: GraphCall, permissions = publishing): Publisher | Reply {
  const session = authorize(call, params, world);
  if (session instanceof Reply) return session;
  const { page } = session;
  const node = call.params.node;
  if (page === undefined || (node !== 'me' && node !== page.id)) {
    return node !== undefined && node !== 'me' && !(node in world.state.facebook.pages)
      ? gone()
      : graphError(200);
  }
  const granted = permissions.every((name) => session.grant.permissions[name] === 'granted');
  if (!granted || page.tasks[session.person.id]?.includes('CREATE_CONTENT') !== true) return graphError(200);
  return { ...session, page };
}

/** When a post becomes public: now, at its time, or never by itself (a draft). */
export function publishTime(
  params: Params,
  world: World,
  longestDays: number,
): { at: number | null; scheduled: boolean } | Reply {
  const now = world.now();
  const published = params.flag('published', true);
  const wanted = params.time('scheduled_publish_time');
  if (published && wanted !== undefined) {
    return invalid('You cannot specify a scheduled publish time on a published post');
  }
  if (published) return { at: now, scheduled: false };
  params.text('unpublished_content_type');
  return wanted === undefined ? { at: null, scheduled: false } : scheduledTime(wanted, now, longestDays);
}

export function scheduledTime(
  wanted: number,
  now: number,
  longestDays: number,
): { at: number; scheduled: true } | Reply {
  if (Number.isNaN(wanted) || wanted < now + 10 * minute || wanted > now + longestDays * day) {
    return invalid(
      `The specified scheduled publish time is invalid: it must be between 10 minutes and ${longestDays} days from now.`,
    );
  }
  return { at: wanted, scheduled: true };
}

/** The refusal of a text that is too long, or that the Page posted lately. */
export function textRefusal(
  message: string,
  page: FbPage,
  mediaIds: readonly string[],
  world: World,
): Reply | undefined {
  const { switches, posts } = world.state.facebook;
  if (message.length > switches.messageLimit) return invalid('Name parameter too long');
  const text = folded(message);
  if (text === '') return undefined;
  const since = world.now() - switches.duplicateHours * 60 * minute;
  const twin = Object.values(posts).some(
    (post) =>
      post.pageId === page.id &&
      isPublic(post, world.now()) &&
      (post.publishAt ?? 0) >= since &&
      folded(post.message) === text &&
      (!switches.duplicateComparesMedia || post.photoIds.join(' ') === mediaIds.join(' ')),
  );
  return twin ? graphError(506) : undefined;
}

const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

type NewPost = Partial<Pick<FbPost, 'message' | 'link' | 'photoIds' | 'videoId' | 'scheduled'>> &
  Pick<FbPost, 'kind' | 'publishAt'>;

/** Stores a post and marks its photos or video as used by it. */
export function storePost(graph: GraphCall, by: Publisher, wanted: NewPost): FbPost {
  const { call, world } = graph;
  const { facebook } = world.state;
  const post: FbPost = {
    id: `${by.page.id}_${nextId(facebook)}`,
    pageId: by.page.id,
    appId: by.app.id,
    message: '',
    link: null,
    photoIds: [],
    videoId: null,
    scheduled: false,
    ...wanted,
    createdAt: world.now(),
    listedAt: world.now() + listLag(call),
    onlyRoles: by.app.mode === 'development',
    state: call.struck('vanished') === undefined ? 'alive' : 'vanished',
    counters: {},
    comments: [],
    requestId: call.id,
  };
  facebook.posts[post.id] = post;
  for (const id of post.photoIds) {
    const photo = facebook.photos[id];
    if (photo !== undefined) photo.postId = post.id;
  }
  const video = facebook.videos[post.videoId ?? ''];
  if (video !== undefined) video.postId = post.id;
  world.changed();
  world.events.emit('post', post.id);
  return post;
}

export function permalinkOf(post: FbPost): string {
  const local = localId(post);
  if (post.kind === 'story') return `https://www.facebook.com/stories/${post.pageId}/${local}`;
  if (post.videoId !== null) return `https://www.facebook.com/reel/${post.videoId}`;
  return `https://www.facebook.com/${post.pageId}/posts/${local}`;
}
