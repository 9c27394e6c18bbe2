import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { read } from '../call.ts';
import type { Account, RemotePost } from '../platform.ts';
import { callApi } from './api.ts';
import { siteOrigin } from './products.ts';

const id = z.coerce.string();
const itemSchema = z.object({
  id,
  caption: z.string().optional(),
  timestamp: z.string(),
  permalink: z.string().optional(),
  media_type: z.string().optional(),
  media_product_type: z.string().optional(),
  children: z.object({ data: z.array(z.object({ id })) }).optional(),
});
const listSchema = z.object({ data: z.array(itemSchema) });

export type ListedMedia = z.infer<typeof itemSchema>;

const fields = 'id,caption,timestamp,permalink,media_type,media_product_type,shortcode,children{id}';

/**
 * The account's newest posts, or its stories of the last day, newest first.
 * @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function listMedia(
  account: Account,
  edge: 'media' | 'stories',
  since: Instant,
  limit: number,
): Promise<ListedMedia[]> {
  // Of stories no more is documented than that they are those of the last day.
  const range = edge === 'media' ? { limit: String(limit), since: String(Math.floor(since / 1000)) } : {};
  const query = { fields, ...range };
  const path = `/${account.accountId}/${edge}`;
  const { data } = read(await callApi(account, { method: 'GET', path, query }), listSchema);
  return data.filter((item) => !(createdAt(item) < since));
}

export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  const lists = [
    await listMedia(account, 'media', since, 25),
    await listMedia(account, 'stories', since, 25),
  ];
  return lists
    .flat()
    .map((item) => ({
      remoteId: item.id,
      text: item.caption ?? '',
      createdAt: createdAt(item),
      permalink: permalinkOf(item.permalink) ?? profileOf(account.handle),
      mediaCount: countOf(item),
    }))
    .toSorted((left, right) => right.createdAt - left.createdAt);
}

export const countOf = ({ children }: ListedMedia): number => children?.data.length ?? 1;

/** Instagram writes the offset without a colon: 2026-11-24T05:41:00+0000. */
export function createdAt({ timestamp }: ListedMedia): Instant {
  return Date.parse(timestamp.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

/** Anything but Instagram's own address is not believed. */
export function permalinkOf(told: string | undefined): string | null {
  if (told === undefined || !URL.canParse(told)) return null;
  const { protocol, hostname, href } = new URL(told);
  const isInstagram = hostname === 'instagram.com' || hostname.endsWith('.instagram.com');
  return protocol === 'https:' && isInstagram ? href : null;
}

/** Where a post stands when its own address is not known: that has a shortcode in it, which the id does not tell. */
export const profileOf = (handle: string): string =>
  handle === '' ? siteOrigin : `${siteOrigin}/${encodeURIComponent(handle)}/`;
