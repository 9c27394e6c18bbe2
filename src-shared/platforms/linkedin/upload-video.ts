import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { call, read } from '../call.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callRest } from './api.ts';
import { classifyUpload, uploadAddress } from './upload-address.ts';
import { waitUntilReady } from './wait.ts';

/** ms; upload addresses outlive minutes, not days. A session that is older is opened anew. */
const SESSION_MS = 10 * 60_000;
/** ms; a slow line needs a while for 4 MiB. */
const PART_TIMEOUT = 5 * 60_000;

/** Bytes from `first` to `last`, both inclusive, and where they go. */
type Part = { url: string; first: number; last: number };
type Session = { urn: string; uploadToken: string; parts: Part[] };

/**
 * Uploads a video in the parts that LinkedIn asks for, one in memory at a time, and waits until it is processed. The whole is
 * one step made of steps: what is there is good for ever, and a video that was uploaded twice would make another post of an
 * equal one. Source: linkedin.md section 3.4.
 * @returns its URN
 */
export function uploadVideo(job: PublishJob, step: Steps, video: AttachedMedia): Promise<string> {
  const { account } = job;
  const upload = async () => {
    const session = await open(job, step, video);
    const { urn } = session;
    const tags: string[] = [];
    for (const index of session.parts.keys()) tags.push(await send(job, step, video, session, index));
    await step.repeatable('finish upload of video', () => finish(job, session, tags), {
      sent: { urn, tags },
    });
    await waitUntilReady(account, 'video', urn);
    return urn;
  };
  return step.repeatable('video', upload, { sent: { hash: video.hash, owner: account.accountId } });
}

const sessionSchema = z.object({
  value: z.object({
    video: z.string().min(1),
    uploadToken: z.string().catch(''),
    uploadInstructions: z
      .array(
        z.object({
          uploadUrl: uploadAddress,
          firstByte: z.int().nonnegative(),
          lastByte: z.int().nonnegative(),
        }),
      )
      .min(1),
  }),
});

function open({ account }: PublishJob, step: Steps, video: AttachedMedia): Promise<Session> {
  const request = {
    owner: account.accountId,
    fileSizeBytes: video.size,
    uploadCaptions: false,
    uploadThumbnail: false,
  };
  const opening = async () => {
    const answer = await callRest(account, {
      method: 'POST',
      path: '/rest/videos?action=initializeUpload',
      body: { kind: 'json', value: { initializeUploadRequest: request } },
    });
    const { video: urn, uploadToken, uploadInstructions } = read(answer, sessionSchema).value;
    const parts = uploadInstructions.map(({ uploadUrl: url, firstByte: first, lastByte: last }) => ({
      url,
      first,
      last,
    }));
    return { urn, uploadToken, parts };
  };
  return step.repeatable('open upload of video', opening, {
    sent: { hash: video.hash, ...request },
    validMs: SESSION_MS,
  });
}

/** Sends one part to its own address, which is signed: no token, no version. @returns its tag */
function send(
  { account, media }: PublishJob,
  step: Steps,
  video: AttachedMedia,
  { urn, parts }: Session,
  index: number,
): Promise<string> {
  const sending = async () => {
    const part = parts[index];
    if (part === undefined || part.last >= video.size || part.first > part.last) {
      throw refused('LinkedIn expects another video than this one. Choose it anew.');
    }
    const bytes = await media.read(video.hash, part.first, part.last + 1);
    const answer = await call(
      account,
      {
        method: 'PUT',
        url: part.url,
        body: { kind: 'bytes', bytes, type: 'application/octet-stream' },
        timeoutMs: PART_TIMEOUT,
      },
      classifyUpload,
    );
    const tag = answer.headers.etag?.replace(/^"(.*)"$/, '$1') ?? '';
    // Without its tag a part cannot be named when all are put together.
    if (tag === '') throw notTaken();
    return tag;
  };
  const name = `send piece ${index + 1} of ${parts.length} of video`;
  return step.repeatable(name, sending, { sent: { urn, index } });
}

async function finish(
  { account }: PublishJob,
  { urn, uploadToken }: Session,
  tags: readonly string[],
): Promise<null> {
  const finalizeUploadRequest = { video: urn, uploadToken, uploadedPartIds: tags };
  await callRest(account, {
    method: 'POST',
    path: '/rest/videos?action=finalizeUpload',
    body: { kind: 'json', value: { finalizeUploadRequest } },
    timeoutMs: PART_TIMEOUT,
  });
  return null;
}

function refused(message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field: 'media', message });
}

function notTaken(): PublishFailure {
  const message = 'LinkedIn did not confirm a part of the video.';
  return new PublishFailure({ class: 'transient', effect: 'none', message });
}
