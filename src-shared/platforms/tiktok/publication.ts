import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { Account } from '../platform.ts';
import { callTikTok, idSchema } from './api.ts';
import { failureOf } from './errors.ts';

const SECOND = 1000;

/**
 * What became of one init, by its `publish_id`. `open`: bytes are missing. `working`: everything is there and is processed.
 * `out`: published; TikTok may not tell the id of the post. `inbox`: the draft waits in the app. `failed`: surely not out.
 * `forgotten`: TikTok does not know it any more, which says nothing.
 */
export type Publication =
  | { state: 'open'; bytes: number }
  | { state: 'working' }
  | { state: 'out'; postId: string | null }
  | { state: 'inbox' }
  | { state: 'failed'; reason: string }
  | { state: 'forgotten' };

const schema = z.union([
  z.object({
    status: z.literal('PUBLISH_COMPLETE'),
    // Spelt like this by TikTok; empty for private posts and as long as it does not tell.
    publicaly_available_post_id: z.array(idSchema).catch([]),
  }),
  z.object({ status: z.literal('FAILED'), fail_reason: z.string().catch('unknown') }),
  z.object({ status: z.literal('PROCESSING_UPLOAD'), uploaded_bytes: z.number() }),
  z.object({ status: z.enum(['PROCESSING_DOWNLOAD', 'SEND_TO_USER_INBOX']) }),
]);

const forgotten = ['invalid_publish_id', 'token_not_authorized_for_specified_publish_id'];

/**
 * Asks once; changes nothing.
 * @param size bytes of the video, of which fewer may be there; null for photos
 * @throws as callTikTok
 */
export async function lookUp(account: Account, publishId: string, size: number | null): Promise<Publication> {
  const body = { publish_id: publishId };
  const path = '/v2/post/publish/status/fetch/';
  const answer = await callTikTok(account, { path, body }, schema).catch((thrown: unknown) => {
    const code = thrown instanceof PublishFailure ? (thrown.error.code?.split(' ')[0] ?? '') : '';
    if (forgotten.includes(code)) return null;
    throw thrown;
  });
  switch (answer?.status) {
    case undefined:
      return { state: 'forgotten' };
    case 'PUBLISH_COMPLETE':
      return { state: 'out', postId: answer.publicaly_available_post_id[0] ?? null };
    case 'SEND_TO_USER_INBOX':
      return { state: 'inbox' };
    case 'FAILED':
      return { state: 'failed', reason: answer.fail_reason };
    case 'PROCESSING_DOWNLOAD':
      return { state: 'working' };
    case 'PROCESSING_UPLOAD':
      return size !== null && answer.uploaded_bytes < size
        ? { state: 'open', bytes: answer.uploaded_bytes }
        : { state: 'working' };
  }
}

/** ms between looks; most posts are processed within a minute, some after hours. Source: tiktok.md section 4.2. */
const pauses = [5, 10, 20, 30, 30, 30].map((seconds) => seconds * SECOND);

/**
 * Asks until what TikTok has taken is settled, for about two minutes. Trouble on the way is passed over, and so is an answer from
 * before the last bytes.
 */
export async function settled(
  account: Account,
  publishId: string,
  size: number | null,
): Promise<Publication> {
  const { clock } = account;
  let last: Publication = { state: 'working' };
  for (const pause of pauses) {
    await clock.sleepUntil(clock.now() + pause);
    last = await lookUp(account, publishId, size).catch(() => last);
    if (last.state !== 'working' && last.state !== 'open') return last;
  }
  return last;
}

/** What a visible call ends in: one of the two is always known. */
export type Handed = { publishId: string | null; postId: string | null };

/** @throws PublishFailure when TikTok says itself that it is not out */
export function handedBy(end: Publication, publishId: string, now: Instant): Handed {
  if (end.state === 'failed') throw failureOf(end.reason, now);
  return { publishId, postId: end.state === 'out' ? end.postId : null };
}
