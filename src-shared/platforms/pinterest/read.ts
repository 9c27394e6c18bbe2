import type { Instant } from '../../model/time.ts';
import { isSuccess, read } from '../call.ts';
import { type Account, type ReadBack, type RemotePost, UnmappedAnswer } from '../platform.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { api } from './api.ts';
import { classify } from './errors.ts';
import { pageOfPins } from './newest-pins.ts';
import { createdAt, mediaCount, permalinkOf, pinSchema } from './pin.ts';
import { refusalOf } from './refusal.ts';

const SHOWN = 25;

/** The account's newest Pins, for the resolution screen. @throws as callPinterest */
export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  const { items } = await pageOfPins(account, SHOWN);
  return items
    .map((pin) => ({
      remoteId: pin.id,
      text: pin.description || pin.title,
      createdAt: createdAt(pin),
      permalink: permalinkOf(pin.id),
      mediaCount: mediaCount(pin),
    }))
    .filter((post) => !(post.createdAt < since))
    .sort((left, right) => right.createdAt - left.createdAt);
}

/** Reads a Pin back. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function readBack(account: Account, remoteId: string): Promise<ReadBack> {
  const headers = { authorization: `Bearer ${await account.token()}` };
  const answer = await account.http({ method: 'GET', url: `${api}/pins/${remoteId}`, headers });
  if (isSuccess(answer)) {
    const pin = read(answer, pinSchema);
    return { state: 'there', text: pin.description, permalink: permalinkOf(pin.id) };
  }
  // A page of some machine in between may be a 404 as well; only Pinterest itself knows what is gone.
  if (answer.status === 404 && refusalOf(answer) !== null) return { state: 'gone' };
  const error = classify(answer, account.clock.now());
  if (error?.class === 'account') return { state: 'unsure', why: error.message };
  throw error === null
    ? new UnmappedAnswer(answer.status, answer.text.slice(0, 200))
    : new PublishFailure(error);
}
