import type { Instant } from '../../model/time.ts';
import { readPage } from './api.ts';
import { createdAt, type Pin, pinSchema } from './pin.ts';
import type { Account } from '../platform.ts';

const PAGE = 50;
const MAX_PAGES = 20;

/**
 * The account's Pins made since an instant, of all its boards. That lists begin with the newest is not documented: it is
 * believed of a list only as far as its own times show it, and any other is read to its end.
 * @returns null when there are more Pins than we are willing to read
 * @throws as callPinterest
 */
export async function pinsSince(account: Account, since: Instant): Promise<Pin[] | null> {
  const pins: Pin[] = [];
  let bookmark: string | null = null;
  for (let number = 0; number < MAX_PAGES; number++) {
    const page = await pageOfPins(account, PAGE, bookmark);
    pins.push(...page.items);
    bookmark = page.next;
    if (bookmark === null || reachesBack(pins, since)) return pins.filter((pin) => !(createdAt(pin) < since));
  }
  return null;
}

/** One page of the account's Pins. @throws as callPinterest */
export function pageOfPins(account: Account, size: number, bookmark: string | null = null) {
  return readPage(account, '/pins', pinSchema, size, bookmark);
}

/** True when the list goes from the newest to one that is older than `since`. */
function reachesBack(pins: readonly Pin[], since: Instant): boolean {
  const times = pins.map(createdAt);
  const isNewestFirst = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? Number.NaN));
  return isNewestFirst && (times.at(-1) ?? Number.NaN) < since;
}
