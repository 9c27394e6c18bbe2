import { PublishFailure } from '../../model/publish-error.ts';
import type { Evidence, Finding, PublishJob } from '../platform.ts';
import type { Content } from './content.ts';
import { LISTED, type ListedPost, listPosts, textOf } from './posts.ts';
import { isOrganization } from './urn.ts';

/** The answer of the call that makes a post; null: LinkedIn surely has it, but would not tell its URN. */
export type PostAnswer = { urn: string | null };

/** When to look, ms after the call. A list may lag; LinkedIn does not say for how long. */
export const listLooks = [45_000, 180_000, 600_000];
/** Where there is nothing to look at: 30 s are waited, then the call is made again. Source: linkedin.md section 7. */
export const blindLooks = [5000, 35_000];

/** Our clock and LinkedIn's may differ by this much, ms. */
const clockSlack = 120_000;

type Job = Pick<PublishJob, 'account' | 'snapshot' | 'taken'>;

/** Looks for a Page's post among its newest. A person's posts are shown to no app. */
export async function findPost(job: Job, content: Content, evidence: Evidence): Promise<Finding<PostAnswer>> {
  if (!isOrganization(job.account)) return unsure('LinkedIn shows no app what a person has posted.');
  const earliest = evidence.startedAt - clockSlack;
  const posts = await unlessRefused(() => listPosts(job.account));
  if (typeof posts === 'string') return unsure(`LinkedIn does not let us look: ${posts}`);
  const same = posts.filter(
    (post) => post.createdAt >= earliest && !job.taken.has(post.id) && isSame(post, job, content),
  );
  if (same.length > 1) return unsure('Several posts of the Page look like this one.');
  if (same[0] !== undefined) return { kind: 'found', answer: { urn: same[0].id } };
  const sawAll = posts.length < LISTED || posts.some(({ createdAt }) => createdAt < earliest);
  return sawAll ? { kind: 'absent' } : unsure('The Page has too many new posts to look through.');
}

/** Files are told by their URNs, which only we know; the rest by its words and its link. */
function isSame(post: ListedPost, { snapshot }: Job, { field, urns }: Content): boolean {
  const theirs = JSON.stringify(post.content ?? null);
  if (urns.length > 0) return urns.every((urn) => theirs.includes(JSON.stringify(urn)));
  if (folded(textOf(post)) !== folded(snapshot.text)) return false;
  return field === null
    ? post.content === undefined
    : post.content?.article?.source === snapshot.options.link?.trim();
}

/** LinkedIn may change white space. */
function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** A refused look says nothing about the post; its reason is given back. Passing trouble is the engine's to handle. */
async function unlessRefused<T>(look: () => Promise<T>): Promise<T | string> {
  try {
    return await look();
  } catch (thrown) {
    const isRefusal =
      thrown instanceof PublishFailure &&
      (thrown.error.class === 'content' || thrown.error.class === 'account');
    if (isRefusal) return thrown.message;
    throw thrown;
  }
}

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
