import { z } from 'zod';
import { json, type Reply } from '../reply.ts';
import { accessDenied, invalidValue, notFound } from './errors.ts';
import { isPublic, nextId } from './model.ts';
import { bodyRefusal } from './request-body.ts';
import type { RestCall } from './rest.ts';
import { mayActAs } from './tokens.ts';

const newComment = z.strictObject({
  actor: z.string(),
  object: z.string(),
  message: z.strictObject({ text: z.string().min(1) }),
});

/** POST /rest/socialActions/{urn}/comments: plain text, no little text */
export function createComment({ call, world, grant, body }: RestCall): Reply {
  const { posts, switches } = world.state.linkedin;
  const parsed = newComment.safeParse(body);
  if (!parsed.success) return bodyRefusal(parsed.error);
  const { actor, object, message } = parsed.data;
  const urn = decodeURIComponent(call.params.urn ?? '');
  const feedScope = actor.startsWith('urn:li:person:')
    ? 'w_member_social_feed'
    : 'w_organization_social_feed';
  const hasScope = !switches.commentsNeedFeedScope || grant.scopes.includes(feedScope);
  if (!hasScope || !mayActAs(actor, grant, world)) return accessDenied('socialActions/comments.CREATE');
  if (object !== urn) return invalidValue('/object');
  const post = posts[urn];
  if (!isPublic(post)) return notFound('Post');
  const id = nextId(world.state.linkedin, world.now());
  const comment = { urn: `urn:li:comment:(${urn},${id})`, actor, text: message.text };
  post.comments.push(comment);
  world.changed();
  return json(201, { id, object, actor, message }, { 'x-restli-id': id });
}
