import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { call, read } from '../call.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callRest } from './api.ts';
import { classifyUpload, uploadAddress } from './upload-address.ts';
import { waitUntilReady } from './wait.ts';

/** ms; a document of 100 MB on a slow line. */
const timeoutMs = 15 * 60_000;

/**
 * Uploads a picture or a document in one piece, as LinkedIn wants it. Both calls are one step, and its answer is good for
 * ever: an address to upload to is soon stale, and a file that was uploaded twice would make another post of an equal one.
 * @returns its URN
 */
export function uploadFile(
  job: PublishJob,
  step: Steps,
  file: AttachedMedia,
  { kind, name }: { kind: 'image' | 'document'; name: string },
): Promise<string> {
  const { account, media } = job;
  const upload = async () => {
    const opened = await callRest(account, {
      method: 'POST',
      path: `/rest/${kind}s?action=initializeUpload`,
      body: { kind: 'json', value: { initializeUploadRequest: { owner: account.accountId } } },
    });
    const { value } = read(opened, openedSchema);
    const urn = value[kind];
    if (urn === undefined) throw new PublishFailure(noAddress);
    await call(
      account,
      {
        method: 'PUT',
        url: value.uploadUrl,
        headers: { authorization: `Bearer ${await account.token()}` },
        body: { kind: 'bytes', bytes: await media.read(file.hash, 0, file.size), type: file.type },
        timeoutMs,
      },
      classifyUpload,
    );
    if (kind === 'document') await waitUntilReady(account, kind, urn);
    return urn;
  };
  return step.repeatable(name, upload, { sent: { hash: file.hash, owner: account.accountId } });
}

const openedSchema = z.object({
  value: z.object({
    uploadUrl: uploadAddress,
    image: z.string().optional(),
    document: z.string().optional(),
  }),
});

const noAddress = {
  class: 'transient',
  effect: 'none',
  message: 'LinkedIn named no place for the file.',
} as const;
