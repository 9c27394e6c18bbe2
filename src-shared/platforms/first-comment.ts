import type { Snapshot } from '../model/content.ts';
import { PublishFailure } from '../model/publish-error.ts';
import type { PublishJob, Steps } from './platform.ts';

/** ms after the call. Comments are not looked through: what is not known is told. */
const looks = [5000];

type CommentAnswer = { why: string | null };

interface Below {
  /** Name of the platform. */
  platform: string;
  /** The platform's id of the post; null where it would not tell. */
  post: string | null;
  /** Makes the comment. @throws as Platform.publish */
  send(post: string, text: string): Promise<unknown>;
}

/** The comment a post is to have; empty where none is wanted. */
export function firstCommentOf({ options }: Pick<Snapshot, 'options'>): string {
  return options.firstComment?.trim() ?? '';
}

/**
 * Makes the first comment below a post that is out. A comment that is refused, or of which the platform does not say whether it was
 * made, is told to the seller and not tried again: the post must not wait for it, and two comments look worse than none.
 * @returns why there is none, as sentences; empty when there is, or none was wanted
 */
export async function firstComment(
  { snapshot }: Pick<PublishJob, 'snapshot'>,
  step: Steps,
  { platform, post, send }: Below,
): Promise<string[]> {
  const text = firstCommentOf(snapshot);
  if (text === '') return [];
  if (post === null)
    return [`${platform} did not show the post, so the first comment could not be made. Add it yourself.`];
  const make = async (): Promise<CommentAnswer> => {
    try {
      await send(post, text);
      return { why: null };
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      return { why: `The first comment was not made. ${failure.message}` };
    }
  };
  const untold = `${platform} did not say whether the first comment was made. Look at the post, and add it if it is missing.`;
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
