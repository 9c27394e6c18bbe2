import { urlsIn } from './find-urls.ts';
import { findCashtags } from './twitter-text.ts';
import config from './twitter-text-config-v3.json' with { type: 'json' };

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

/** Cashtags such as $TSLA, without the dollar sign. */
export function cashtagsIn(text: string): string[] {
  return findCashtags(text).map(({ cashtag }) => cashtag);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const emojiSequence = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');
const halfShown = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;
const emojiStyle = '\u{fe0f}';

/** Most text is Latin-1, of which every character weighs 1 and belongs to no emoji; the stretches between are looked at. */
function weightOf(text: string): number {
  let weight = text.length * config.scale;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) <= 0xff) continue;
    const start = at > 0 && mayBegin.test(text.charAt(at - 1)) ? at - 1 : at;
    while (at < text.length && text.charCodeAt(at) > 0xff) at += 1;
    weight += stretchWeight(text.slice(start, at)) - (at - start) * config.scale;
  }
  return weight;
}

/** The Latin-1 characters that begin some emoji, such as 1️⃣ and ©️. */
const mayBegin = /[#*0-9\u{a9}\u{ae}]/u;
/** What makes one emoji of several code points: joiners, styles, keycaps, flags, tags, skin tones. */
const binding =
  /\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0e|\ufe0f|\u20e3|[\u{e0020}-\u{e007f}]/u;

function stretchWeight(stretch: string): number {
  // By itself an emoji weighs what any character of its place does.
  if (!binding.test(stretch)) return codePointsWeight(stretch);
  if (stretch.length > SHORT) return graphemesWeight(stretch);
  let weight = known.get(stretch);
  if (weight === undefined) {
    weight = graphemesWeight(stretch);
    if (known.size >= KNOWN) known.clear();
    known.set(stretch, weight);
  }
  return weight;
}

/** Emoji stand in small groups, and the same ones are asked about at every key. */
const known = new Map<string, number>();
const KNOWN = 500;
/** UTF-16 units. */
const SHORT = 48;

function graphemesWeight(stretch: string): number {
  let weight = 0;
  for (const { segment } of graphemes.segment(stretch))
    weight += isEmoji(segment) ? config.defaultWeight : codePointsWeight(segment);
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
  for (const { start, end, weight } of config.ranges)
    if (codePoint >= start && codePoint <= end) return weight;
  return config.defaultWeight;
}
