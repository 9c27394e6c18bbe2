import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { type HttpResponse, HttpFailure } from '../../publishing/http.ts';
import { read } from '../call.ts';
import type { PublishJob } from '../platform.ts';

const MINUTE = 60_000;
/** 300 MB at two megabits a second. */
const SEND_TIMEOUT = 25 * MINUTE;
/** So many times in a row it may be cut without a byte having arrived. */
const MAX_IDLE = 3;

/** Whose address is believed: the token goes with the bytes. */
const uploadOrigin = 'https://rupload.facebook.com';

/** Where the bytes of one video go. Facebook and Instagram share the host. */
export interface UploadPlace {
  /** Name of the platform. */
  platform: string;
  /** As the platform named it; one built by hand may leave the upload unfinished for ever. */
  url: string;
  /** Asks how many bytes are there. @throws as Platform.publish */
  arrived(): Promise<number>;
  /** The answer when it is a 2xx. @throws PublishFailure, UnmappedAnswer */
  accepted(answer: HttpResponse): HttpResponse;
}

/**
 * Sends a video, a slice in memory at a time. Where the line is cut it goes on behind what arrived, now or at the next start of
 * the app. Source: facebook.md section 3.3, instagram.md section 3.1.
 * @returns its size @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function sendVideo(
  { account, media }: PublishJob,
  video: AttachedMedia,
  { platform, url, arrived, accepted }: UploadPlace,
): Promise<number> {
  if (!URL.canParse(url) || new URL(url).origin !== uploadOrigin) throw elsewhere(platform);
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

  async function send(start: number): Promise<void> {
    const answer = await account.http({
      method: 'POST',
      url,
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
    read(accepted(answer), z.object({ success: z.literal(true) }));
  }
}

/** The line broke, or not all bytes arrived, or not where they belong: what did arrive is asked for, and it goes on. */
function isCut(thrown: unknown): boolean {
  if (thrown instanceof HttpFailure) return true;
  return thrown instanceof PublishFailure && thrown.error.class === 'transient';
}

function elsewhere(platform: string): PublishFailure {
  const message = `${platform} wants the video at a place that is not its own.`;
  return new PublishFailure({ class: 'transient', effect: 'none', message });
}
