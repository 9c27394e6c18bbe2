import { countryDomains, generalDomains, reservedDomains } from './tlds.ts';

/** Code points that weigh 1; all others weigh 2. Source: twitter-text configuration, version 3. */
const light: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const urlWeight = 23;
const emoji = new RegExp('\\p{RGI_Emoji}', 'gv');

/** A link in a text; `start` and `end` are UTF-16 positions. */
export interface FoundUrl {
  start: number;
  end: number;
  url: string;
}

const anyLetter = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}_\-]*[\p{L}\p{N}])?`;
const latin = '[a-z0-9](?:[a-z0-9_\\-]*[a-z0-9])?';
const port = String.raw`(?::\d{1,5})?`;
const tail = String.raw`((?:\/[\w\u00c0-\u024f\u0400-\u04ff!*';:=+,.$\/%#\[\]\-\u2013~@\|&\(\)]*)?(?:\?[\w!?*'@\(\);:&=+$\/%#\[\]\-.,~\|]*)?)`;
const candidate = new RegExp(
  String.raw`(?<![a-z0-9@＠$#＃])(?:(https?:\/\/)(?:${anyLetter}\.)+|((?:${latin}\.)+))([a-z]{2,24}|xn--[a-z0-9\-]+)(?![a-z0-9@＠_\-])${port}${tail}`,
  'giu',
);

/** The links X would wrap in t.co, with and without a scheme. The text is expected in NFC. */
export function findUrls(text: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  for (const match of text.matchAll(candidate)) {
    const [whole, scheme, , domain = '', rest = ''] = match;
    const start = match.index;
    const path = trimmedTail(rest);
    if (!isLink(text[start - 1], scheme, domain.toLowerCase())) continue;
    const url = whole.slice(0, whole.length - rest.length) + path;
    found.push({ start, end: start + url.length, url });
  }
  return found;
}

function isLink(before: string | undefined, scheme: string | undefined, domain: string): boolean {
  if (scheme !== undefined) return !reservedDomains.has(domain);
  if (before !== undefined && '-_./'.includes(before)) return false;
  return generalDomains.has(domain) || countryDomains.has(domain);
}

/** A path ends at a letter, digit, `=_#/+-&`, or at a bracket that was opened inside it. */
function trimmedTail(tail: string): string {
  let end = tail.length;
  while (end > 0) {
    const last = tail[end - 1] ?? '';
    if (/[\p{L}\p{N}=_#/+\-&]/u.test(last)) break;
    const part = tail.slice(0, end);
    if (last === ')' && part.split('(').length >= part.split(')').length) break;
    end -= 1;
  }
  return tail.slice(0, end);
}

/** Weighted length as X counts it: 23 for a link, 2 for an emoji sequence, 1 or 2 for other code points. */
export function weightedLength(raw: string): number {
  const text = raw.normalize('NFC');
  let weight = 0;
  let position = 0;
  for (const { start, end } of findUrls(text)) {
    weight += plainWeight(text.slice(position, start)) + urlWeight;
    position = end;
  }
  return weight + plainWeight(text.slice(position));
}

function plainWeight(text: string): number {
  let sequences = 0;
  const rest = text.replace(emoji, (sequence) => {
    // A lone digit, "#" or "©" is plain; only the coloured form is an emoji.
    if (sequence.length === 1 && isLight(sequence.codePointAt(0) ?? 0)) return sequence;
    sequences += 1;
    return '';
  });
  return Array.from(rest).reduce(
    (sum, character) => sum + (isLight(character.codePointAt(0) ?? 0) ? 1 : 2),
    sequences * 2,
  );
}

const isLight = (codePoint: number): boolean =>
  light.some(([from, to]) => codePoint >= from && codePoint <= to);
