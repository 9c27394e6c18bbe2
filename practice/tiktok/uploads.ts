import { truncate } from 'node:fs/promises';
import type { Call, ReceivedCall } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { inspect, receive } from '../received-bytes.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { chunkAt } from './chunk-plan.ts';
import { nextId, type TkPublication, type TkUpload, uploadBlob } from './model.ts';
import { publish } from './publishing.ts';

const uploadLife = 60 * 60_000;
const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm'];

/** One request at a time writes to an upload, also when the line of the one before was cut. */
const writing = new Map<string, Promise<void>>();

/** The chunk with the last byte makes the post; all others only carry bytes. */
export function chunkDuty(call: ReceivedCall): Duty {
  const range = rangeOf(call);
  return range !== undefined && range.end === range.total ? 'publish' : 'upload';
}

/** Whose upload an address is about, also when it has run out. */
export const uploaderOf = (call: ReceivedCall, world: World): string | undefined =>
  publicationOf(call, world)?.openId;

/** PUT of the upload_url: one chunk. The address is the credential; there is no token. */
export async function putChunk(call: Call, world: World): Promise<Reply> {
  const publication = publicationOf(call, world);
  const upload = publication?.upload ?? null;
  if (publication === undefined || upload === null) return refused(call, new Reply(404));
  await writing.get(upload.id);
  if (world.now() - upload.openedAt > uploadLife || publication.state === 'failed')
    return refused(call, new Reply(403));
  const range = rangeOf(call);
  const length = Number(call.header('content-length'));
  if (
    range === undefined ||
    range.total !== upload.size ||
    range.end - range.start !== length ||
    !videoTypes.includes(call.header('content-type') ?? '') ||
    call.header('authorization') !== undefined
  ) {
    return refused(call, new Reply(400));
  }
  const { storedChunk } = world.state.tiktok.switches;
  if (range.end <= upload.received && storedChunk === 'accepted') return refused(call, progress(206, upload));
  if (range.start !== upload.received) return refused(call, progress(416, upload));
  if (!fitsPlan(upload, range)) return refused(call, new Reply(400));
  const kept = keep(call, world, upload);
  writing.set(
    upload.id,
    kept.catch(() => undefined),
  );
  await kept;
  if (upload.received < upload.size) return progress(206, upload);
  await finish(call, world, publication, upload);
  return progress(201, upload);
}

interface Range {
  start: number;
  /** Exclusive. */
  end: number;
  total: number;
}

function rangeOf(call: ReceivedCall): Range | undefined {
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.header('content-range') ?? '') ?? [];
  if (from === undefined || to === undefined || total === undefined) return undefined;
  return { start: Number(from), end: Number(to) + 1, total: Number(total) };
}

/** Chunks are those of the plan; one that broke off may be carried on where that is played. */
function fitsPlan(upload: TkUpload, { start, end }: Range): boolean {
  const begin = start - (start % upload.chunkSize);
  const last = (upload.chunkCount - 1) * upload.chunkSize;
  const chunk = chunkAt(upload, Math.min(begin, last));
  return chunk?.end === end;
}

function publicationOf(call: ReceivedCall, world: World): TkPublication | undefined {
  const query = call.url.searchParams;
  return Object.values(world.state.tiktok.publications).find(
    ({ upload }) =>
      upload !== null && upload.id === query.get('upload_id') && upload.token === query.get('upload_token'),
  );
}

async function keep(call: Call, world: World, upload: TkUpload): Promise<void> {
  const blob = uploadBlob(upload);
  let size = upload.received;
  try {
    await receive(call, world, blob, (bytes) => {
      size += bytes;
    });
  } finally {
    const isWhole = chunkAt(upload, size) !== undefined || size === upload.size;
    if (isWhole || world.state.tiktok.switches.keepsBrokenChunks) upload.received = size;
    else await truncate(world.blobs.path(blob), upload.received);
    writing.delete(upload.id);
    world.changed();
  }
}

async function finish(call: Call, world: World, publication: TkPublication, upload: TkUpload): Promise<void> {
  const { sha256, video: isVideo } = await inspect(world, uploadBlob(upload));
  const id = nextId(world.state.tiktok);
  const clip = { id, width: 0, height: 0, bytes: upload.size, sha256 };
  publish(call, world, publication, 'video', [clip], isVideo ? null : 'file_format_check_failed');
}

/** As TikTok has it: the number of bytes that are there, not the place of the last one. */
const progress = (status: number, { received, size }: TkUpload): Reply =>
  new Reply(status, { 'content-range': `bytes 0-${received}/${size}` });

/** Lets an unwanted body run out, so that the sender reads the answer. */
function refused(call: Call, reply: Reply): Reply {
  call.stream.resume();
  return reply;
}
