import { PublishFailure } from '../../model/publish-error.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callApi } from './api.ts';

/** ms after the call. Comments are not looked through: what is not known is told. */
const looks = [5000];
const COMMENT_TIMEOUT = 60_000;

type CommentAnswer = { why: string | null };

/**
 * Makes the first comment below a post that is out. A comment that is refused, or of which Instagram does not say whether it was
 * made, is told to the seller and not tried again: the post must not wait for it, and two comments look worse than none.
 * @returns why there is none, as sentences; empty when there is, or none was wanted
 */
export async function comment(
  { account, snapshot }: PublishJob,
  step: Steps,
  post: string | null,
): Promise<string[]> {
  const text = snapshot.options.firstComment?.trim() ?? '';
  if (text === '' || snapshot.kind === 'story') return [];
  if (post === null)
    return ['Instagram did not show the post, so the first comment could not be made. Add it yourself.'];
  const make = async (): Promise<CommentAnswer> => {
    try {
      await callApi(account, {
        method: 'POST',
        // Without `fields`: with them Instagram makes the comment and answers with an error.
        path: `/${post}/comments`,
        body: { kind: 'form', fields: [['message', text]] },
        timeoutMs: COMMENT_TIMEOUT,
      });
      return { why: null };
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      return { why: `The first comment was not made. ${failure.message}` };
    }
  };
  const untold =
    'Instagram did not say whether the first comment was made. Look at the post, and add it if it is missing.';
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
