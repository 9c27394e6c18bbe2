import { z } from 'zod';
import { isVideo } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { callX, idSchema } from './api.ts';
import { MEDIA_IDS_INVALID, NOT_FOUND } from './error-table.ts';
import { type FileUpload, UPLOAD_TIMEOUT } from './file-upload.ts';

/** Bytes. Larger pieces are refused by X's edge with an empty 413. */
export const PIECE = 1024 * 1024;
const MINUTE = 60_000;
const PROCESSING_MS = 15 * MINUTE;
/** When X does not say when to look again. */
const CHECK_AFTER_SECS = 5;

/** A session that came to nothing: X does not know it any more, or could not use the file. */
export type Ended = { state: 'lost' | 'rejected'; why: string; at: Instant };

export function isEnded(value: object): value is Ended {
  return 'state' in value;
}

const openedSchema = z.object({ data: z.object({ id: idSchema }) });

/** Opens a session. @returns its id, which becomes the media id */
export async function open({ job, step, media, name, validMs }: FileUpload): Promise<string> {
  const value = {
    media_type: media.type,
    media_category: isVideo(media) ? 'tweet_video' : 'tweet_gif',
    total_bytes: media.size,
  };
  const call = async () => {
    const body = { kind: 'json', value } as const;
    const { data } = await callX(
      job.account,
      { method: 'POST', path: '/2/media/upload/initialize', body },
      openedSchema,
    );
    return { id: data.id };
  };
  const { id } = await step.repeatable(`open upload of ${name}`, call, {
    sent: { hash: media.hash },
    validMs,
  });
  return id;
}

/** Null: X has the piece. */
export function send(
  { job, step, media, name }: FileUpload,
  id: string,
  index: number,
  pieces: number,
): Promise<Ended | null> {
  const call = unlessLost(job.account.clock, async () => {
    const bytes = await job.media.read(media.hash, index * PIECE, Math.min((index + 1) * PIECE, media.size));
    await callX(
      job.account,
      {
        method: 'POST',
        path: `/2/media/upload/${id}/append`,
        body: {
          kind: 'multipart',
          parts: [
            { name: 'segment_index', value: String(index) },
            { name: 'media', value: bytes, filename: media.hash, type: 'application/octet-stream' },
          ],
        },
        timeoutMs: UPLOAD_TIMEOUT,
      },
      z.unknown(),
    );
    return null;
  });
  return step.repeatable(`send piece ${index + 1} of ${pieces} of ${name}`, call, { sent: { id, index } });
}

const processingSchema = z.object({
  data: z.object({
    processing_info: z
      .object({
        state: z.enum(['pending', 'in_progress', 'succeeded', 'failed']),
        check_after_secs: z.number().positive().catch(CHECK_AFTER_SECS),
        error: z.object({ message: z.string() }).optional().catch(undefined),
      })
      .optional(),
  }),
});
type Processing = z.infer<typeof processingSchema>['data']['processing_info'];

type Finished = { ready: boolean; checkAfterSecs: number };

/** Tells X that all pieces are there. */
export function finish({ job, step, name }: FileUpload, id: string): Promise<Finished | Ended> {
  const { account } = job;
  const call = unlessLost(account.clock, async (): Promise<Finished | Ended> => {
    const info = await finalize(account, id).catch((failure: unknown) =>
      unlessFinished(account, id, failure),
    );
    const checkAfterSecs = info?.check_after_secs ?? CHECK_AFTER_SECS;
    return failed(info, account.clock.now()) ?? { ready: isReady(info), checkAfterSecs };
  });
  return step.repeatable(`finish upload of ${name}`, call, { sent: { id } });
}

async function finalize(account: Account, id: string): Promise<Processing> {
  const request = {
    method: 'POST',
    path: `/2/media/upload/${id}/finalize`,
    timeoutMs: UPLOAD_TIMEOUT,
  } as const;
  return (await callX(account, request, processingSchema)).data.processing_info;
}

/** A session may have been finished by a call whose answer was lost, and X may refuse to do that again. */
async function unlessFinished(account: Account, id: string, refusal: unknown): Promise<Processing> {
  if (!(refusal instanceof PublishFailure) || refusal.error.class !== 'content') throw refusal;
  return status(account, id).catch(() => {
    throw refusal;
  });
}

async function status(account: Account, id: string): Promise<Processing> {
  const query = { command: 'STATUS', media_id: id };
  return (await callX(account, { method: 'GET', path: '/2/media/upload', query }, processingSchema)).data
    .processing_info;
}

/** Null: X has processed the file. @throws PublishFailure (transient) when that takes too long; the next try waits on */
export function process(
  { job, step, name }: FileUpload,
  id: string,
  checkAfterSecs: number,
): Promise<Ended | null> {
  const { account } = job;
  const call = unlessLost(account.clock, async (): Promise<Ended | null> => {
    const until = account.clock.now() + PROCESSING_MS;
    let wait = checkAfterSecs;
    while (account.clock.now() < until) {
      await account.clock.sleepUntil(account.clock.now() + wait * 1000);
      const info = await status(account, id);
      if (isReady(info)) return null;
      const end = failed(info, account.clock.now());
      if (end !== null) return end;
      wait = info?.check_after_secs ?? CHECK_AFTER_SECS;
    }
    const message = 'X is still working on the file.';
    throw new PublishFailure({ class: 'transient', effect: 'none', after: MINUTE, message });
  });
  return step.repeatable(`wait for ${name}`, call, { sent: { id } });
}

/** X says nothing about processing when there is none. */
function isReady(info: Processing): boolean {
  return info === undefined || info.state === 'succeeded';
}

function failed(info: Processing, at: Instant): Ended | null {
  return info?.state === 'failed' ? { state: 'rejected', why: info.error?.message ?? '', at } : null;
}

/** Turns "there is no such session" into an answer, since asking again would say the same. */
function unlessLost<T>(clock: { now(): Instant }, call: () => Promise<T>): () => Promise<T | Ended> {
  return async () => {
    try {
      return await call();
    } catch (failure) {
      if (!isLost(failure)) throw failure;
      return { state: 'lost', why: failure.message, at: clock.now() };
    }
  };
}

function isLost(failure: unknown): failure is Error {
  if (failure instanceof UnmappedAnswer) return failure.status === 404 || failure.status === 410;
  return (
    failure instanceof PublishFailure && [NOT_FOUND, MEDIA_IDS_INVALID].includes(failure.error.code ?? '')
  );
}
