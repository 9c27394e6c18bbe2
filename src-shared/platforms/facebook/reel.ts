import type { PublishJob, Published, Steps } from '../platform.ts';
import { contentOf, finished, finishTimeoutMs, onlyVideo } from './finish.ts';
import { graphUrl } from './graph.ts';
import { askPage } from './page-call.ts';
import { prepareClip } from './prepare-clip.ts';
import { findVideo, videoLooks } from './reconcile.ts';

/** A reel: its video is uploaded unseen, and one visible `finish` shows it. Known by its video. Source: facebook.md section 3.3. */
export async function publishReel(job: PublishJob, step: Steps): Promise<Published> {
  const { account, snapshot } = job;
  const { text, media } = snapshot;
  const videoId = await prepareClip(job, step, onlyVideo(job), 'video_reels');
  const finish = async () => {
    const answer = await askPage(account, {
      method: 'POST',
      url: graphUrl(`/${account.accountId}/video_reels`),
      body: {
        kind: 'form',
        fields: [
          ['upload_phase', 'finish'],
          ['video_id', videoId],
          ['video_state', 'PUBLISHED'],
          ...(text === '' ? [] : [['description', text] as const]),
        ],
      },
      timeoutMs: finishTimeoutMs,
    });
    return finished(account, videoId, answer);
  };
  const { id, permalink } = await step.visible('publish reel', finish, {
    sent: { page: account.accountId, reel: text, media: contentOf(media) },
    find: () => findVideo(account, videoId),
    looks: videoLooks,
  });
  return { remoteId: id, permalink };
}
