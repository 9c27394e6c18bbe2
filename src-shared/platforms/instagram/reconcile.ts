import type { Instant } from '../../model/time.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Evidence, Finding, PublishJob } from '../platform.ts';
import { askContainer } from './container-status.ts';
import { countOf, createdAt, type ListedMedia, listMedia, permalinkOf } from './media-list.ts';

/** The answer of the call that publishes, as the journal keeps it. Null id: it is out, and Instagram did not show it. */
export type PostAnswer = { id: string | null; permalink: string | null };

const SECOND = 1000;
/**
 * When to look, ms after the call. The container says within two minutes whether it was published; the looks after that are for
 * lists that do not show the post yet. Source: instagram.md section 6.
 */
export const looks = [30, 90, 180, 600].map((seconds) => seconds * SECOND);
/** Our clock and Instagram's may differ by this much, ms. */
const CLOCK_SLACK = 120 * SECOND;
const LIST_LIMIT = 10;

type Job = Pick<PublishJob, 'account' | 'snapshot' | 'taken'>;

/** Asks the container whether it was published, and the account's newest posts which one it became. */
export function findPost(job: Job, container: string, evidence: Evidence): Promise<Finding<PostAnswer>> {
  return unlessRefused(async () => {
    const status = await askContainer(job.account, container);
    switch (status?.status_code) {
      case 'PUBLISHED':
        return published(job, evidence);
      case 'FINISHED':
        // "Still FINISHED twice": no later look says otherwise.
        return evidence.looks > 0 ? { kind: 'absent', final: true } : { kind: 'absent' };
      case 'EXPIRED':
      case 'ERROR':
        return notBySight(job, evidence.startedAt);
      case 'IN_PROGRESS':
        return unsure('Instagram is still working on it.');
      case undefined:
      default:
        return unsure('Instagram does not say what became of it.');
    }
  });
}

/**
 * Whether a refused publishing call did its work all the same, which was seen: then the container says so, or, when that is gone,
 * a post that looks like ours.
 */
export async function isOutAllTheSame(job: Job, container: string, since: Instant): Promise<boolean> {
  const status = await askContainer(job.account, container);
  if (status?.status_code === 'PUBLISHED') return true;
  const isAlive = status?.status_code === 'FINISHED' || status?.status_code === 'IN_PROGRESS';
  return !isAlive && (await candidates(job, since)).length > 0;
}

/** It is out. Only its id is still looked for, and that at the last look no longer. */
async function published(job: Job, { startedAt, looks: made }: Evidence): Promise<Finding<PostAnswer>> {
  const unseen: Finding<PostAnswer> = { kind: 'found', answer: { id: null, permalink: null } };
  const isLast = made >= looks.length - 1;
  const found = await candidates(job, startedAt).catch((thrown: unknown) => {
    if (isLast && isRefusal(thrown)) return [];
    throw thrown;
  });
  const [post, ...more] = found;
  if (post !== undefined && more.length === 0)
    return { kind: 'found', answer: { id: post.id, permalink: permalinkOf(post.permalink) } };
  return isLast ? unseen : unsure('It is out; Instagram does not show it in its lists yet.');
}

/** The container is of no help any more; before another one is made the account's posts are looked through once more. */
async function notBySight(job: Job, since: Instant): Promise<Finding<PostAnswer>> {
  const [post, ...more] = await candidates(job, since);
  if (post === undefined) return { kind: 'absent' };
  if (more.length > 0 || folded(job.snapshot.text) === '')
    return unsure('A post on the account looks much like this one.');
  return { kind: 'found', answer: { id: post.id, permalink: permalinkOf(post.permalink) } };
}

/** Posts that may be ours: of the same kind and words, since the call, and nobody else's. */
async function candidates({ account, snapshot, taken }: Job, startedAt: Instant): Promise<ListedMedia[]> {
  const earliest = startedAt - CLOCK_SLACK;
  const edge = snapshot.kind === 'story' ? 'stories' : 'media';
  const listed = await listMedia(account, edge, earliest, LIST_LIMIT);
  return listed.filter(
    (item) => !taken.has(item.id) && !(createdAt(item) < earliest) && looksLike(item, snapshot),
  );
}

const productTypes: Readonly<Record<string, string>> = { reel: 'REELS', story: 'STORY' };

function looksLike(item: ListedMedia, { kind, text, media }: Job['snapshot']): boolean {
  const product = item.media_product_type;
  if (product !== undefined && product !== (productTypes[kind] ?? 'FEED')) return false;
  // A story has no words.
  if (kind === 'story') return true;
  return folded(item.caption ?? '') === folded(text) && countOf(item) === media.length;
}

/** Instagram may fold white space at the end, and composes what was written in parts. */
const folded = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ');

/** A refused look says nothing about the post. Passing trouble and dead tokens are the engine's to handle. */
async function unlessRefused(look: () => Promise<Finding<PostAnswer>>): Promise<Finding<PostAnswer>> {
  try {
    return await look();
  } catch (thrown) {
    if (isRefusal(thrown)) return unsure(`Instagram does not let us look: ${thrown.error.message}`);
    throw thrown;
  }
}

function isRefusal(thrown: unknown): thrown is PublishFailure {
  return (
    thrown instanceof PublishFailure && (thrown.error.class === 'content' || thrown.error.class === 'account')
  );
}

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
