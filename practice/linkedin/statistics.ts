import { counted } from '../growth.ts';
import { json, type Reply } from '../reply.ts';
import { accessDenied, restError } from './errors.ts';
import { isPublic, type LiPost } from './model.ts';
import { mayRead } from './reads.ts';
import type { RestCall } from './rest.ts';
import type { World } from '../world.ts';

const params = new Set(['q', 'organizationalEntity', 'shares', 'ugcPosts']);
const year = 365 * 24 * 60 * 60 * 1000;

/** GET /rest/organizationalEntityShareStatistics: what is told of a Page's own posts of the last 12 months */
export function shareStatistics({ call, world, grant }: RestCall): Reply {
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => !params.has(name));
  if (unknown !== undefined) return restError(400, 'PARAM_INVALID', `Unknown parameter ${unknown}`);
  if (query.get('q') !== 'organizationalEntity') return restError(400, 'PARAM_INVALID', 'Unknown finder');
  const page = query.get('organizationalEntity') ?? '';
  if (!mayRead(page, grant, world))
    return accessDenied('organizationalEntityShareStatistics.FINDER-organizationalEntity');
  const shares = urnsIn(query.get('shares'), 'share');
  const ugcPosts = urnsIn(query.get('ugcPosts'), 'ugcPost');
  if (shares === null || ugcPosts === null)
    return restError(400, 'PARAM_INVALID', 'A list of URNs is needed');
  const posts = [...shares, ...ugcPosts]
    .map((urn) => world.state.linkedin.posts[urn])
    .filter((post) => isPublic(post) && post.author === page && world.now() - post.createdAt < year)
    .filter((post) => post !== undefined);
  return json(200, {
    elements: posts.map((post) => ({
      organizationalEntity: page,
      [post.urn.includes(':share:') ? 'share' : 'ugcPost']: post.urn,
      totalShareStatistics: statisticsOf(post, world),
    })),
    paging: { start: 0, count: 10, links: [] },
  });
}

/** The URNs of `List(…)`, each of the right kind; null when it is none. */
function urnsIn(list: string | null, kind: 'share' | 'ugcPost'): string[] | null {
  if (list === null) return [];
  const urns = /^List\((.+)\)$/.exec(list)?.[1]?.split(',') ?? [];
  return urns.length > 0 && urns.every((urn) => urn.startsWith(`urn:li:${kind}:`)) ? urns : null;
}

function statisticsOf({ counters, createdAt }: LiPost, world: World): Record<string, number> {
  const count = (name: string, counts: Parameters<typeof counted>[2]) =>
    counted(counters, name, counts, world.now() - createdAt);
  return {
    impressionCount: count('impressionCount', 'views'),
    uniqueImpressionsCount: count('uniqueImpressionsCount', 'reach'),
    likeCount: count('likeCount', 'likes'),
    commentCount: count('commentCount', 'comments'),
    shareCount: count('shareCount', 'shares'),
    clickCount: count('clickCount', 'clicks'),
    engagement: 0,
  };
}
