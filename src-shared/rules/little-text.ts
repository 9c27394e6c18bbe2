/**
 * LinkedIn's "little text": a mark stands for itself only behind a backslash. One that should have none and has none ends the
 * post there, silently. Source: linkedin.md section 4.
 */

/** Written by the seller to mean just that: `@[Exact Name](urn:li:organization:1)`. */
const mention = String.raw`@\[[^|{}@\[\]()<>#\\*_~]+\]\(urn:li:(?:person|organization):[\w-]+\)`;
/**
 * The sign of a hashtag: before letters, and not within a word or an address. LinkedIn has none of digits alone, so there the
 * sign is text.
 */
const hashtagSign = String.raw`(?<![\p{L}\p{M}\p{N}_#&/=])#(?=\p{N}*\p{L})`;
const reserved = String.raw`[|{}@\[\]()<>#\\*_~]`;

const meantOrReserved = new RegExp(`(${mention}|${hashtagSign})|${reserved}`, 'gu');
const escaped = new RegExp(String.raw`\\(${reserved})`, 'gu');

/** The text as LinkedIn takes it, in one pass: hashtags stay hashtags, mentions stay mentions, all else is itself. */
export function toLittleText(text: string): string {
  return text.replace(meantOrReserved, (found: string, meant: string | undefined) => meant ?? `\\${found}`);
}

/** What `toLittleText` was given. */
export function fromLittleText(littleText: string): string {
  return littleText.replace(escaped, '$1');
}
