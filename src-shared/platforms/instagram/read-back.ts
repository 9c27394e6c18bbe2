import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import { graphErrorOf, isOutOfSight } from '../facebook/graph-error.ts';
import type { Account, ReadBack } from '../platform.ts';
import { accepted, ask, callApi } from './api.ts';
import { permalinkOf } from './media-list.ts';

const mediaSchema = z.object({ caption: z.string().optional(), permalink: z.string().optional() });

/** Reads a post or story back by its media id. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function readBack(account: Account, remoteId: string): Promise<ReadBack> {
  const query = { fields: 'id,caption,permalink' };
  const answer = await ask(account, { method: 'GET', path: `/${remoteId}`, query });
  const error = graphErrorOf(answer);
  if (isOutOfSight(error) || error?.error_subcode === 2_207_006) return goneOrHidden(account);
  const media = read(accepted(account, answer), mediaSchema);
  return { state: 'there', text: media.caption ?? null, permalink: permalinkOf(media.permalink) };
}

/** Instagram says "gone or no access" in one: it is gone when the account itself can still be read. */
async function goneOrHidden(account: Account): Promise<ReadBack> {
  try {
    await callApi(account, { method: 'GET', path: `/${account.accountId}`, query: { fields: 'id' } });
    return { state: 'gone' };
  } catch (thrown) {
    if (thrown instanceof PublishFailure && thrown.error.class === 'account')
      return { state: 'unsure', why: 'Instagram no longer lets us look at this account.' };
    throw thrown;
  }
}
