import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import type { Account, ReadBack, RemotePost } from '../platform.ts';
import { idSchema, readPosts } from './api.ts';
import { NOT_FOUND } from './error-table.ts';
import { lastPart } from './refusal.ts';
import { createdAt, isCut, longTextField, postSchema, textFields, writtenText, type XPost } from './post.ts';
import { timeline } from './reconcile.ts';

/** `https://x.com/i/…` works without the name. */
export function permalink({ handle }: { handle: string }, remoteId: string): string {
  return `https://x.com/${handle === '' ? 'i' : handle}/status/${remoteId}`;
}

/** X has nothing older, and takes no earlier start. */
const BEGINNING = Date.UTC(2010, 10, 6);
const SHOWN = 25;

/** The account's newest posts for the resolution screen. Costs 0.005 USD a post. @throws as callX */
export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  const fields = [...textFields, longTextField, 'attachments'];
  const { data } = await timeline(account, Math.max(since, BEGINNING), SHOWN, fields);
  return (data ?? []).map((post) => ({
    remoteId: post.id,
    text: writtenText(post),
    createdAt: createdAt(post),
    permalink: permalink(account, post.id),
    mediaCount: post.attachments?.media_keys.length ?? 0,
  }));
}

const readSchema = z.object({
  data: z.array(postSchema).optional(),
  errors: z
    .array(
      z.object({
        type: z.string().catch(''),
        detail: z.string().catch(''),
        resource_id: idSchema.optional().catch(undefined),
      }),
    )
    .catch([]),
});

/** Reads one post back. @throws as callX */
export async function readBack(account: Account, remoteId: string): Promise<ReadBack> {
  const { data, errors } = await readPosts(
    account,
    '/2/tweets',
    { ids: remoteId },
    ['entities', longTextField],
    readSchema,
  );
  const post = data?.find(({ id }) => id === remoteId);
  if (post !== undefined)
    return { state: 'there', text: textIfSure(post), permalink: permalink(account, remoteId) };
  const [error] = errors;
  if (error !== undefined && lastPart(error.type) === NOT_FOUND) return { state: 'gone' };
  return { state: 'unsure', why: error?.detail || 'X does not show the post.' };
}

/** X gives links that were written without a scheme "http://", so what was written cannot be told. */
function textIfSure(post: XPost): string | null {
  const text = writtenText(post);
  return isCut(post) || text.includes('http://') ? null : text;
}
