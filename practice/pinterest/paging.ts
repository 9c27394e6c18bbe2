import type { Call } from '../endpoint.ts';
import type { Reply } from '../reply.ts';
import { invalid } from './errors.ts';

export interface Page {
  size: number;
  /** The id of the last thing of the page before. */
  after: string | null;
}

/** What a call asks of a list. @param more the parameters it takes besides those of every list */
export function pageOf(call: Call, more: readonly string[]): Page | Reply {
  const odd = unknownParameter(call, ['page_size', 'bookmark', ...more]);
  if (odd !== undefined) return odd;
  const query = call.url.searchParams;
  const size = Number(query.get('page_size') ?? 25);
  if (!Number.isInteger(size) || size < 1 || size > 250) {
    return invalid(`page_size: ${query.get('page_size')} is not between 1 and 250`);
  }
  const bookmark = query.get('bookmark');
  if (bookmark === null) return { size, after: null };
  const after = Buffer.from(bookmark, 'base64url').toString('utf8');
  return /^\d+$/.test(after) ? { size, after } : invalid('the bookmark is not valid');
}

export function unknownParameter(call: Call, known: readonly string[]): Reply | undefined {
  const odd = [...call.url.searchParams.keys()].find((name) => !known.includes(name));
  return odd === undefined ? undefined : invalid(`Unknown parameter ${odd}`);
}

/** One page of a list; `bookmark` is null on the last. */
export function listed<T extends { id: string }>(
  all: readonly T[],
  { size, after }: Page,
  shown: (thing: T) => object,
): { items: object[]; bookmark: string | null } {
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  const isEnd = last === undefined || start + size >= all.length;
  return {
    items: items.map(shown),
    bookmark: isEnd ? null : Buffer.from(last.id).toString('base64url'),
  };
}
