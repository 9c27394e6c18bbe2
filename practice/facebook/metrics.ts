import { counted } from '../growth.ts';
import type { World } from '../world.ts';
import type { FbPost } from './model.ts';

const counts: Readonly<Record<string, Parameters<typeof counted>[2]>> = {
  reactions: 'likes',
  likes: 'likes',
  comments: 'comments',
  shares: 'shares',
  views: 'views',
  post_media_view: 'views',
  post_total_media_view_unique: 'reach',
  post_clicks: 'clicks',
};

/** A counter of a post as it stands now: it grows from the time at which the post became public; comments made count beside. */
export function metricOf(post: FbPost, name: string, world: World): number {
  const kind = counts[name];
  if (kind === undefined) return post.counters[name] ?? 0;
  const made = name === 'comments' ? post.comments.length : 0;
  const age = world.now() - (post.publishAt ?? post.createdAt);
  return post.counters[name] ?? made + counted({}, name, kind, age);
}

/** What is counted by kind comes as one number for each. */
export const insightOf = (post: FbPost, name: string, world: World): number | Record<string, number> =>
  name.endsWith('_by_type_total')
    ? { like: metricOf(post, 'reactions', world) }
    : metricOf(post, name, world);
