import type { Account, Evidence, Finding } from '../platform.ts';
import { unlessRefused } from './look.ts';
import { pinsSince } from './newest-pins.ts';
import { createdAt, type Pin } from './pin.ts';

/** What was sent, as far as a list of Pins lets us know it again. */
export interface Wanted {
  board: string;
  section: string | null;
  title: string;
  description: string;
  link: string;
  altText: string;
  creativeType: 'REGULAR' | 'CAROUSEL' | 'VIDEO';
}

/**
 * When to look, ms after the call. Pinterest knows no duplicates, so a Pin that a list shows late would be made twice:
 * the page's "wait 60 s, look again" is taken as the least. Source: pinterest.md section 6.
 */
export const looks = [15_000, 75_000, 360_000];

/** Our clock and Pinterest's may differ by this much, ms; its times are cut to whole seconds as well. */
const CLOCK_SLACK = 120_000;

/**
 * Looks among the account's newest Pins for one that an unanswered call may have made. Changes nothing.
 * @throws PublishFailure, UnmappedAnswer, HttpFailure when it cannot look
 */
export function findPin(
  account: Account,
  wanted: Wanted,
  taken: ReadonlySet<string>,
  { startedAt }: Evidence,
): Promise<Finding<{ id: string }>> {
  return unlessRefused(async () => {
    const earliest = startedAt - CLOCK_SLACK;
    const pins = await pinsSince(account, earliest);
    if (pins === null) return unsure('There are too many new Pins on this account to tell.');
    const candidates = pins.filter((pin) => mayBeOurs(pin, wanted, taken, earliest));
    const same = candidates.filter((pin) => likeness(pin, wanted) === 'same');
    if (same.length > 1) return unsure('Several Pins on Pinterest look like this one.');
    if (same[0] !== undefined) return { kind: 'found', answer: { id: same[0].id } };
    return candidates.some((pin) => likeness(pin, wanted) === 'alike')
      ? unsure('A new Pin on Pinterest looks much like this one.')
      : { kind: 'absent' };
  });
}

/** A Pin that was saved from another one, or that is somebody else's, is none that we made. */
function mayBeOurs(pin: Pin, { board }: Wanted, taken: ReadonlySet<string>, earliest: number): boolean {
  if (taken.has(pin.id) || pin.is_owner === false || pin.parent_pin_id != null) return false;
  if (pin.board_id != null && pin.board_id !== board) return false;
  // A time that cannot be read rules nothing out.
  return !(createdAt(pin) < earliest);
}

/**
 * same: this is it. alike: it may be, a person must look. Rather too like than too strict: a Pin that is taken for ours is
 * not sent again.
 */
export function likeness(pin: Pin, wanted: Wanted): 'same' | 'alike' | 'other' {
  const isOfKind = pin.creative_type === '' || pin.creative_type === wanted.creativeType;
  const sameLink = foldedLink(pin.link) === foldedLink(wanted.link);
  const sameWords =
    folded(pin.title) === folded(wanted.title) && folded(pin.description) === folded(wanted.description);
  const hasWords = folded(wanted.title + wanted.description) !== '';
  if (!hasWords && wanted.link === '') return isOfKind && sameWords && sameLink ? 'alike' : 'other';
  if (!(hasWords ? sameWords : sameLink)) return 'other';
  const sameRest =
    sameWords &&
    sameLink &&
    isOfKind &&
    folded(pin.alt_text) === folded(wanted.altText) &&
    (pin.board_section_id ?? null) === wanted.section;
  return sameRest ? 'same' : 'alike';
}

function folded(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/** Letter case of the host and a slash at the end make no other address. */
function foldedLink(link: string): string {
  return URL.canParse(link) ? new URL(link).href.replace(/\/$/, '') : link.trim();
}

function unsure(why: string): { kind: 'unsure'; why: string } {
  return { kind: 'unsure', why };
}
