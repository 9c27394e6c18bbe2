import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import type { Account, Evidence, Finding, PublishJob } from '../platform.ts';
import { graphErrorOf, isOutOfSight } from './errors.ts';
import { graphUrl, permalinkFrom } from './graph.ts';
import { type Wanted, likeness } from './likeness.ts';
import { accepted, askPage, callPage } from './page-call.ts';
import { createdAt, type ListedPost, listPosts, targetIdsOf } from './posts.ts';

/** The answer of the call that makes a post, as the journal keeps it. */
export type PostAnswer = { id: string; permalink: string };

/** When to look, ms after the call: a list read right after a write can miss the post. Source: facebook.md section 6. */
export const listLooks = [45_000, 180_000, 600_000];
/** A photo knows its post, so an early look can already find it. */
export const photoLooks = [10_000, ...listLooks];
/** A video that is still a draft after two minutes was not published. */
export const videoLooks = [10_000, 60_000, 150_000];

/** Our clock and Facebook's may differ by this much, ms. */
const clockSlack = 120_000;
/** 25 posts each. A Page that made more since our call is not looked through. */
const maxParts = 4;

type Job = Pick<PublishJob, 'account' | 'taken'>;

/** Looks for a post made by `/feed` (or a video sent in one piece) among the Page's newest, by the rules of facebook.md section 6. */
export function findPost(job: Job, wanted: Wanted, evidence: Evidence): Promise<Finding<PostAnswer>> {
  return unlessRefused(async () => {
    const earliest = evidence.startedAt - clockSlack;
    const { posts, complete } = await listPosts(job.account, earliest, maxParts);
    const candidates = posts.filter((post) => mayBeOurs(post, job, earliest));
    const same = candidates.filter((post) => likeness(post, wanted) === 'same');
    if (same.length > 1) return unsure('Several posts on the Page look like this one.');
    if (same[0] !== undefined) return found(same[0].id, same[0].permalink_url);

    const story = await postOfPhoto(job.account, wanted.photoIds[0]);
    if (story !== null && !job.taken.has(story)) return found(story, undefined);
    if (candidates.some((post) => likeness(post, wanted) === 'alike')) {
      return unsure('A post on the Page looks much like this one.');
    }
    return complete ? { kind: 'absent' } : unsure('The Page has too many new posts to look through.');
  });
}

const videoSchema = z.object({
  published: z.boolean().optional(),
  post_id: z.coerce.string().optional(),
  permalink_url: z.string().optional(),
  status: z
    .object({
      video_status: z.string().optional(),
      publishing_phase: z
        .object({ publish_status: z.string().optional(), status: z.string().optional() })
        .optional(),
    })
    .optional(),
});
type Video = z.infer<typeof videoSchema>;

/** Asks a video, whose id was known before the call, whether `finish` has reached it. */
export function findVideo(account: Account, videoId: string): Promise<Finding<PostAnswer>> {
  return unlessRefused(async () => {
    const url = graphUrl(`/${videoId}`, { fields: 'status,published,post_id,permalink_url' });
    const answer = await askPage(account, { method: 'GET', url });
    // Not shown to its own Page, so not to the public; to finish the same video again makes no second one.
    if (isOutOfSight(graphErrorOf(answer))) return { kind: 'absent' };
    const video = read(accepted(account, answer), videoSchema);
    switch (progressOf(video)) {
      case 'finished':
        return found(videoId, video.permalink_url);
      case 'untouched':
        return { kind: 'absent' };
      case 'unclear':
        return unsure('Facebook does not say whether the video is published.');
    }
  });
}

/** Processing begins with `finish`, but whether a video in it will be public is told by the publishing phase alone. */
function progressOf({ status, published, post_id }: Video): 'finished' | 'untouched' | 'unclear' {
  const phase = status?.publishing_phase;
  if (post_id !== undefined || phase?.publish_status === 'published') return 'finished';
  if (phase?.publish_status === 'draft' || phase?.publish_status === 'error') return 'untouched';
  if (phase?.status === 'in_progress' || phase?.status === 'complete') return 'finished';
  if (phase?.status === 'not_started') return 'untouched';
  const stage = status?.video_status;
  if (published === true) return stage === 'ready' || stage === 'processing' ? 'finished' : 'unclear';
  return published === false && stage !== 'processing' ? 'untouched' : 'unclear';
}

function mayBeOurs(post: ListedPost, { account, taken }: Job, earliest: Instant): boolean {
  if (taken.has(post.id) || targetIdsOf(post).some((id) => taken.has(id))) return false;
  if (post.application?.id !== undefined && post.application.id !== account.clientId) return false;
  // A time that cannot be read rules nothing out.
  return !(createdAt(post) < earliest);
}

/** The post that shows a photo; null when none does, or Facebook does not say. */
async function postOfPhoto(account: Account, photoId: string | undefined): Promise<string | null> {
  if (photoId === undefined) return null;
  try {
    const url = graphUrl(`/${photoId}`, { fields: 'page_story_id' });
    const photo = read(
      await callPage(account, { method: 'GET', url }),
      z.object({ page_story_id: z.string().optional() }),
    );
    return photo.page_story_id ?? null;
  } catch (thrown) {
    if (isRefusal(thrown)) return null;
    throw thrown;
  }
}

/** A refused look says nothing about the post. Passing trouble and dead tokens are the engine's to handle. */
async function unlessRefused(look: () => Promise<Finding<PostAnswer>>): Promise<Finding<PostAnswer>> {
  try {
    return await look();
  } catch (thrown) {
    if (isRefusal(thrown)) return unsure(`Facebook does not let us look: ${thrown.error.message}`);
    throw thrown;
  }
}

function isRefusal(thrown: unknown): thrown is PublishFailure {
  return (
    thrown instanceof PublishFailure && (thrown.error.class === 'content' || thrown.error.class === 'account')
  );
}

function found(id: string, permalink: string | undefined): Finding<PostAnswer> {
  return { kind: 'found', answer: { id, permalink: permalinkFrom(permalink, id) } };
}

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
