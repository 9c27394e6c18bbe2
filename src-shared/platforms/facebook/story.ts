import { z } from 'zod';
import { type AttachedMedia, isVideo } from '../../model/content.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { read } from '../call.ts';
import type { Account, PublishJob, Published, Steps } from '../platform.ts';
import { classify } from './errors.ts';
import { contentOf, finishTimeoutMs } from './finish.ts';
import { graphUrl } from './graph.ts';
import { mediaRefused } from './media.ts';
import { accepted, askPage } from './page-call.ts';
import { prepareClip } from './prepare-clip.ts';
import { findStory, photoLooks, type StoryAnswer, videoLooks } from './reconcile.ts';
import { listStories } from './stories.ts';
import { uploadPhotos } from './upload-photos.ts';
import { readVideo, wholeId } from './video-node.ts';

/** ms; a video is in the list of stories only once it is processed. */
const addressPauses = { photo: [0], video: [0, 3000, 10_000] };

type Shown = { mediaId: string; isVideo: boolean };

/**
 * A story of one photo or one video, without words: its file is uploaded unseen, and one visible call shows it. The file is new and
 * known to us alone, so it is what a story is found by. Source: facebook.md sections 3.5 and 6.
 */
export async function publishStory(job: PublishJob, step: Steps): Promise<Published> {
  const { account, snapshot } = job;
  const shown = await prepare(job, step, onlyFile(snapshot.media));
  const answer = await step.visible<StoryAnswer>('publish story', () => show(account, shown), {
    sent: { page: account.accountId, story: contentOf(snapshot.media) },
    find: (evidence) => findStory(account, shown, evidence),
    looks: shown.isVideo ? videoLooks : photoLooks,
  });
  return {
    remoteId: answer.id,
    permalink: answer.permalink ?? (await askAddress(account, answer.id, shown)),
  };
}

async function prepare(job: PublishJob, step: Steps, file: AttachedMedia): Promise<Shown> {
  if (isVideo(file)) return { mediaId: await prepareClip(job, step, file, 'video_stories'), isVideo: true };
  const [mediaId = ''] = await uploadPhotos(job, step);
  return { mediaId, isVideo: false };
}

async function show(account: Account, shown: Shown): Promise<StoryAnswer> {
  const { mediaId, isVideo: ofVideo } = shown;
  const calledAt = account.clock.now();
  const answer = await askPage(account, {
    method: 'POST',
    url: graphUrl(`/${account.accountId}/${ofVideo ? 'video_stories' : 'photo_stories'}`),
    body: {
      kind: 'form',
      fields: ofVideo
        ? [
            ['upload_phase', 'finish'],
            ['video_id', mediaId],
          ]
        : [['photo_id', mediaId]],
    },
    timeoutMs: finishTimeoutMs,
  });
  if (classify(answer, calledAt)?.class === 'content') {
    // What was shown before is refused, and nobody but us can have shown it. Now is the last time to ask.
    const evidence = { startedAt: calledAt, looks: videoLooks.length - 1 };
    const finding = await findStory(account, shown, evidence);
    if (finding.kind === 'found') return finding.answer;
  }
  return madeStory(account, answer);
}

const madeSchema = z.object({ success: z.literal(true), post_id: z.coerce.string().optional() });

function madeStory(account: Account, answer: HttpResponse): StoryAnswer {
  const { post_id } = read(accepted(account, answer), madeSchema);
  return { id: post_id === undefined ? null : wholeId(account.accountId, post_id), permalink: null };
}

/** It is out; where it stands is only good to know. */
async function askAddress(account: Account, id: string | null, shown: Shown): Promise<string | null> {
  const { mediaId, isVideo: ofVideo } = shown;
  try {
    for (const pause of addressPauses[ofVideo ? 'video' : 'photo']) {
      await account.clock.sleepUntil(account.clock.now() + pause);
      if (ofVideo) await readVideo(account, mediaId);
      const { stories } = await listStories(account);
      const story = stories.find((one) => one.id === id || one.mediaId === mediaId);
      if (story !== undefined) return story.permalink;
    }
  } catch {
    // Then it stands where its id says.
  }
  return null;
}

function onlyFile(media: readonly AttachedMedia[]): AttachedMedia {
  const [file, ...more] = media;
  if (file === undefined || more.length > 0) throw mediaRefused('A story is one photo or one video.');
  return file;
}
