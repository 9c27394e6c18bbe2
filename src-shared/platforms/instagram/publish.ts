import { z } from 'zod';
import { mayBeOut, PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import { isSuccess, read } from '../call.ts';
import type { PublishJob, Published, Steps } from '../platform.ts';
import { accepted, ask, callApi } from './api.ts';
import { comment } from './comment.ts';
import { prepare } from './containers.ts';
import { classify } from './errors.ts';
import { permalinkOf } from './media-list.ts';
import { findPost, isOutAllTheSame, looks, type PostAnswer } from './reconcile.ts';

/** ms; longer than Instagram was ever seen to take. */
const PUBLISH_TIMEOUT = 3 * 60_000;

/**
 * Containers, which nobody sees, then one visible call that publishes the one of the whole post. A container can be published
 * once, and is in the journal before it is: so it is the key by which a post is never made twice.
 * Source: instagram.md sections 3 and 6.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  const { account, snapshot } = job;
  const container = await prepare(job, step);
  const { id, permalink } = await step.visible('post', () => publishContainer(job, container), {
    sent: {
      account: account.accountId,
      kind: snapshot.kind,
      text: snapshot.text,
      media: snapshot.media.map(({ hash, altText }) => ({ hash, alt: altText })),
    },
    find: (evidence) => findPost(job, container, evidence),
    looks,
  });
  const shortfalls = await comment(job, step, id);
  return { remoteId: id, permalink: permalink ?? (await askPermalink(job, id)), shortfalls };
}

async function publishContainer(job: PublishJob, container: string): Promise<PostAnswer> {
  const { account } = job;
  const calledAt = account.clock.now();
  const answer = await ask(account, {
    method: 'POST',
    path: `/${account.accountId}/media_publish`,
    body: { kind: 'form', fields: [['creation_id', container]] },
    timeoutMs: PUBLISH_TIMEOUT,
  });
  const refusal = isSuccess(answer) ? null : classify(answer, account.clock.now());
  if (refusal !== null && refusal.class !== 'token' && !mayBeOut(refusal))
    await doubt(job, container, calledAt);
  const { id } = read(accepted(account, answer), z.object({ id: z.coerce.string().min(1) }));
  return { id, permalink: null };
}

/**
 * Instagram was seen to refuse a call that had done its work, and refuses a second publishing of one container. So before a
 * refusal is believed the container is asked. @throws PublishFailure when the post may be out all the same
 */
async function doubt(job: PublishJob, container: string, calledAt: Instant): Promise<void> {
  // Where it cannot be asked right now it may be out; where that is refused too, the account is, and nothing is.
  const mayBe = await isOutAllTheSame(job, container, calledAt).catch(isPassing);
  if (!mayBe) return;
  const message = 'Instagram refused the call, and yet the post may be there.';
  throw new PublishFailure({ class: 'transient', effect: 'possible', message });
}

const isPassing = (failure: unknown): boolean =>
  !(failure instanceof PublishFailure) || failure.error.class === 'transient';

/** It is out; where it stands is only good to know. */
async function askPermalink({ account }: PublishJob, id: string | null): Promise<string | null> {
  if (id === null) return null;
  try {
    const query = { fields: 'permalink' };
    const answer = await callApi(account, { method: 'GET', path: `/${id}`, query });
    return permalinkOf(read(answer, z.object({ permalink: z.string().optional() })).permalink);
  } catch {
    return null;
  }
}
