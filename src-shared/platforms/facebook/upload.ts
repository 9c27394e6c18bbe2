import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpBody, HttpResponse, MultipartPart } from '../../publishing/http.ts';
import { read } from '../call.ts';
import { facebookRules } from '../../rules/packs/facebook.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { graphErrorOf } from './errors.ts';
import { graphUrl, videoOrigin } from './graph.ts';
import { accepted, askPage, callPage } from './page-call.ts';

const minute = 60_000;
const photoTimeoutMs = 3 * minute;
const partTimeoutMs = 5 * minute;

/** Facebook names no end for uploads nobody has published; an older one is made anew, so that a lost one is not used for ever. */
const uploadValidMs = 24 * 60 * minute;

/**
 * Uploads the photos without publishing them: nobody sees them, and one that is never used does no harm.
 * @returns their ids, in order
 */
export async function uploadPhotos({ account, snapshot, media }: PublishJob, step: Steps): Promise<string[]> {
  snapshot.media.forEach(refuseUnfit);
  const ids: string[] = [];
  for (const [index, photo] of snapshot.media.entries()) {
    const upload = async () => {
      const answer = await callPage(account, {
        method: 'POST',
        url: graphUrl(`/${account.accountId}/photos`),
        body: { kind: 'multipart', parts: photoParts(photo, await media.read(photo.hash, 0, photo.size)) },
        timeoutMs: photoTimeoutMs,
      });
      return read(answer, z.object({ id: z.coerce.string() })).id;
    };
    const sent = { photo: photo.hash, alt: photo.altText };
    ids.push(await step.repeatable(`photo ${index + 1}`, upload, { sent, validMs: uploadValidMs }));
  }
  return ids;
}

function photoParts(photo: AttachedMedia, bytes: Uint8Array): MultipartPart[] {
  const suffix = photo.type.slice('image/'.length);
  return [
    { name: 'published', value: 'false' },
    ...(photo.altText === '' ? [] : [{ name: 'alt_text_custom', value: photo.altText }]),
    { name: 'source', value: bytes, filename: `photo.${suffix}`, type: photo.type },
  ];
}

/** Error 1366046 speaks of less than the guide; between the two Facebook decides. */
function refuseUnfit(photo: AttachedMedia): void {
  const { types, maxBytes } = facebookRules.images;
  if (!types.includes(photo.type)) throw mediaRefused('Facebook takes photos as JPEG, PNG or GIF.');
  if (photo.size > maxBytes.value) {
    throw mediaRefused('This photo is too large for Facebook. Choose a smaller one.');
  }
}

export function mediaRefused(message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field: 'media', message });
}

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
    if (graphErrorOf(answer)?.code === 100) return null;
    const { upload_session_id, video_id } = read(accepted(account, answer), sessionSchema);
    return { session: upload_session_id, videoId: video_id, first: read(answer, rangeSchema) };
  };
  const sent = { video: video.hash, size: video.size };
  return step.repeatable('start video', start, { sent, validMs: uploadValidMs });
}

/** Sends the video in the slices that Facebook asks for, one in memory at a time, until it asks for no more. */
export async function transferVideo(
  { account, media }: PublishJob,
  step: Steps,
  video: AttachedMedia,
  { session, first }: VideoSession,
): Promise<void> {
  let range = first;
  for (let part = 1; range.start < range.end; part++) {
    const { start, end } = range;
    const transfer = async () => {
      if (end > video.size)
        throw mediaRefused('Facebook expects another video than this one. Choose it anew.');
      const parts = slice(session, start, await media.read(video.hash, start, end));
      return rangeAfter(account, await askVideo(account, { kind: 'multipart', parts }));
    };
    range = await step.repeatable(`video part ${part}`, transfer, { sent: { session, start, end } });
  }
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
 * A slice that Facebook already has (its answer was lost) is refused with 1363037, which names the one it wants.
 * Source: Video API, error codes page.
 */
function rangeAfter(account: Account, answer: HttpResponse): Range {
  const error = graphErrorOf(answer);
  const wanted = error?.error_subcode === 1363037 ? rangeSchema.safeParse(error.error_data) : null;
  return wanted?.success === true ? wanted.data : read(accepted(account, answer), rangeSchema);
}

/** A call to the Page's videos on the host that takes their bytes. @throws HttpFailure */
export function askVideo(account: Account, body: HttpBody, timeoutMs = partTimeoutMs): Promise<HttpResponse> {
  const url = graphUrl(`/${account.accountId}/videos`, {}, videoOrigin);
  return askPage(account, { method: 'POST', url, body, timeoutMs });
}
