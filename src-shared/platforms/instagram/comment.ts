import { firstComment } from '../first-comment.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callApi } from './api.ts';

const COMMENT_TIMEOUT = 60_000;

/** The first comment below a post; a story takes none. @returns as firstComment */
export async function comment(job: PublishJob, step: Steps, post: string | null): Promise<string[]> {
  if (job.snapshot.kind === 'story') return [];
  return firstComment(job, step, {
    platform: 'Instagram',
    post,
    send: (id, message) =>
      callApi(job.account, {
        method: 'POST',
        // Without `fields`: with them Instagram makes the comment and answers with an error.
        path: `/${id}/comments`,
        body: { kind: 'form', fields: [['message', message]] },
        timeoutMs: COMMENT_TIMEOUT,
      }),
  });
}
