import { PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { Account, Evidence, Finding, PublishJob } from '../platform.ts';
import { failureOf } from './errors.ts';
import { type Handed, lookUp, type Publication, settled } from './publication.ts';
import type { Session } from './upload-session.ts';
import { type ListedPost, listPosts } from './video-list.ts';

const MINUTE = 60_000;

/** ms for the last chunk of a video. When it is over, none of it can still be on its way from here. */
export const lastChunkTimeoutMs = 5 * MINUTE;

/** When to look, ms after the call: not before its time is over, so that what TikTok has got then is final. */
export const videoLooks = [lastChunkTimeoutMs + 5000, 15 * MINUTE, 65 * MINUTE];

/** TikTok fetches photos for up to an hour; only then it is certain that it will not. Source: tiktok.md section 6. */
export const photoLooks = [MINUTE, 5 * MINUTE, 15 * MINUTE, 65 * MINUTE];

/** Our clock and TikTok's may differ by this much, ms. */
const CLOCK_SLACK = MINUTE;
const MAX_PAGES = 3;

/** By its publication, which is known before the first byte: the one that the last bytes went to. */
export async function findVideo(
  job: PublishJob,
  session: Pick<Session, 'publishId' | 'video'>,
  { startedAt, noted }: Evidence,
): Promise<Finding<Handed>> {
  // Nothing noted: the process died before a byte left.
  const publishId = typeof noted === 'string' ? noted : session.publishId;
  const publication = await atItsEnd(job.account, publishId, session.video.size);
  const isDraft = job.snapshot.options.asDraft === true;
  if (publication.state === 'forgotten' && !isDraft) return findListedPost(job, startedAt);
  return findingOf(publication, publishId, job.account.clock.now());
}

/** By its publication where its id came, else by whether the photos were ever fetched from where they lay for this call. */
export async function findPhotos(
  job: PublishJob,
  addresses: readonly string[],
  { startedAt, noted }: Evidence,
): Promise<Finding<Handed>> {
  if (typeof noted === 'string') {
    const publication = await atItsEnd(job.account, noted, null);
    if (publication.state !== 'forgotten') return findingOf(publication, noted, job.account.clock.now());
  }
  if (!(await wasFetched(job, addresses))) return { kind: 'absent' };
  return findListedPost(job, startedAt);
}

async function wasFetched({ publicMedia }: PublishJob, addresses: readonly string[]): Promise<boolean> {
  // Whoever cannot ask must take it that TikTok has them.
  if (publicMedia === null) return true;
  for (const address of addresses) if ((await publicMedia.fetchedAt(address)) !== null) return true;
  return false;
}

/** Waits a while for what is under way. */
async function atItsEnd(account: Account, publishId: string, size: number | null): Promise<Publication> {
  const publication = await lookUp(account, publishId, size);
  return publication.state === 'working' ? settled(account, publishId, size) : publication;
}

function findingOf(publication: Publication, publishId: string, now: Instant): Finding<Handed> {
  switch (publication.state) {
    case 'out':
      return { kind: 'found', answer: { publishId, postId: publication.postId } };
    case 'working':
    case 'inbox':
      return { kind: 'found', answer: { publishId, postId: null } };
    case 'open':
      // Bytes are missing, and nothing is published without them.
      return { kind: 'absent', final: true };
    case 'failed': {
      const { error } = failureOf(publication.reason, now);
      // What TikTok refused for good is not sent again without the seller.
      return error.class === 'transient'
        ? { kind: 'absent', final: true }
        : unsure(`TikTok did not publish it. ${error.message}`);
    }
    case 'forgotten':
      return unsure('TikTok does not tell any more what became of it.');
  }
}

/** Looks for it among the public posts of the account, by its words and its time. */
async function findListedPost(
  { account, snapshot, taken }: PublishJob,
  startedAt: Instant,
): Promise<Finding<Handed>> {
  const { posts } = await listPosts(account, startedAt - CLOCK_SLACK, MAX_PAGES).catch((thrown: unknown) => {
    if (isRefusal(thrown)) return { posts: [] };
    throw thrown;
  });
  const words = [snapshot.text, snapshot.options.title ?? ''].map(folded).filter((text) => text !== '');
  const alike = posts.filter((post) => !taken.has(post.id) && isAlike(post, words));
  const [only, ...more] = alike;
  if (only !== undefined && more.length === 0 && words.length > 0)
    return { kind: 'found', answer: { publishId: null, postId: only.id } };
  return unsure(
    alike.length > 1
      ? 'Several posts on TikTok look like this one.'
      : 'TikTok has taken it, but does not show what became of it.',
  );
}

/** All words that were sent stand in it. TikTok lists only the beginning of long texts. */
function isAlike({ title, description }: ListedPost, words: readonly string[]): boolean {
  const listed = [title, description].map(folded).filter((text) => text !== '');
  return words.every((text) =>
    listed.some((start) => text === start || (start.length >= 100 && text.startsWith(start))),
  );
}

function folded(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/** A refused look says nothing about the post. Passing trouble and dead tokens are the engine's to handle. */
function isRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof PublishFailure && (thrown.error.class === 'content' || thrown.error.class === 'account')
  );
}

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
