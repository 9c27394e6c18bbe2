import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { MultipartPart } from '../../publishing/http.ts';
import { call } from '../call.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { callPinterest, idSchema } from './api.ts';
import { classify } from './errors.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Pinterest names no end for an upload that is not used; an older one is made anew, so that a lost one is not used for ever. */
const GOOD_FOR = 60 * MINUTE;
/** 2 GB on a slow line. */
const UPLOAD_TIMEOUT = 120 * MINUTE;
/** Source: pinterest.md section 3.3. */
const POLL = 4 * SECOND;
const PROCESSING = 10 * MINUTE;

/**
 * Uploads a video, which nobody sees before its Pin, and waits until Pinterest has processed it.
 * @param round 1, or 2 when Pinterest no longer had the upload of round 1: then nothing in the journal is used
 * @returns its media id
 */
export async function uploadVideo(
  job: PublishJob,
  step: Steps,
  video: AttachedMedia,
  round: 1 | 2,
): Promise<string> {
  const name = round === 1 ? 'video' : 'video again';
  const { id } = await step.repeatable(`upload ${name}`, () => upload(job, video), {
    sent: { hash: video.hash },
    validMs: round === 1 ? GOOD_FOR : 0,
  });
  await step.repeatable(`wait for ${name}`, () => processed(job.account, id), { sent: { id } });
  return id;
}

const registeredSchema = z.object({
  media_id: idSchema,
  upload_url: z.string().startsWith('https://'),
  upload_parameters: z.record(z.string(), z.string()),
});

/**
 * Registers the upload and sends the bytes, in one step: what is registered holds credentials, which must not lie in a
 * journal, and a registration that came to nothing costs nothing.
 */
async function upload({ account, media }: PublishJob, video: AttachedMedia): Promise<{ id: string }> {
  const body = { kind: 'json', value: { media_type: 'video' } } as const;
  const place = await callPinterest(account, { method: 'POST', path: '/media', body }, registeredSchema);
  const fields = Object.entries(place.upload_parameters).map(
    ([name, value]): MultipartPart => ({ name, value }),
  );
  const file: MultipartPart = {
    name: 'file',
    value: { size: video.size, read: (start, end) => media.read(video.hash, start, end) },
    filename: video.type === 'video/mp4' ? 'video.mp4' : 'video.mov',
    type: video.type,
  };
  // To Amazon's store, not to Pinterest: our token has no business there.
  await call(
    account,
    {
      method: 'POST',
      url: place.upload_url,
      body: { kind: 'multipart', parts: [...fields, file] },
      timeoutMs: UPLOAD_TIMEOUT,
    },
    classify,
  );
  return { id: place.media_id };
}

const statusSchema = z.object({
  status: z.enum(['registered', 'processing', 'succeeded', 'failed']),
  /** Seen by clients, not in the description. */
  failure_code: z.union([z.string(), z.number()]).optional().catch(undefined),
});

/** @throws PublishFailure: `content` when Pinterest cannot use the video, `transient` when it takes too long; the next try waits on */
async function processed(account: Account, id: string): Promise<null> {
  const { clock } = account;
  const until = clock.now() + PROCESSING;
  while (clock.now() < until) {
    await clock.sleepUntil(clock.now() + POLL);
    const { status, failure_code: code } = await callPinterest(
      account,
      { method: 'GET', path: `/media/${id}` },
      statusSchema,
    );
    if (status === 'succeeded') return null;
    if (status === 'failed') throw unusable(code);
  }
  const message = 'Pinterest is still working on the video.';
  throw new PublishFailure({ class: 'transient', effect: 'none', after: MINUTE, message });
}

function unusable(code: string | number | undefined): PublishFailure {
  const message = 'Pinterest cannot use this video. Choose another file.';
  return new PublishFailure({
    class: 'content',
    field: 'media',
    message,
    ...(code === undefined ? {} : { code: String(code) }),
  });
}
