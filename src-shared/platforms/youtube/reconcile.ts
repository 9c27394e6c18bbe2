import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Evidence, Finding, PublishJob } from '../platform.ts';
import { idSchema, list } from './api.ts';
import { standingOf } from './session.ts';
import type { Uploaded } from './upload.ts';
import { listUploads } from './uploads-list.ts';

const minute = 60_000;

/** ms for the last bytes of a video. When it is over, none of them can still be on their way from here. */
export const tailTimeoutMs = minute;

/**
 * When to look, ms after the call: not before its time is over, so that what the session says then is final. The list of
 * uploads lags, and decides after a quarter of an hour. Source: youtube.md section 7.
 */
export const looks = [tailTimeoutMs + 5000, 5 * minute, 15 * minute];

/** Our clock and YouTube's may differ by this much, ms. */
const clockSlack = minute;
/** 50 videos each. */
const maxPages = 2;

/** Asks the session what became of the last bytes. Where it is gone, looks among the channel's uploads. */
export async function findVideo(
  job: PublishJob,
  { session, isOnly }: Uploaded,
  evidence: Evidence,
): Promise<Finding<{ id: string }>> {
  const standing = await standingOf(session);
  if (standing.state === 'done') return { kind: 'found', answer: { id: standing.id } };
  // Bytes are missing, and only this session takes them: there is no video, and sending them makes one at most.
  if (standing.state === 'at' && isOnly) return { kind: 'absent', final: true };
  try {
    return await findInUploads(job, session.video.size, evidence);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return unsure(`YouTube does not let us look: ${thrown.error.message}`);
  }
}

const videoSchema = z.object({
  id: idSchema,
  snippet: z.object({ title: z.string() }),
  fileDetails: z.object({ fileSize: z.coerce.number() }).optional(),
});

/** Size, title and time together are as good as certain; the size is told only when processing is over. */
async function findInUploads(
  { account, snapshot, taken }: PublishJob,
  size: number,
  { startedAt }: Evidence,
): Promise<Finding<{ id: string }>> {
  const { videos, complete } = await listUploads(account, startedAt - clockSlack, maxPages);
  const title = folded(snapshot.options.title ?? '');
  const near = videos.filter((video) => !taken.has(video.id) && folded(video.title) === title);
  if (near.length === 0) {
    return complete ? { kind: 'absent' } : unsure('The channel has too many new videos to look through.');
  }
  const id = near
    .slice(0, 50)
    .map((video) => video.id)
    .join(',');
  const { items } = await list(account, 'videos', { part: 'snippet,fileDetails', id }, videoSchema);
  const same = items.filter(({ fileDetails }) => fileDetails?.fileSize === size);
  if (same.length > 1) return unsure('Several videos of the channel look like this one.');
  if (same[0] !== undefined) return { kind: 'found', answer: { id: same[0].id } };
  if (items.some(({ fileDetails }) => fileDetails === undefined)) {
    return unsure('A new video of the channel has the same title, and YouTube does not tell its size yet.');
  }
  return complete ? { kind: 'absent' } : unsure('The channel has too many new videos to look through.');
}

/** White space and Unicode form are YouTube's to change. */
function folded(title: string): string {
  return title.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** A refused look says nothing about the video. Passing trouble and dead tokens are the engine's to handle. */
function isRefusal(thrown: unknown): thrown is PublishFailure {
  return (
    thrown instanceof PublishFailure && (thrown.error.class === 'content' || thrown.error.class === 'account')
  );
}

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
