import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Account, Published, PublishJob, Steps } from '../platform.ts';
import { callX, idSchema } from './api.ts';
import { MEDIA_IDS_INVALID } from './error-table.ts';
import { permalink } from './read.ts';
import { findPost } from './reconcile.ts';
import { uploadAll } from './upload.ts';

/** When to look for a post whose call got no answer: at once, and again when X's list has surely caught up. x.md 6.3. */
const looks = [0, 45_000];
/** ms; longer than X was ever seen to take. */
const POST_TIMEOUT = 120_000;

/**
 * Publishes a post or a thread. Photos and videos hang on the first part; every part is a visible step of its own,
 * so a thread that broke off goes on with the first part that has no answer.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  const parts = [job.snapshot.text, ...(job.snapshot.options.thread ?? [])];
  const ids: string[] = [];
  for (const [index, text] of parts.entries()) {
    const part: Part = { job, step, text, index, earlier: ids, isLast: index === parts.length - 1 };
    const id = index === 0 ? await postWithMedia(part) : await post(part, []);
    if (id !== null) ids.push(id);
    else if (!part.isLast) throw cannotGoOn(index);
  }
  const remoteId = ids[0] ?? null;
  return { remoteId, permalink: remoteId === null ? null : permalink(job.account, remoteId) };
}

interface Part {
  job: PublishJob;
  step: Steps;
  text: string;
  /** 0 for the first. */
  index: number;
  /** Ids of the parts before. */
  earlier: readonly string[];
  isLast: boolean;
}

/** Uploads, then posts. When X no longer has the files, which it surely refuses for, they are uploaded once more. */
async function postWithMedia(part: Part): Promise<string | null> {
  const { job, step } = part;
  const mediaIds = await uploadAll(job, step, 1);
  try {
    return await post(part, mediaIds);
  } catch (failure) {
    const isGone = failure instanceof PublishFailure && failure.error.code === MEDIA_IDS_INVALID;
    if (!isGone || mediaIds.length === 0) throw failure;
    return post(part, await uploadAll(job, step, 2));
  }
}

/** Null: X surely has it, but would not tell its id. */
async function post(part: Part, mediaIds: readonly string[]): Promise<string | null> {
  const { job, step, text, index, earlier, isLast } = part;
  const { account, snapshot, taken } = job;
  const media = index === 0 ? snapshot.media.map(({ hash }) => hash) : [];
  const replyTo = earlier.at(-1) ?? null;
  const madeWithAi = index === 0 ? snapshot.options.madeWithAi : undefined;
  const sent = {
    text,
    hasMedia: media.length > 0,
    root: earlier[0] ?? null,
    except: new Set([...taken, ...earlier]),
  };

  const { id } = await step.visible<{ id: string | null }>(
    index === 0 ? 'post' : `post part ${index + 1}`,
    () => create(account, text, mediaIds, replyTo, madeWithAi),
    {
      sent: { text, media, replyTo, madeWithAi: madeWithAi ?? false },
      find: (evidence) => findPost(account, sent, evidence),
      looks,
      // Without its id the next part has nothing to hang on.
      ...(isLast ? { whenAlreadyThere: { id: null } } : {}),
    },
  );
  return id;
}

const createdSchema = z.object({ data: z.object({ id: idSchema }) });

async function create(
  account: Account,
  text: string,
  mediaIds: readonly string[],
  replyTo: string | null,
  madeWithAi: boolean | undefined,
): Promise<{ id: string }> {
  const value = {
    text,
    ...(mediaIds.length === 0 ? {} : { media: { media_ids: mediaIds } }),
    ...(replyTo === null ? {} : { reply: { in_reply_to_tweet_id: replyTo } }),
    ...(madeWithAi === undefined ? {} : { made_with_ai: madeWithAi }),
  };
  const body = { kind: 'json', value } as const;
  const { data } = await callX(
    account,
    { method: 'POST', path: '/2/tweets', body, timeoutMs: POST_TIMEOUT },
    createdSchema,
  );
  return { id: data.id };
}

function cannotGoOn(index: number): PublishFailure {
  return new PublishFailure({
    class: 'content',
    field: 'thread',
    message: `Part ${index + 1} of the thread is on X, but X does not tell its address, so the next part cannot be added to it.`,
  });
}
