import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { type ChunkPlan, planFault } from './chunk-plan.ts';
import { tkError, tkOk } from './errors.ts';
import { countCall, creatorRefusal, draftRefusal } from './limits.ts';
import type { TkPostInfo, TkPublication, TkUpload } from './model.ts';
import { choiceRefusal, nothingSaid, parsed, videoPostInfo } from './post-info.ts';
import { authorize, type Caller, objectOf, secret } from './sessions.ts';

/** Videos by PULL_FROM_URL are not played here. */
const sourceInfo = z
  .strictObject({
    source: z.literal('FILE_UPLOAD'),
    video_size: z.int().min(1),
    chunk_size: z.int().min(1),
    total_chunk_count: z.int().min(1),
  })
  .transform(
    (info): ChunkPlan => ({
      size: info.video_size,
      chunkSize: info.chunk_size,
      chunkCount: info.total_chunk_count,
    }),
  );

const directBody = z.strictObject({ post_info: videoPostInfo, source_info: sourceInfo });
const draftBody = z.strictObject({ source_info: sourceInfo });

/** POST /v2/post/publish/video/init/: opens an upload; nothing exists from it */
export function initVideo(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['video.publish']);
  if (caller instanceof Reply) return caller;
  const body = bodyOf(call, world, caller, directBody);
  if (body instanceof Reply) return body;
  const refused = choiceRefusal(caller, body.post_info) ?? creatorRefusal(caller, world);
  return refused ?? opened(world, caller, 'direct', body.post_info, body.source_info);
}

/** POST /v2/post/publish/inbox/video/init/: the same for a draft, of which nothing is said */
export function initDraft(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['video.upload']);
  if (caller instanceof Reply) return caller;
  const body = bodyOf(call, world, caller, draftBody);
  if (body instanceof Reply) return body;
  return draftRefusal(caller, world) ?? opened(world, caller, 'inbox', nothingSaid, body.source_info);
}

function bodyOf<T>(call: Call, world: World, caller: Caller, schema: z.ZodType<T>): T | Reply {
  const value = objectOf(call);
  if (value instanceof Reply) return value;
  return countCall(world, caller, 'init') ?? parsed(schema, value);
}

function opened(
  world: World,
  { user, app }: Caller,
  mode: TkPublication['mode'],
  info: TkPostInfo,
  plan: ChunkPlan,
): Reply {
  const fault = planFault(plan);
  if (fault !== undefined) return tkError('invalid_param', fault);
  const upload: TkUpload = {
    id: String(randomInt(2 ** 47)),
    token: secret(24),
    ...plan,
    received: 0,
    openedAt: world.now(),
  };
  const publication = newPublication(world, {
    publishId: `v_${mode === 'direct' ? 'pub' : 'inbox'}_file~v2-1.${upload.id}`,
    openId: user.openId,
    clientKey: app.clientKey,
    mode,
    info,
    upload,
  });
  const address = new URL(`https://${user.uploadHost}/video/`);
  address.search = new URLSearchParams({ upload_id: upload.id, upload_token: upload.token }).toString();
  return tkOk({ publish_id: publication.publishId, upload_url: address.href });
}

export function newPublication(
  world: World,
  facts: Pick<TkPublication, 'publishId' | 'openId' | 'clientKey' | 'mode' | 'info' | 'upload'>,
): TkPublication {
  const { publications, switches } = world.state.tiktok;
  const publication: TkPublication = {
    ...facts,
    state: 'open',
    failReason: null,
    polls: switches.processingPolls,
    idPolls: switches.idPolls,
    postId: null,
    createdAt: world.now(),
  };
  publications[publication.publishId] = publication;
  world.changed();
  return publication;
}
