import { firstComment } from '../first-comment.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callRest } from './api.ts';

const COMMENT_TIMEOUT = 60_000;

/** The first comment below a post. An app may not read comments of a person. @returns as firstComment */
export function comment(job: PublishJob, step: Steps, post: string | null): Promise<string[]> {
  const { account } = job;
  return firstComment(job, step, {
    platform: 'LinkedIn',
    post,
    send: (object, text) =>
      callRest(account, {
        method: 'POST',
        path: `/rest/socialActions/${encodeURIComponent(object)}/comments`,
        // Plain text, without the escaping of posts.
        body: { kind: 'json', value: { actor: account.accountId, object, message: { text } } },
        timeoutMs: COMMENT_TIMEOUT,
      }),
  });
}
