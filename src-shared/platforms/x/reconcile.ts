import { z } from 'zod';
import { countX } from '../../rules/count-x.ts';
import { packs } from '../../rules/packs.ts';
import type { Account, Evidence, Finding } from '../platform.ts';
import { readPosts } from './api.ts';
import {
  createdAt,
  hasMedia,
  isCut,
  longTextField,
  postSchema,
  textFields,
  writtenText,
  type XPost,
} from './post.ts';

/** What was sent, as far as a list of posts lets us know it again. */
export interface Sent {
  text: string;
  hasMedia: boolean;
  /** Id of the first part when this is a further part of a thread. */
  root: string | null;
  /** Posts that are surely something else: earlier parts, other targets' posts. */
  except: ReadonlySet<string>;
}

/** Clocks differ: X may say it was made a little before we say we sent it. x.md section 6.1. */
const EARLIER_MS = 60_000;
/** Without a text, a post this much later is rather another one. */
const NEAR_MS = 5 * 60_000;
/** X's smallest page; every post read costs money. */
const PAGE = 5;
const MAX_PAGES = 20;

/**
 * Looks among the account's newest posts for one that an unanswered call may have made (x.md section 6). Changes
 * nothing. @throws PublishFailure, UnmappedAnswer, HttpFailure when it cannot look
 */
export async function findPost(
  account: Account,
  sent: Sent,
  { startedAt }: Evidence,
): Promise<Finding<{ id: string }>> {
  const since = startedAt - EARLIER_MS;
  const posts = await postsSince(account, since, isLong(sent.text));
  if (posts === null) return { kind: 'unsure', why: 'There are too many newer posts on X to tell.' };
  const near = posts.filter((post) => mayBe(post, sent, since));
  const same = near.filter(
    (post) => comparable(writtenText(post)) === comparable(sent.text) && fitsMedia(post, sent),
  );
  if (same.length > 1) return { kind: 'unsure', why: 'There are several posts on X with this text.' };
  const [match] = same;
  if (match !== undefined) return surely(match, sent, startedAt);
  if (near.some((post) => isCut(post) && isLong(sent.text))) {
    return {
      kind: 'unsure',
      why: 'X shows a new long post only in part, so it cannot be told whether it is this one.',
    };
  }
  return { kind: 'absent' };
}

/** Without a text, only the time tells photos apart. */
function surely(match: XPost, sent: Sent, startedAt: number): Finding<{ id: string }> {
  if (comparable(sent.text) === '' && createdAt(match) > startedAt + NEAR_MS) {
    return { kind: 'unsure', why: 'There is a newer post without a text on X, which may be this one.' };
  }
  return { kind: 'found', answer: { id: match.id } };
}

function mayBe(post: XPost, sent: Sent, since: number): boolean {
  const thread = sent.root ?? post.id;
  const isTooOld = createdAt(post) < since;
  return !sent.except.has(post.id) && !isTooOld && (post.conversation_id ?? thread) === thread;
}

function fitsMedia(post: XPost, sent: Sent): boolean {
  return comparable(sent.text) !== '' || hasMedia(post) === sent.hasMedia;
}

/**
 * Texts are the same for us when only what X itself may change differs: white space, letter case and a final slash
 * of links, the scheme it gives to links that were written without one. Rather too like than too strict: a post
 * that is taken for ours is not sent again.
 */
export function comparable(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/https?:\/\//g, '')
    .replaceAll(/\/(?=\s|$)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function isLong(text: string): boolean {
  return countX(text) > packs.x.text.max.standard.value;
}

const pageSchema = z.object({
  data: z.array(postSchema).optional(),
  meta: z.object({ next_token: z.string().optional() }),
});

/** Null when there are more than we are willing to read. */
async function postsSince(account: Account, since: number, long: boolean): Promise<XPost[] | null> {
  const posts: XPost[] = [];
  let next: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { data, meta } = await timeline(
      account,
      since,
      PAGE,
      long ? [...textFields, longTextField] : textFields,
      next,
    );
    posts.push(...(data ?? []));
    next = meta.next_token;
    if (next === undefined) return posts;
  }
  return null;
}

/** One page of the account's own posts, newest first, without what it reposted. */
export function timeline(
  account: Account,
  since: number,
  size: number,
  fields: readonly string[],
  next?: string,
): Promise<z.infer<typeof pageSchema>> {
  const query = {
    max_results: String(size),
    exclude: 'retweets',
    start_time: new Date(since).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(next === undefined ? {} : { pagination_token: next }),
  };
  return readPosts(account, `/2/users/${account.accountId}/tweets`, query, fields, pageSchema);
}
