import type { ReceivedCall } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { json, Reply } from '../reply.ts';
import { gone, graphError, invalid } from './errors.ts';
import { currentVersion, type GraphCall } from './graph.ts';
import { type FbPost, type FbVideo, localId } from './model.ts';
import { Params } from './params.ts';
import { publisher, type Publisher, scheduledTime, storePost, textRefusal } from './publishing.ts';
import { newVideo, processingFaults } from './videos.ts';

const day = 24 * 60 * 60 * 1000;
/** Reels by API per Page and 24 hours. */
const reelsPerDay = 30;
/** Seconds that a video may last. */
const lengths = { reel: { min: 3, max: 90 }, story: { min: 3, max: 60 } };

export function phaseDuty(call: ReceivedCall): Duty {
  const params = Params.of(call);
  const phase = params instanceof Reply ? undefined : params.text('upload_phase');
  return phase === 'start' || phase === 'transfer' ? 'upload' : 'publish';
}

/** POST /{page}/video_reels */
export function reel(graph: GraphCall): Reply {
  const by = publisher(graph);
  if (by instanceof Reply) return by;
  const phase = graph.params.text('upload_phase');
  if (phase === 'start') return start(graph, by, 'reel');
  // The guide's table says "complete"; what works is "finish".
  if (phase !== 'finish') return invalid('upload_phase must be one of: start, finish');
  const video = readyVideo(graph, by, 'reel');
  if (video instanceof Reply) return video;
  return finishReel(graph, by, video);
}

/** POST /{page}/video_stories */
export function videoStory(graph: GraphCall): Reply {
  const by = publisher(graph);
  if (by instanceof Reply) return by;
  const phase = graph.params.text('upload_phase');
  if (phase === 'start') return start(graph, by, 'story');
  if (phase !== 'finish') return invalid('upload_phase must be one of: start, finish');
  const video = readyVideo(graph, by, 'story');
  if (video instanceof Reply) return video;
  processingFaults(graph, video);
  const post = storePost(graph, by, { kind: 'story', videoId: video.id, publishAt: graph.world.now() });
  return finishAnswer(graph, post, true);
}

/** POST /{page}/photo_stories */
export function photoStory(graph: GraphCall): Reply {
  const by = publisher(graph);
  if (by instanceof Reply) return by;
  const photo = graph.world.state.facebook.photos[graph.params.text('photo_id') ?? ''];
  if (photo === undefined || photo.pageId !== by.page.id) return graphError(324);
  if (photo.postId !== null) return graphError(100, 1366051);
  const post = storePost(graph, by, { kind: 'story', photoIds: [photo.id], publishAt: graph.world.now() });
  return finishAnswer(graph, post, true);
}

function start({ world }: GraphCall, by: Publisher, purpose: 'reel' | 'story'): Reply {
  const video = newVideo(world, by, purpose, null);
  const url = `https://rupload.facebook.com/video-upload/${currentVersion}/${video.id}`;
  return json(200, { video_id: video.id, upload_url: url });
}

/** The uploaded video a `finish` names, or the answer to a `finish` that cannot be. */
function readyVideo(graph: GraphCall, by: Publisher, purpose: 'reel' | 'story'): FbVideo | Reply {
  const { params, world } = graph;
  const id = params.text('video_id');
  if (id === undefined) return invalid('video_id is required');
  const video = world.state.facebook.videos[id];
  if (video === undefined || video.pageId !== by.page.id || video.purpose !== purpose) return gone();
  if (!video.uploaded) return graphError(6000);
  const post = world.state.facebook.posts[video.postId ?? ''];
  if (post === undefined || post.publishAt === null) return lengthRefusal(video, purpose) ?? video;
  if (world.state.facebook.switches.secondFinish === 'success')
    return finishAnswer(graph, post, purpose === 'story');
  return invalid('The video was already published');
}

/** Of a file that does not tell how long it is nothing is said. Unverified: that `finish` refuses it, not processing. */
function lengthRefusal({ durationMs }: FbVideo, purpose: 'reel' | 'story'): Reply | undefined {
  const { min, max } = lengths[purpose];
  const fits = durationMs === null || (durationMs >= min * 1000 && durationMs <= max * 1000);
  return fits ? undefined : graphError(100, 1363128);
}

function finishReel(graph: GraphCall, by: Publisher, video: FbVideo): Reply {
  const { params, world } = graph;
  const time = reelTime(graph);
  if (time instanceof Reply) return time;
  const description = params.text('description') ?? '';
  const refusal = textRefusal(description, by.page, [video.id], world) ?? dailyRefusal(graph, by);
  if (refusal !== undefined) return refusal;
  processingFaults(graph, video);
  Object.assign(video, { title: params.text('title') ?? '', description });
  const post = storePost(graph, by, {
    kind: 'reel',
    message: description,
    videoId: video.id,
    publishAt: time.at,
    scheduled: time.scheduled,
  });
  return finishAnswer(graph, post, false);
}

function reelTime({ params, world }: GraphCall): { at: number | null; scheduled: boolean } | Reply {
  const state = params.text('video_state');
  const wanted = params.time('scheduled_publish_time');
  switch (state) {
    case 'PUBLISHED':
      return { at: world.now(), scheduled: false };
    case 'DRAFT':
      return { at: null, scheduled: false };
    case 'SCHEDULED':
      return scheduledTime(wanted ?? Number.NaN, world.now(), 29);
    default:
      return invalid('video_state must be one of: DRAFT, PUBLISHED, SCHEDULED');
  }
}

/** Unverified: the code of the answer when the day's reels are used up. */
function dailyRefusal({ world }: GraphCall, by: Publisher): Reply | undefined {
  const since = world.now() - day;
  const today = Object.values(world.state.facebook.posts).filter(
    (post) => post.kind === 'reel' && post.pageId === by.page.id && post.createdAt > since,
  );
  return today.length >= reelsPerDay ? graphError(613) : undefined;
}

function finishAnswer({ world }: GraphCall, post: FbPost, always: boolean): Reply {
  const named = always || world.state.facebook.switches.finishNamesPost;
  return json(200, named ? { success: true, post_id: localId(post) } : { success: true });
}
