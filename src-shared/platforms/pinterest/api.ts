import { type ZodType, z } from 'zod';
import type { HttpBody, HttpRequest } from '../../publishing/http.ts';
import { address, call, read } from '../call.ts';
import type { Account } from '../platform.ts';
import { classify } from './errors.ts';

export const api = 'https://api.pinterest.com/v5';

/** Ids are digits; strings always, since they exceed 2^53. */
export const idSchema: ZodType<string> = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d+$/));

interface PinterestRequest {
  method: HttpRequest['method'];
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: HttpBody;
  /** ms */
  timeoutMs?: number;
}

/**
 * One call on behalf of an account.
 * @throws PublishFailure for a known refusal, UnmappedAnswer for an answer nobody knows, HttpFailure for none
 */
export async function callPinterest<T>(
  account: Account,
  { path, query = {}, ...request }: PinterestRequest,
  schema: ZodType<T>,
): Promise<T> {
  const headers = { authorization: `Bearer ${await account.token()}` };
  const url = address(api + path, query);
  return read(await call(account, { ...request, url, headers }, classify), schema);
}

/** Null means that there is no further page. */
const bookmarkSchema = z.string().min(1).nullish().catch(null);

/** The largest page of a list. Source: pinterest.md section 3.1. */
const LARGEST_PAGE = 250;
const MAX_PAGES = 20;

/** A whole list, such as the boards of an account. @throws as callPinterest */
export async function wholeList<T>(account: Account, path: string, itemSchema: ZodType<T>): Promise<T[]> {
  const items: T[] = [];
  let bookmark: string | null = null;
  for (let number = 0; number < MAX_PAGES; number++) {
    const page: Page<T> = await readPage(account, path, itemSchema, LARGEST_PAGE, bookmark);
    items.push(...page.items);
    bookmark = page.next;
    if (bookmark === null) break;
  }
  return items;
}

export interface Page<T> {
  items: T[];
  /** Where the next page begins; null: this was the last. */
  next: string | null;
}

/** One page of a list, from its beginning or from a bookmark. @throws as callPinterest */
export async function readPage<T>(
  account: Account,
  path: string,
  itemSchema: ZodType<T>,
  size: number,
  bookmark: string | null,
): Promise<Page<T>> {
  const query = { page_size: String(size), ...(bookmark === null ? {} : { bookmark }) };
  const schema = z.object({ items: z.array(itemSchema), bookmark: bookmarkSchema });
  const page = await callPinterest(account, { method: 'GET', path, query }, schema);
  return { items: page.items, next: page.bookmark ?? null };
}
