import { counted } from '../growth.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { gone, igError, invalid } from './errors.ts';
import { authorized, type IgCall } from './graph.ts';
import { type IgMedia, isSeen } from './model.ts';

/** The insights of each product type; a name of another one fails the whole call. */
const known: Readonly<Record<IgMedia['productType'], readonly string[]>> = {
  FEED: ['views', 'reach', 'likes', 'comments', 'saved', 'shares', 'total_interactions'],
  REELS: ['views', 'reach', 'likes', 'comments', 'saved', 'shares', 'total_interactions'],
  STORY: ['views', 'reach', 'replies', 'shares', 'follows', 'navigation', 'profile_visits'],
};

const counts: Readonly<Record<string, Parameters<typeof counted>[2]>> = {
  views: 'views',
  reach: 'reach',
  likes: 'likes',
  comments: 'comments',
  replies: 'comments',
  saved: 'saves',
  shares: 'shares',
};

/** Comments made through the API count beside those that grow, unless the number was set. */
export function metricOf({ counters, comments, createdAt }: IgMedia, name: string, world: World): number {
  const kind = counts[name];
  if (kind === undefined) return counters[name] ?? 0;
  const made = name === 'comments' ? comments.length : 0;
  return counters[name] ?? made + counted({}, name, kind, world.now() - createdAt);
}

/** Of a story that fewer have seen nothing is told. */
const FEWEST_VIEWERS = 5;

/** GET /{media}/insights; what is not ready yet is missing, and not 0 */
export function insights(graph: IgCall): Reply {
  const { call, params, world } = graph;
  const session = authorized(graph, 'insights');
  if (session instanceof Reply) return session;
  const media = world.state.instagram.media[call.params.node ?? ''];
  const isOwn = session.accounts.some(({ id }) => id === media?.accountId);
  if (media === undefined || !isOwn || !isSeen(media, world.now())) return gone();
  const names = (params.text('metric') ?? '').split(',');
  const foreign = names.find((name) => !known[media.productType].includes(name));
  if (foreign !== undefined)
    return invalid(
      `metric[${names.indexOf(foreign)}] must be one of: ${known[media.productType].join(', ')}`,
    );
  if (media.productType === 'STORY' && metricOf(media, 'reach', world) < FEWEST_VIEWERS)
    return igError(10, undefined, '(#10) Not enough viewers for the media to show insights');
  const age = world.now() - media.createdAt;
  if (age < world.state.instagram.switches.insightsAfterMinutes * 60_000) return json(200, { data: [] });
  return json(200, {
    data: names.map((name) => ({
      name,
      period: 'lifetime',
      values: [{ value: metricOf(media, name, world) }],
      title: name,
      id: `${media.id}/insights/${name}/lifetime`,
    })),
  });
}
