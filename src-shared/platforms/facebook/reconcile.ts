import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { read } from '../call.ts';
import type { Account, Evidence, Finding, PublishJob } from '../platform.ts';
import { isRefusal } from './errors.ts';
import { graphUrl, permalinkFrom } from './graph.ts';
import { type Wanted, likeness } from './likeness.ts';
import { callPage } from './page-call.ts';
import { createdAt, type ListedPost, listPosts, targetIdsOf } from './posts.ts';
import { listStories } from './stories.ts';
import { postOf, progressOf, readVideo } from './video-node.ts';

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

/** Asks a video, whose id was known before the call, whether `finish` has reached it. */
export function findVideo(account: Account, videoId: string): Promise<Finding<PostAnswer>> {
  return unlessRefused(async () => {
    const video = await readVideo(account, videoId);
    // Not shown to its own Page, so not to the public; to finish the same video again makes no second one.
    if (video === null) return { kind: 'absent' };
    switch (progressOf(video)) {
      case 'finished':
        return found(videoId, video.permalink_url);
      case 'untouched':
        return { kind: 'absent' };
      case 'unclear':
        return unclear;
    }
  });
}

/** The answer of the call that shows a story. Null id: it is out, and Facebook did not show it. */
export type StoryAnswer = { id: string | null; permalink: string | null };

/** Looks for a story by the photo or video that it shows, whose id was known before the call. */
export function findStory(
  account: Account,
  { mediaId, isVideo }: { mediaId: string; isVideo: boolean },
  { startedAt, looks }: Evidence,
): Promise<Finding<StoryAnswer>> {
  return unlessRefused<StoryAnswer>(async () => {
    const { stories, complete } = await listStories(account, startedAt - clockSlack);
    const story = stories.find((one) => one.mediaId === mediaId);
    if (story !== undefined) return { kind: 'found', answer: { id: story.id, permalink: story.permalink } };
    if (isVideo) return storyOfVideo(account, mediaId, looks >= videoLooks.length - 1);
    const post = await postOfPhoto(account, mediaId);
    if (post !== null) return { kind: 'found', answer: { id: post, permalink: null } };
    return complete ? { kind: 'absent' } : unsure('The Page has too many new stories to look through.');
  });
}

/** One that is being processed is in no list yet, but the video itself knows. Its id is waited for as long as there are looks to come. */
async function storyOfVideo(
  account: Account,
  videoId: string,
  isLast: boolean,
): Promise<Finding<StoryAnswer>> {
  const video = await readVideo(account, videoId);
  if (video === null) return { kind: 'absent' };
  const post = postOf(account, video);
  switch (progressOf(video)) {
    case 'finished':
      return post === null && !isLast
        ? unsure('It is out; Facebook does not show it in its lists yet.')
        : { kind: 'found', answer: { id: post, permalink: null } };
    case 'untouched':
      return { kind: 'absent' };
    case 'unclear':
      return unclear;
  }
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
async function unlessRefused<T>(look: () => Promise<Finding<T>>): Promise<Finding<T>> {
  try {
    return await look();
  } catch (thrown) {
    if (isRefusal(thrown)) return unsure(`Facebook does not let us look: ${thrown.error.message}`);
    throw thrown;
  }
}

function found(id: string, permalink: string | undefined): Finding<PostAnswer> {
  return { kind: 'found', answer: { id, permalink: permalinkFrom(permalink, id) } };
}

const unclear = unsure('Facebook does not say whether the video is published.');

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
