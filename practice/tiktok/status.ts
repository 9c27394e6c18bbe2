import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tkError, tkOk } from './errors.ts';
import { countCall } from './limits.ts';
import { isForAll, type TkPublication } from './model.ts';
import { parsed } from './post-info.ts';
import { settle } from './publishing.ts';
import { authorize, type Caller, objectOf } from './sessions.ts';

const hour = 60 * 60_000;
const body = z.strictObject({ publish_id: z.string().max(64) });
const scopes = ['video.publish', 'video.upload'];

/** POST /v2/post/publish/status/fetch/: each look brings processing further */
export function fetchStatus(call: Call, world: World): Reply {
  const caller = authorize(call, world, scopes);
  if (caller instanceof Reply) return caller;
  const limited = countCall(world, caller, 'status');
  if (limited !== undefined) return limited;
  const publication = asked(call, world, caller);
  if (publication instanceof Reply) return publication;
  settle(world, publication);
  const reply = tkOk(shown(publication, world));
  if (publication.state === 'processing') publication.polls -= 1;
  else if (publication.idPolls !== null && publication.idPolls > 0) publication.idPolls -= 1;
  world.changed();
  return reply;
}

/** POST /v2/post/publish/cancel/: best effort, as long as it is processed */
export function cancel(call: Call, world: World): Reply {
  const caller = authorize(call, world, scopes);
  if (caller instanceof Reply) return caller;
  const publication = asked(call, world, caller);
  if (publication instanceof Reply) return publication;
  if (publication.state === 'done' || publication.state === 'failed')
    return tkError('invalid_param', 'The post can not be cancelled any more.');
  const post = world.state.tiktok.posts[publication.postId ?? ''];
  if (post !== undefined) post.state = 'deleted';
  publication.state = 'failed';
  publication.failReason = 'publish_cancelled';
  world.changed();
  return tkOk({});
}

function asked(call: Call, world: World, { user, app }: Caller): TkPublication | Reply {
  const value = objectOf(call);
  if (value instanceof Reply) return value;
  const wish = parsed(body, value);
  if (wish instanceof Reply) return wish;
  const { publications, switches } = world.state.tiktok;
  const publication = publications[wish.publish_id];
  const life = switches.publishIdHours;
  if (publication === undefined || (life !== null && world.now() - publication.createdAt > life * hour))
    return tkError('invalid_publish_id');
  return publication.openId === user.openId && publication.clientKey === app.clientKey
    ? publication
    : tkError('token_not_authorized_for_specified_publish_id');
}

function shown(publication: TkPublication, world: World): object {
  const { state, failReason, upload } = publication;
  return {
    status: statusOf(publication),
    ...(state === 'failed' ? { fail_reason: failReason } : {}),
    // Spelt like this; long integers, none as long as TikTok would not tell.
    publicaly_available_post_id: idsOf(publication, world),
    ...(upload === null ? { downloaded_bytes: 0 } : { uploaded_bytes: upload.received }),
  };
}

function statusOf({ state, mode, upload }: TkPublication): string {
  if (state === 'failed') return 'FAILED';
  if (state === 'done') return mode === 'inbox' ? 'SEND_TO_USER_INBOX' : 'PUBLISH_COMPLETE';
  return upload === null ? 'PROCESSING_DOWNLOAD' : 'PROCESSING_UPLOAD';
}

function idsOf({ state, mode, postId, idPolls }: TkPublication, world: World): bigint[] {
  const post = world.state.tiktok.posts[postId ?? ''];
  const isTold = state === 'done' && mode === 'direct' && idPolls === 0;
  return isTold && post?.state === 'alive' && isForAll(post) ? [BigInt(post.id)] : [];
}
