import { json, type Reply } from '../reply.ts';
import { accessDenied, notFound, restError } from './errors.ts';
import { isPublic, type LiGrant, type LiPost } from './model.ts';
import type { RestCall } from './rest.ts';
import { mayActAs } from './tokens.ts';
import type { World } from '../world.ts';

/** Own posts are shown to Pages only: what a member posted an app cannot read. */
export const mayRead = (author: string, grant: LiGrant, world: World): boolean =>
  author.startsWith('urn:li:organization:') &&
  grant.scopes.includes('r_organization_social') &&
  mayActAs(author, grant, world);

/** GET /rest/posts/{urn} */
export function readPost({ call, world, grant }: RestCall): Reply {
  if (call.url.search !== '') return restError(400, 'PARAM_INVALID', 'Unknown parameter');
  const post = world.state.linkedin.posts[decodeURIComponent(call.params.urn ?? '')];
  if (!grant.scopes.includes('r_organization_social')) return accessDenied('partnerApiPostsExternal.GET');
  if (!isPublic(post)) return notFound('Post');
  return mayRead(post.author, grant, world)
    ? json(200, shown(post))
    : accessDenied('partnerApiPostsExternal.GET');
}

const listParams = new Set(['q', 'author', 'count', 'start', 'sortBy']);

/** GET /rest/posts?q=author&author={urn}&count=10, newest first */
export function postsOfAuthor({ call, world, grant }: RestCall): Reply {
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => !listParams.has(name));
  if (unknown !== undefined) return restError(400, 'PARAM_INVALID', `Unknown parameter ${unknown}`);
  if (query.get('q') !== 'author') return restError(400, 'PARAM_INVALID', 'Unknown finder');
  const sortBy = query.get('sortBy');
  if (sortBy !== null && sortBy !== 'LAST_MODIFIED' && sortBy !== 'CREATED')
    return restError(400, 'PARAM_INVALID', 'Unknown order');
  const author = query.get('author') ?? '';
  if (!mayRead(author, grant, world)) return accessDenied('partnerApiPostsExternal.FINDER-author');
  const count = Number(query.get('count') ?? 10);
  const start = Number(query.get('start') ?? 0);
  if (!(count >= 1 && count <= 100 && start >= 0))
    return restError(400, 'PARAM_INVALID', 'count must be 1 to 100');
  const all = Object.values(world.state.linkedin.posts)
    .filter((post) => post.author === author && isPublic(post) && post.listedAt <= world.now())
    .toSorted((left, right) => right.createdAt - left.createdAt);
  const links =
    start + count < all.length ? [{ rel: 'next', type: 'application/json', href: '/rest/posts' }] : [];
  return json(200, { elements: all.slice(start, start + count).map(shown), paging: { start, count, links } });
}

const shown = (post: LiPost) => ({
  id: post.urn,
  author: post.author,
  commentary: post.commentary,
  visibility: post.visibility,
  lifecycleState: 'PUBLISHED',
  isReshareDisabledByAuthor: false,
  createdAt: post.createdAt,
  publishedAt: post.createdAt,
  lastModifiedAt: post.createdAt,
  ...(post.content === null ? {} : { content: post.content }),
});
