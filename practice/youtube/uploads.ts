import { truncate } from 'node:fs/promises';
import type { Call, ReceivedCall } from '../endpoint.ts';
import { listLag } from '../endpoint.ts';
import { inspect, receive } from '../received-bytes.ts';
import type { Duty } from '../faults.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { badRequest, errorOf, ytError } from './errors.ts';
import { metadataFrom } from './metadata.ts';
import { newVideoId, uploadBlob, type YtUpload, type YtVideo } from './model.ts';
import { spendChannelUpload, spendInsert } from './quota.ts';
import { authorize, mayUpload, secret } from './sessions.ts';
import { shownVideo } from './video-view.ts';

const day = 24 * 60 * 60 * 1000;
const largestVideo = 256 * 1024 ** 3;
/** All pieces but the last are a multiple of it. */
const block = 256 * 1024;

const openNames = new Set(['uploadType', 'part', 'notifySubscribers', 'autoLevels', 'stabilize']);
const writableParts = ['snippet', 'status'];

/** POST /upload/youtube/v3/videos?uploadType=resumable: opens a session, nothing else */
export function openUpload(call: Call, world: World): Reply {
  const caller = authorize(call, world, mayUpload);
  if (caller instanceof Reply) return caller;
  if (!caller.channel.signedUp) return ytError('youtubeSignupRequired');
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => !openNames.has(name));
  if (unknown !== undefined) return badRequest(`Unknown parameter: ${unknown}`);
  if (query.get('uploadType') !== 'resumable') return ytError('mediaBodyRequired');
  const parts = (query.get('part') ?? '').split(',');
  if (parts.some((part) => !writableParts.includes(part))) return badRequest(`Invalid part: ${parts.join()}`);
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(call.header('content-type') ?? ''))
    return badRequest('Content-Type must be application/json; charset=UTF-8.');
  if (call.body.kind !== 'json') return badRequest('Parse Error');
  const type = call.header('x-upload-content-type') ?? '';
  if (!type.startsWith('video/') && type !== 'application/octet-stream') return ytError('mediaBodyRequired');
  const size = wholeNumber(call.header('x-upload-content-length')) ?? 0;
  if (size === 0 || size > largestVideo) return ytError('mediaBodyRequired');
  const metadata = metadataFrom(call.body.value, parts);
  if (metadata instanceof Reply) return metadata;

  const { clientId } = caller.grant;
  const spent =
    spendChannelUpload(world, caller.channel.id) ??
    (world.state.youtube.switches.insertIsSpentBy === 'opening' ? spendInsert(world, clientId) : undefined);
  if (spent !== undefined) return spent;
  const id = secret(48);
  world.state.youtube.uploads[id] = {
    id,
    channelId: caller.channel.id,
    clientId,
    type,
    size,
    received: 0,
    parts,
    metadata,
    openedAt: world.now(),
    videoId: null,
  };
  world.changed();
  const address = new URL('https://www.googleapis.com/upload/youtube/v3/videos');
  address.search = new URLSearchParams({ uploadType: 'resumable', upload_id: id }).toString();
  return new Reply(200, { location: address.href, 'x-guploader-uploadid': id });
}

/** One request at a time writes to a session, also when the line of the one before was cut. */
const writing = new Map<string, Promise<void>>();

type Range = { start: number; end: number } | 'probe' | 'none';

/** `bytes 0-99/200`, or `bytes *\/200` to ask how far the upload is. Undefined: neither. */
function rangeOf(call: ReceivedCall): { range: Range; total: number | undefined } | undefined {
  const header = call.header('content-range');
  if (header === undefined) return { range: 'none', total: undefined };
  const [, from, to, total] = /^bytes (?:\*|(\d+)-(\d+))\/(\d+)$/.exec(header) ?? [];
  if (total === undefined) return undefined;
  if (from === undefined || to === undefined) return { range: 'probe', total: Number(total) };
  return { range: { start: Number(from), end: Number(to) }, total: Number(total) };
}

/** The call that brings the last byte makes the video; all others only carry bytes. */
export function bytesDuty(call: ReceivedCall): Duty {
  const sent = rangeOf(call);
  if (sent === undefined || sent.range === 'probe') return 'upload';
  return sent.range === 'none' || sent.range.end + 1 === sent.total ? 'publish' : 'upload';
}

/** PUT of a session's address: bytes, or the question how many are there */
export async function uploadBytes(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, mayUpload);
  if (caller instanceof Reply) return refused(call, caller);
  const { sessionDays, sessionGone } = world.state.youtube.switches;
  const upload = world.state.youtube.uploads[call.url.searchParams.get('upload_id') ?? ''];
  await writing.get(upload?.id ?? '');
  if (upload === undefined || upload.channelId !== caller.channel.id) return refused(call, gone(404));
  if (world.now() - upload.openedAt > sessionDays * day) return refused(call, gone(sessionGone));
  const sent = rangeOf(call);
  const length = wholeNumber(call.header('content-length'));
  if (sent === undefined || length === undefined || (sent.total ?? upload.size) !== upload.size)
    return refused(call, badRequest('Failed to parse Content-Range header.'));
  if (sent.range === 'probe') {
    return refused(call, length === 0 ? standing(upload, world) : badRequest('A question has no body.'));
  }
  if (upload.videoId !== null) return refused(call, standing(upload, world));
  if (call.header('content-type') !== upload.type)
    return refused(call, badRequest(`Content-Type must be ${upload.type}.`));
  const { start, end } = sent.range === 'none' ? { start: 0, end: upload.size - 1 } : sent.range;
  const fault = rangeFault(upload, start, end, length);
  if (fault !== undefined) return refused(call, badRequest(fault));
  const kept = keep(call, world, upload);
  writing.set(
    upload.id,
    kept.catch(() => undefined),
  );
  await kept;
  if (upload.received < upload.size) return standing(upload, world);
  return finish(call, world, upload);
}

function rangeFault(upload: YtUpload, start: number, end: number, length: number): string | undefined {
  if (start !== upload.received) return `The next byte must be ${upload.received}.`;
  if (end < start || end >= upload.size || end - start + 1 !== length)
    return 'Content-Range does not fit Content-Length.';
  if (end + 1 !== upload.size && length % block !== 0) return `A piece must be a multiple of ${block} bytes.`;
  return undefined;
}

/** Keeps what arrives, also of a request that breaks off. */
async function keep(call: Call, world: World, upload: YtUpload): Promise<void> {
  const blob = uploadBlob(upload);
  let size = upload.received;
  try {
    await receive(call, world, blob, (bytes) => {
      size += bytes;
    });
  } finally {
    const isWhole = size === upload.size || !world.state.youtube.switches.keepsWholeBlocks;
    const kept = isWhole ? size : Math.floor(size / block) * block;
    if (kept < size) await truncate(world.blobs.path(blob), kept);
    upload.received = kept;
    writing.delete(upload.id);
    world.changed();
  }
}

async function finish(call: Call, world: World, upload: YtUpload): Promise<Reply> {
  const { switches, videos } = world.state.youtube;
  if (switches.insertIsSpentBy === 'video') {
    const spent = spendInsert(world, upload.clientId);
    if (spent !== undefined) return spent;
  }
  const { sha256, video: isVideo } = await inspect(world, uploadBlob(upload));
  const broken = call.struck('processing-failed') !== undefined || !isVideo;
  const video: YtVideo = {
    id: newVideoId(),
    channelId: upload.channelId,
    clientId: upload.clientId,
    ...upload.metadata,
    bytes: upload.size,
    sha256,
    createdAt: world.now(),
    listedAt: world.now() + listLag(call),
    polls: call.struck('slow-processing')?.polls ?? switches.processingPolls,
    failure: broken ? 'invalidFile' : null,
    rejection: null,
    thumbnail: null,
    state: call.struck('vanished') === undefined ? 'alive' : 'vanished',
    counters: {},
    requestId: call.id,
  };
  videos[video.id] = video;
  upload.videoId = video.id;
  world.changed();
  world.events.emit('post', video.id);
  return standing(upload, world);
}

/** How far an upload is: 308 with what is there, or the video that it became. */
function standing(upload: YtUpload, world: World): Reply {
  const video = world.state.youtube.videos[upload.videoId ?? ''];
  if (video !== undefined) return json(200, shownVideo(video, upload.parts, world));
  return new Reply(308, upload.received === 0 ? {} : { range: `bytes=0-${upload.received - 1}` });
}

const gone = (status: 404 | 410): Reply => errorOf(status, 'notFound', 'Upload session not found.');

/** Lets an unwanted body run out, so that the sender reads the answer. */
function refused(call: Call, reply: Reply): Reply {
  call.stream.resume();
  return reply;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
