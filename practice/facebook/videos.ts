import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { graphError, invalid } from './errors.ts';
import type { GraphCall } from './graph.ts';
import { type FbVideo, nextId } from './model.ts';
import { publisher, type Publisher, publishTime, storePost, textRefusal } from './publishing.ts';
import { inspect } from '../received-bytes.ts';

/** The piece size the older upload asks for. */
const transferBytes = 4 * 1024 * 1024;

export function newVideo(
  world: World,
  by: Publisher,
  purpose: FbVideo['purpose'],
  expected: number | null,
): FbVideo {
  const id = nextId(world.state.facebook);
  const video: FbVideo = {
    id,
    pageId: by.page.id,
    appId: by.app.id,
    purpose,
    title: '',
    description: '',
    expected,
    received: 0,
    uploaded: false,
    sha256: '',
    polls: world.state.facebook.switches.processingPolls,
    failed: false,
    durationMs: null,
    createdAt: world.now(),
    postId: null,
  };
  world.state.facebook.videos[id] = video;
  world.changed();
  return video;
}

export const videoBlob = (video: FbVideo): string => `facebook-video-${video.id}`;

/** All bytes are there: hashed, looked at, and thrown away. A file that is no video fails in processing. */
export async function uploadDone(world: World, video: FbVideo, blob = videoBlob(video)): Promise<void> {
  const { sha256, video: isVideo, durationMs } = await inspect(world, blob);
  Object.assign(video, { sha256, durationMs, uploaded: true, failed: video.failed || !isVideo });
  world.changed();
}

/** How processing will go, as faults say. */
export function processingFaults({ call }: GraphCall, video: FbVideo): void {
  const slow = call.struck('slow-processing');
  if (slow !== undefined) video.polls = slow.polls ?? 3;
  if (call.struck('processing-failed') !== undefined) video.failed = true;
}

/** POST /{page}/videos: in one piece, in three phases, or by the handle of a resumable upload */
export async function createVideo(graph: GraphCall): Promise<Reply> {
  const { params, world } = graph;
  const by = publisher(graph);
  if (by instanceof Reply) return by;
  const phase = params.text('upload_phase');
  if (phase !== undefined) return inPhases(graph, by, phase);
  // The practice platform never leaves this machine: an address cannot be fetched.
  if (params.has('file_url')) return graphError(389);
  const handle = params.text('fbuploader_video_file_chunk');
  const source = params.file('source');
  if (handle !== undefined) return fromHandle(graph, by, handle);
  if (source === undefined) return graphError(6000);
  const video = newVideo(world, by, 'video', source.size);
  await world.blobs.write(videoBlob(video), await source.bytes());
  video.received = source.size;
  await uploadDone(world, video);
  return finished(graph, by, video) ?? json(200, { id: video.id });
}

async function fromHandle(graph: GraphCall, by: Publisher, handle: string): Promise<Reply> {
  const { world } = graph;
  const upload = Object.values(world.state.facebook.uploads).find((item) => item.handle === handle);
  if (upload === undefined || upload.appId !== by.app.id) return graphError(6000);
  const video = newVideo(world, by, 'video', upload.fileLength);
  video.received = upload.fileLength;
  await uploadDone(world, video, `facebook-upload-${upload.id}`);
  delete world.state.facebook.uploads[upload.id];
  return finished(graph, by, video) ?? json(200, { id: video.id });
}

async function inPhases(graph: GraphCall, by: Publisher, phase: string): Promise<Reply> {
  const { params, world } = graph;
  const { sessions, videos } = world.state.facebook;
  if (phase === 'start') {
    const fileSize = Number(params.text('file_size'));
    if (!Number.isInteger(fileSize) || fileSize < 1) return invalid('file_size is required');
    const video = newVideo(world, by, 'video', fileSize);
    const id = nextId(world.state.facebook);
    sessions[id] = { id, pageId: by.page.id, videoId: video.id, fileSize };
    return json(200, { video_id: video.id, upload_session_id: id, ...nextPiece(video, fileSize) });
  }
  const session = sessions[params.text('upload_session_id') ?? ''];
  const video = session && videos[session.videoId];
  if (session === undefined || video === undefined || session.pageId !== by.page.id) return graphError(6001);
  if (phase === 'transfer') {
    const chunk = params.file('video_file_chunk');
    if (chunk === undefined) return invalid('video_file_chunk is required');
    if (
      Number(params.text('start_offset')) !== video.received ||
      chunk.size > session.fileSize - video.received
    ) {
      return graphError(6001);
    }
    await world.blobs.append(videoBlob(video), await chunk.bytes());
    video.received += chunk.size;
    world.changed();
    return json(200, nextPiece(video, session.fileSize));
  }
  if (phase !== 'finish') return invalid('upload_phase must be one of: start, transfer, finish');
  if (video.received < session.fileSize) return graphError(6001);
  if (!video.uploaded) await uploadDone(world, video);
  delete sessions[session.id];
  return finished(graph, by, video) ?? json(200, { success: true });
}

const nextPiece = (video: FbVideo, fileSize: number): object => ({
  start_offset: String(video.received),
  end_offset: String(Math.min(video.received + transferBytes, fileSize)),
});

/** Makes the post of an uploaded video; a refusal leaves the video without one. */
function finished(graph: GraphCall, by: Publisher, video: FbVideo): Reply | undefined {
  const { params, world } = graph;
  const time = publishTime(params, world, 180);
  if (time instanceof Reply) return time;
  const description = params.text('description') ?? '';
  const refusal = textRefusal(description, by.page, [video.id], world);
  if (refusal !== undefined) return refusal;
  processingFaults(graph, video);
  Object.assign(video, { title: params.text('title') ?? '', description });
  storePost(graph, by, {
    kind: 'video',
    message: description,
    videoId: video.id,
    publishAt: time.at,
    scheduled: time.scheduled,
  });
  return undefined;
}
