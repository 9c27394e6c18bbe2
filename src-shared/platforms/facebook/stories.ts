import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { read } from '../call.ts';
import type { Account, RemotePost } from '../platform.ts';
import { graphUrl, permalinkFrom, publicAddress } from './graph.ts';
import { callPage } from './page-call.ts';
import { wholeId } from './video-node.ts';

const HOUR = 60 * 60_000;
/** A story is seen for 24 hours, and clocks differ. */
const SEEN_MS = 25 * HOUR;
const LIST_LIMIT = 100;

const id = z.coerce.string();
const listSchema = z.object({
  data: z.array(
    z.object({
      post_id: id,
      media_id: id.optional(),
      creation_time: id.optional(),
      url: z.string().optional(),
    }),
  ),
  paging: z.object({ next: z.string().optional() }).optional(),
});

/** A story on the Page. */
export interface ListedStory {
  /** Of the post, whole. */
  id: string;
  /** Of the photo or video that it shows. */
  mediaId: string | null;
  /** Null where it is not told. */
  createdAt: Instant | null;
  permalink: string;
}

/**
 * The Page's stories since an instant, or all that can be seen now, newest first. `complete` is false when there are more.
 * Source: facebook.md section 6. @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function listStories(
  account: Account,
  since: Instant = account.clock.now() - SEEN_MS,
): Promise<{ stories: ListedStory[]; complete: boolean }> {
  const url = graphUrl(`/${account.accountId}/stories`, {
    since: String(Math.floor(since / 1000)),
    limit: String(LIST_LIMIT),
  });
  const { data, paging } = read(await callPage(account, { method: 'GET', url }), listSchema);
  const stories = data.map(({ post_id, media_id, creation_time, url: address }): ListedStory => {
    const whole = wholeId(account.accountId, post_id);
    return {
      id: whole,
      mediaId: media_id ?? null,
      createdAt: createdAt(creation_time),
      permalink: address === undefined ? publicAddress(whole) : permalinkFrom(address, whole),
    };
  });
  return { stories, complete: paging?.next === undefined };
}

/** As the resolution screen shows them: a story has no words. */
export async function newestStories(account: Account, since: Instant): Promise<RemotePost[]> {
  const { stories } = await listStories(account, since);
  return stories.map(({ id: remoteId, createdAt: at, permalink }) => ({
    remoteId,
    text: '',
    createdAt: at ?? since,
    permalink,
    mediaCount: 1,
  }));
}

/** Seconds since 1970. */
function createdAt(told: string | undefined): Instant | null {
  return told !== undefined && /^\d+$/.test(told) ? Number(told) * 1000 : null;
}
