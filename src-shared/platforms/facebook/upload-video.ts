import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpBody, HttpResponse, MultipartPart } from '../../publishing/http.ts';
import { read } from '../call.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { classify } from './errors.ts';
import { graphErrorOf } from './graph-error.ts';
import { graphUrl, videoOrigin } from './graph.ts';
import { mediaRefused, uploadValidMs } from './media.ts';
import { accepted, askPage } from './page-call.ts';
import { bytesThere, readVideo } from './video-node.ts';

const partTimeoutMs = 5 * 60_000;

/** The bytes Facebook wants next: from `start` (inclusive) to `end` (exclusive); none when they are equal. */
type Range = { start: number; end: number };
/** An upload session. The video's id is known before anyone can see the video. */
export type VideoSession = { session: string; videoId: string; first: Range };

const offset = z.coerce.number().int().nonnegative();
const rangeSchema = z
  .object({ start_offset: offset, end_offset: offset })
  .transform(({ start_offset, end_offset }): Range => ({ start: start_offset, end: end_offset }));
const sessionSchema = z.object({ upload_session_id: z.coerce.string(), video_id: z.coerce.string() });

/** Opens an upload session; null when Facebook does not take videos in parts here (parameter refused, code 100). */
export function startVideo(
  account: Account,
  video: AttachedMedia,
  step: Steps,
): Promise<VideoSession | null> {
  const start = async () => {
    const fields = [
      ['upload_phase', 'start'],
      ['file_size', String(video.size)],
    ] as const;
    const answer = await askVideo(account, { kind: 'form', fields });
    if (isUnknownParameter(answer)) return null;
    const { upload_session_id, video_id } = read(accepted(account, answer), sessionSchema);
    return { session: upload_session_id, videoId: video_id, first: read(answer, rangeSchema) };
  };
  const sent = { video: video.hash, size: video.size };
  return step.repeatable('start video', start, { sent, validMs: uploadValidMs });
}

function isUnknownParameter(answer: HttpResponse): boolean {
  const error = graphErrorOf(answer);
  return answer.status < 500 && error?.code === 100 && error.error_subcode === undefined;
}

/** Sends the video in the slices that Facebook asks for, one in memory at a time, until it asks for no more. */
export async function transferVideo(
  { account, media }: PublishJob,
  step: Steps,
  video: AttachedMedia,
  { session, videoId, first }: VideoSession,
): Promise<void> {
  let range = first;
  for (let part = 1; range.start < range.end; part++) {
    const { start, end } = range;
    const transfer = async () => {
      if (end > video.size)
        throw mediaRefused('Facebook expects another video than this one. Choose it anew.');
      const parts = slice(session, start, await media.read(video.hash, start, end));
      const answer = await askVideo(account, { kind: 'multipart', parts });
      const next =
        (await afterRefusedSlice(account, answer, videoId, range, video.size)) ??
        read(accepted(account, answer), rangeSchema);
      if (next.start <= start) throw standsStill();
      return next;
    };
    range = await step.repeatable(`video part ${part}`, transfer, { sent: { session, start, end } });
  }
}

function standsStill(): PublishFailure {
  const message = 'Facebook does not take the next part of the video.';
  return new PublishFailure({ class: 'transient', effect: 'none', message });
}

function slice(session: string, start: number, bytes: Uint8Array): MultipartPart[] {
  return [
    { name: 'upload_phase', value: 'transfer' },
    { name: 'upload_session_id', value: session },
    { name: 'start_offset', value: String(start) },
    { name: 'video_file_chunk', value: bytes, filename: 'part.bin', type: 'application/octet-stream' },
  ];
}

/**
 * A slice that Facebook already has, because its answer was lost, is refused. Where to go on then stands in the refusal
 * (1363037; source: Video API, error codes page) or in the video's status. Null: the slice itself is what it refuses.
 */
async function afterRefusedSlice(
  account: Account,
  answer: HttpResponse,
  videoId: string,
  { start, end }: Range,
  size: number,
): Promise<Range | null> {
  const error = graphErrorOf(answer);
  const wanted = error?.error_subcode === 1363037 ? rangeSchema.safeParse(error.error_data) : null;
  if (wanted?.success === true) return wanted.data;
  if (classify(answer, account.clock.now())?.class !== 'content') return null;
  const there = bytesThere(await readVideo(account, videoId));
  return there > start ? { start: there, end: Math.min(there + (end - start), size) } : null;
}

/** A call to the Page's videos on the host that takes their bytes. @throws HttpFailure */
export function askVideo(account: Account, body: HttpBody, timeoutMs = partTimeoutMs): Promise<HttpResponse> {
  const url = graphUrl(`/${account.accountId}/videos`, {}, videoOrigin);
  return askPage(account, { method: 'POST', url, body, timeoutMs });
}
