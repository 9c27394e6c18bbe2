import { PublishFailure } from '../../model/publish-error.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callRest } from './api.ts';

/** ms after the call. There is nothing to look at: an app may not read comments of a person. */
const looks = [5000];
const COMMENT_TIMEOUT = 60_000;

type CommentAnswer = { why: string | null };

/**
 * Makes the first comment below a post that is out. A comment that is refused, or of which LinkedIn does not say whether it
 * was made, is told to the seller and not tried again: the post must not wait for it, and two comments look worse than none.
 * @returns why there is none, as sentences; empty when there is, or none was wanted
 */
export async function comment(
  { account, snapshot }: PublishJob,
  step: Steps,
  post: string | null,
): Promise<string[]> {
  const text = snapshot.options.firstComment?.trim() ?? '';
  if (text === '') return [];
  if (post === null) {
    return [
      'LinkedIn did not tell the address of the post, so the first comment could not be made. Add it yourself.',
    ];
  }
  const make = async (): Promise<CommentAnswer> => {
    try {
      await callRest(account, {
        method: 'POST',
        path: `/rest/socialActions/${encodeURIComponent(post)}/comments`,
        // Plain text, without the escaping of posts.
        body: { kind: 'json', value: { actor: account.accountId, object: post, message: { text } } },
        timeoutMs: COMMENT_TIMEOUT,
      });
      return { why: null };
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      return { why: `The first comment was not made. ${failure.message}` };
    }
  };
  const untold =
    'LinkedIn did not say whether the first comment was made. Look at the post, and add it if it is missing.';
  const { why } = await step.visible<CommentAnswer>('first comment', make, {
    sent: { post, text },
    find: async () => ({ kind: 'found', answer: { why: untold } }),
    looks,
  });
  return why === null ? [] : [why];
}

/** Passing trouble and a token that must be renewed are the engine's to handle. */
function isRefusal(failure: unknown): failure is PublishFailure {
  return failure instanceof PublishFailure && ['content', 'account', 'quota'].includes(failure.error.class);
}
