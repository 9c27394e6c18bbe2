import { firstComment, firstCommentOf } from '../first-comment.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { isRefusal } from './errors.ts';
import { graphUrl } from './graph.ts';
import { callPage } from './page-call.ts';
import { postOf, readVideo } from './video-node.ts';

const commentTimeoutMs = 60_000;

/** The first comment below a post, by the Page; a story takes none. @param id of the post or of its video @returns as firstComment */
export async function comment(job: PublishJob, step: Steps, id: string | null): Promise<string[]> {
  const { account, snapshot } = job;
  if (snapshot.kind === 'story' || firstCommentOf(snapshot) === '') return [];
  return firstComment(job, step, {
    platform: 'Facebook',
    post: id === null || isPost(id) ? id : await postOfVideo(account, step, id),
    send: (post, message) =>
      callPage(account, {
        method: 'POST',
        url: graphUrl(`/${post}/comments`),
        body: { kind: 'form', fields: [['message', message]] },
        timeoutMs: commentTimeoutMs,
      }),
  });
}

const isPost = (id: string): boolean => id.includes('_');

/** A reel is known by its video, and commented on by its post. Null where Facebook does not tell that. */
function postOfVideo(account: Account, step: Steps, videoId: string): Promise<string | null> {
  const ask = async () => {
    try {
      return postOf(account, await readVideo(account, videoId));
    } catch (thrown) {
      if (isRefusal(thrown)) return null;
      throw thrown;
    }
  };
  return step.repeatable('ask for the post of the video', ask, { sent: { videoId } });
}
