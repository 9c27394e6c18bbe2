import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { HttpFailure } from '../../publishing/http.ts';
import { read } from '../call.ts';
import type { PublishJob } from '../platform.ts';
import { accepted, callApi } from './api.ts';

const MINUTE = 60_000;
/** 300 MB at two megabits a second. */
const SEND_TIMEOUT = 25 * MINUTE;
/** So many times in a row it may be cut without a byte having arrived. */
const MAX_IDLE = 3;

/** Whose address is believed: the token goes with the bytes. */
const uploadOrigin = 'https://rupload.facebook.com';

const statusSchema = z.object({
  video_status: z
    .object({
      // The misspelling is Facebook's own.
      uploading_phase: z
        .object({ bytes_transfered: z.coerce.number().int().nonnegative().optional() })
        .optional(),
    })
    .optional(),
});

/**
 * Sends a video into its container, a slice in memory at a time. Where the line is cut it goes on behind what arrived, now or at
 * the next start of the app. Source: instagram.md section 3.1.
 * @param uri as Instagram named it; one built by hand may leave the container unfinished for ever
 * @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function sendVideo(
  { account, media }: PublishJob,
  video: AttachedMedia,
  { id, uri }: { id: string; uri: string },
): Promise<number> {
  if (!URL.canParse(uri) || new URL(uri).origin !== uploadOrigin) throw elsewhere();
  let idle = 0;
  for (let start = await arrived(); start < video.size; ) {
    const from = start;
    try {
      await send(from);
      return video.size;
    } catch (thrown) {
      if (!isCut(thrown)) throw thrown;
      start = await arrived();
      idle = start > from ? 0 : idle + 1;
      if (idle >= MAX_IDLE) throw thrown;
    }
  }
  return video.size;

  async function arrived(): Promise<number> {
    const query = { fields: 'video_status' };
    const answer = await callApi(account, { method: 'GET', path: `/${id}`, query });
    return read(answer, statusSchema).video_status?.uploading_phase?.bytes_transfered ?? 0;
  }

  async function send(start: number): Promise<void> {
    const answer = await account.http({
      method: 'POST',
      url: uri,
      headers: {
        // Not Bearer, here.
        authorization: `OAuth ${await account.token()}`,
        offset: String(start),
        file_size: String(video.size),
      },
      body: {
        kind: 'slices',
        type: 'application/octet-stream',
        slices: {
          size: video.size - start,
          read: (first, end) => media.read(video.hash, start + first, start + end),
        },
      },
      timeoutMs: SEND_TIMEOUT,
    });
    read(accepted(account, answer), z.object({ success: z.literal(true) }));
  }
}

/** The line broke, or not all bytes arrived, or not where they belong: what did arrive is asked for, and it goes on. */
function isCut(thrown: unknown): boolean {
  if (thrown instanceof HttpFailure) return true;
  return thrown instanceof PublishFailure && thrown.error.class === 'transient';
}

function elsewhere(): PublishFailure {
  const message = 'Instagram wants the video at a place that is not its own.';
  return new PublishFailure({ class: 'transient', effect: 'none', message });
}
