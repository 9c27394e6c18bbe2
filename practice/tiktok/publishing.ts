import { type Call, listLag } from '../endpoint.ts';
import type { World } from '../world.ts';
import { nextId, type TkPost, type TkPostMedia, type TkPublication } from './model.ts';

/**
 * All bytes are there: the post is made, and processed from now on. A draft is one that its author alone can see.
 * @param failReason why processing will end in vain
 */
export function publish(
  call: Call,
  world: World,
  publication: TkPublication,
  kind: TkPost['kind'],
  media: TkPostMedia[],
  failReason: string | null,
): void {
  const { tiktok } = world.state;
  const { publishId, openId, clientKey, info } = publication;
  const now = world.now();
  publication.state = 'processing';
  publication.polls = call.struck('slow-processing')?.polls ?? publication.polls;
  publication.failReason = call.struck('processing-failed') === undefined ? failReason : 'internal';
  const post: TkPost = {
    id: nextId(tiktok),
    openId,
    clientKey,
    publishId,
    kind,
    info,
    media,
    createdAt: now,
    listedAt: now + listLag(call),
    state: call.struck('vanished') === undefined ? 'alive' : 'vanished',
    metrics: { view_count: 0, like_count: 0, comment_count: 0, share_count: 0 },
    requestId: call.id,
  };
  tiktok.posts[post.id] = post;
  publication.postId = post.id;
  settle(world, publication);
  world.changed();
  world.events.emit('post', post.id);
}

/** Processing ends after a number of looks, or by itself after a while. */
export function settle(world: World, publication: TkPublication): void {
  const { posts, switches } = world.state.tiktok;
  const post = posts[publication.postId ?? ''];
  if (publication.state !== 'processing' || post === undefined) return;
  if (publication.polls > 0 && world.now() - post.createdAt < switches.processingSeconds * 1000) return;
  publication.state = publication.failReason === null ? 'done' : 'failed';
  if (publication.state === 'failed' && post.state === 'alive') post.state = 'deleted';
}
