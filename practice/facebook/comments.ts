import { json, Reply } from '../reply.ts';
import { gone, graphError, invalid } from './errors.ts';
import type { GraphCall } from './graph.ts';
import { findPost, isPublic, localId, nextId } from './model.ts';
import { publisher } from './publishing.ts';

/** POST /{post}/comments: by the Page, below a post of its own. A story takes none. */
export function createComment(graph: GraphCall): Reply {
  const { call, params, world } = graph;
  const post = findPost(world.state.facebook, call.params.node ?? '');
  const by = publisher({ ...graph, call: { ...call, params: { node: post?.pageId ?? '' } } }, [
    'pages_manage_engagement',
  ]);
  if (by instanceof Reply) return by;
  if (post === undefined || !isPublic(post, world.now())) return gone();
  if (post.kind === 'story') return graphError(100, 33);
  const message = params.text('message') ?? '';
  if (message.trim() === '') return invalid('The message parameter is required');
  post.comments.push(message);
  world.changed();
  return json(200, { id: `${localId(post)}_${nextId(world.state.facebook)}` });
}
