import { findCashtags, findUrls } from './twitter-text.ts';
import config from './twitter-text-config-v3.json' with { type: 'json' };

/** Where a URL stands in a text, in UTF-16 units of its NFC form, end exclusive. */
export interface UrlPlace {
  start: number;
  end: number;
}

/**
 * The length of a text as X counts it: NFC, a URL 23 whatever its length, an emoji sequence 2, other code points 1
 * or 2. Source: x.md section 4 and twitter-text-config-v3.json.
 */
export function countX(text: string): number {
  const normal = text.normalize('NFC');
  const urls = urlsIn(normal);
  let weight = urls.length * config.transformedURLLength * config.scale;
  let from = 0;
  for (const { start, end } of urls) {
    weight += weightOf(normal.slice(from, start));
    from = end;
  }
  return Math.floor((weight + weightOf(normal.slice(from))) / config.scale);
}

/** The URLs that X will make links of; those without a scheme ("etsy.me/abc") count as well. */
export function urlsIn(text: string): UrlPlace[] {
  return findUrls(text).map(({ indices: [start, end] }) => ({ start, end }));
}

/** Cashtags such as $TSLA, without the dollar sign. */
export function cashtagsIn(text: string): string[] {
  return findCashtags(text).map(({ cashtag }) => cashtag);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const emojiSequence = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');
/** Outside of these stretches every character is Latin-1, weighs 1 and belongs to no emoji; most text is. */
const stretches = /[#*0-9\u{a9}\u{ae}]?[^\0-\u{ff}]+/gu;
const halfShown = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;
const emojiStyle = '\u{fe0f}';

function weightOf(text: string): number {
  let weight = text.length * config.scale;
  for (const [stretch] of text.matchAll(stretches))
    weight += stretchWeight(stretch) - stretch.length * config.scale;
  return weight;
}

function stretchWeight(stretch: string): number {
  if (!/\p{Emoji}/u.test(stretch)) return codePointsWeight(stretch);
  let weight = 0;
  for (const { segment } of graphemes.segment(stretch)) {
    weight += isEmoji(segment) ? config.defaultWeight : codePointsWeight(segment);
  }
  return weight;
}

/** An emoji of Unicode's recommended set, also where its sender left out the invisible emoji-style marks. */
function isEmoji(grapheme: string): boolean {
  if (emojiSequence.test(grapheme)) return true;
  if (Array.from(grapheme).length === 1) return false;
  const withMarks = grapheme.replaceAll(emojiStyle, '').replace(halfShown, `$&${emojiStyle}`);
  return emojiSequence.test(withMarks);
}

function codePointsWeight(text: string): number {
  let weight = 0;
  for (const character of text) weight += codePointWeight(character.codePointAt(0) ?? 0);
  return weight;
}

function codePointWeight(codePoint: number): number {
  const range = config.ranges.find(({ start, end }) => codePoint >= start && codePoint <= end);
  return range?.weight ?? config.defaultWeight;
}
