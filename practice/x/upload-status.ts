import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { shownMedia } from './media.ts';
import type { XMedia } from './model.ts';
import { invalidRequest, notFound } from './problems.ts';
import { authorize } from './sessions.ts';

/** GET /2/media/upload?command=STATUS&media_id= */
export function status(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'uploadStatus', ['media.write']);
  if (caller instanceof Reply) return caller;
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => name !== 'command' && name !== 'media_id');
  if (unknown !== undefined)
    return invalidRequest(`The query parameter [${unknown}] is not one of [command,media_id]`).with(
      caller.headers,
    );
  if (query.get('command') !== 'STATUS')
    return invalidRequest('`command` must be STATUS.').with(caller.headers);
  const media = world.state.x.media[query.get('media_id') ?? ''];
  if (media === undefined || media.userId !== caller.user.id) {
    return notFound('media', 'media_id', query.get('media_id') ?? '').with(caller.headers);
  }
  const { size: _, ...shown } = shownMedia(media, world);
  const answer = json(
    200,
    { data: { ...shown, ...processing(media, world, 'in_progress') } },
    caller.headers,
  );
  if (media.polls > 0) {
    media.polls -= 1;
    world.changed();
  }
  return answer;
}

/** How far processing is; nothing for a photo. */
export function processing(media: XMedia, world: World, unfinished: 'pending' | 'in_progress'): object {
  if (media.kind === 'photo') return {};
  const { checkAfterSecs } = world.state.x.switches;
  if (media.polls > 0) {
    return { processing_info: { state: unfinished, check_after_secs: checkAfterSecs } };
  }
  if (media.failed) {
    // The error object is not in the description; it was seen in older answers.
    return {
      processing_info: {
        state: 'failed',
        progress_percent: 0,
        error: { code: 1, name: 'InvalidMedia', message: 'Unsupported video format' },
      },
    };
  }
  return { processing_info: { state: 'succeeded', progress_percent: 100 } };
}
