import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tkError, tkOk } from './errors.ts';
import { isForAll, type TkPost } from './model.ts';
import { settle } from './publishing.ts';
import { authorize, type Caller, objectOf } from './sessions.ts';

/** POST /v2/video/list/?fields=: the creator's public videos, newest first */
export function listVideos(call: Call, world: World): Reply {
  const wish = asked(call, world, listBody);
  if (wish instanceof Reply) return wish;
  const { max_count: most, cursor } = wish.body;
  const before = cursor ?? world.now() + 1;
  const posts = publicPosts(world, wish.caller)
    .filter((post) => post.createdAt < before)
    .toSorted((left, right) => right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1));
  const page = posts.slice(0, most);
  return tkOk({
    videos: page.map((post) => shown(post, wish.fields, world)),
    cursor: page.at(-1)?.createdAt ?? before,
    has_more: posts.length > page.length,
  });
}

/** POST /v2/video/query/?fields=: some of them by their ids; what is not there is left out */
export function queryVideos(call: Call, world: World): Reply {
  const wish = asked(call, world, queryBody);
  if (wish instanceof Reply) return wish;
  const ids = wish.body.filters.video_ids;
  const found = publicPosts(world, wish.caller).filter(({ id }) => ids.includes(id));
  return tkOk({ videos: found.map((post) => shown(post, wish.fields, world)) });
}

const listBody = z.strictObject({
  max_count: z.int().min(1).max(20).default(10),
  cursor: z.int().optional(),
});
const queryBody = z.strictObject({
  filters: z.strictObject({ video_ids: z.array(z.string()).min(1).max(20) }),
});

/** The fields are in the query, although it is a POST. */
function asked<T>(
  call: Call,
  world: World,
  schema: z.ZodType<T>,
): { caller: Caller; fields: string[]; body: T } | Reply {
  const caller = authorize(call, world, ['video.list']);
  if (caller instanceof Reply) return caller;
  const odd = [...call.url.searchParams.keys()].find((name) => name !== 'fields');
  const fields = (call.url.searchParams.get('fields') ?? '').split(',');
  if (odd !== undefined || fields.some((field) => !(field in views)))
    return tkError('invalid_params', 'Fields is invalid');
  const value = objectOf(call);
  if (value instanceof Reply) return value;
  const body = schema.safeParse(value);
  return body.success ? { caller, fields, body: body.data } : tkError('invalid_params');
}

function publicPosts(world: World, { user }: Caller): TkPost[] {
  const { posts, publications, switches } = world.state.tiktok;
  for (const publication of Object.values(publications)) settle(world, publication);
  return Object.values(posts).filter(
    (post) =>
      post.openId === user.openId &&
      post.state === 'alive' &&
      isForAll(post) &&
      !user.isPrivate &&
      post.listedAt <= world.now() &&
      publications[post.publishId]?.state === 'done' &&
      (post.kind === 'video' || switches.listsPhotos),
  );
}

const views: Readonly<Record<string, (post: TkPost, world: World) => unknown>> = {
  id: ({ id }) => id,
  title: ({ info }, world) => info.title.slice(0, world.state.tiktok.switches.listedText),
  video_description: ({ info, kind }, world) =>
    (kind === 'video' ? info.title : info.description).slice(0, world.state.tiktok.switches.listedText),
  create_time: ({ createdAt }) => Math.floor(createdAt / 1000),
  // Nobody decodes the film here.
  duration: ({ kind }) => (kind === 'video' ? 42 : 0),
  share_url: (post, world) => permalinkOf(post, world),
  embed_link: (post, world) => permalinkOf(post, world),
  cover_image_url: ({ openId }) => `https://p16-sign.tiktokcdn.com/${openId}/cover.jpeg`,
  width: () => 1080,
  height: () => 1920,
  view_count: ({ metrics }) => metrics.view_count,
  like_count: ({ metrics }) => metrics.like_count,
  comment_count: ({ metrics }) => metrics.comment_count,
  share_count: ({ metrics }) => metrics.share_count,
};

const shown = (post: TkPost, fields: readonly string[], world: World): object =>
  Object.fromEntries(fields.map((field) => [field, views[field]?.(post, world)]));

export function permalinkOf({ openId, kind, id }: TkPost, world: World): string {
  return `https://www.tiktok.com/@${world.state.tiktok.users[openId]?.username ?? ''}/${kind}/${id}`;
}
