import { randomInt } from 'node:crypto';
import type { XEntities } from './model.ts';
import { findUrls } from './text.ts';

/** A link that X adds for attached media; it takes no part in the count. */
export interface MediaLink {
  permalink: string;
  kind: 'photo' | 'video';
  mediaKeys: readonly string[];
}

/** A text as X shows it: every link wrapped in t.co, the media link at the end, positions in code points. */
export function shownText(
  sent: string,
  media: MediaLink | undefined,
): { shown: string; entities: XEntities } {
  const text = sent.normalize('NFC');
  const urls: XEntities['urls'] = [];
  let shown = '';
  let position = 0;
  for (const found of findUrls(text)) {
    shown += text.slice(position, found.start);
    const expanded = /^https?:\/\//i.test(found.url) ? found.url : `http://${found.url}`;
    shown = append(shown, urls, expanded, found.url.replace(/^https?:\/\/(www\.)?/i, ''));
    position = found.end;
  }
  shown += text.slice(position);
  if (media !== undefined) {
    if (shown !== '') shown += ' ';
    const before = urls.length;
    shown = append(shown, urls, `${media.permalink}/${media.kind}/1`, '');
    const link = urls[before];
    if (link !== undefined) {
      link.display_url = `pic.x.com/${link.url.slice(-10)}`;
      const [key] = media.mediaKeys;
      if (key !== undefined) link.media_key = key;
    }
  }
  return { shown, entities: { urls, ...wordEntities(shown) } };
}

function append(shown: string, urls: XEntities['urls'], expanded: string, display: string): string {
  const url = `https://t.co/${shortCode()}`;
  const start = lengthInCodePoints(shown);
  const cut = display.length > 26 ? `${display.slice(0, 26)}…` : display;
  urls.push({ start, end: start + url.length, url, expanded_url: expanded, display_url: cut });
  return shown + url;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const shortCode = (): string =>
  Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');

const lengthInCodePoints = (text: string): number => Array.from(text).length;

function wordEntities(text: string): Omit<XEntities, 'urls'> {
  const span = (match: RegExpMatchArray) => {
    const start = lengthInCodePoints(text.slice(0, match.index));
    return { start, end: start + lengthInCodePoints(match[0]) };
  };
  const all = (pattern: RegExp) => [...text.matchAll(pattern)];
  return {
    hashtags: all(/(?<![\p{L}\p{N}_&/])#([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/gu).map((m) => ({
      ...span(m),
      tag: m[1] ?? '',
    })),
    cashtags: all(cashtag).map((m) => ({ ...span(m), tag: m[1] ?? '' })),
    mentions: all(/(?<![\w@/])@(\w{1,15})(?![\w@])/gu).map((m) => ({ ...span(m), username: m[1] ?? '' })),
  };
}

/** A dollar sign and one to six letters, standing alone. */
export const cashtag: RegExp = /(?<![\w$])\$([A-Za-z]{1,6})(?![\w$])/gu;

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
