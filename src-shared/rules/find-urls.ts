import { findUrls } from './twitter-text.ts';

/** Where a URL stands in a text, in UTF-16 units of its NFC form, end exclusive. */
export interface UrlPlace {
  start: number;
  end: number;
}

/** The rules of all accounts ask for the same text, and one after the other. */
let last: { text: string; urls: UrlPlace[] } = { text: '', urls: [] };

/**
 * The URLs that X will make links of; those without a scheme ("etsy.me/abc") count as well. No URL is without a dot before a
 * letter or reaches over white space, so only the words that have one are looked at.
 * @param text in its NFC form
 */
export function urlsIn(text: string): UrlPlace[] {
  if (text === last.text) return last.urls;
  const urls: UrlPlace[] = [];
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', dot + 1)) {
    if (!mayEndDomain(text, dot)) continue;
    let [start, end] = [dot, dot + 1];
    while (start > 0 && !isSpace(text, start - 1)) start -= 1;
    while (end < text.length && !isSpace(text, end)) end += 1;
    for (const { indices } of findUrls(text.slice(start, end)))
      urls.push({ start: start + indices[0], end: start + indices[1] });
    dot = end;
  }
  last = { text, urls };
  return urls;
}

/** Endings of domains are letters, of any script; what is plainly something else is left out. */
function mayEndDomain(text: string, dot: number): boolean {
  const next = text.charCodeAt(dot + 1);
  if (Number.isNaN(next) || dot === 0) return false;
  return next > 127 || (next >= 65 && next <= 90) || (next >= 97 && next <= 122);
}

const space = /\s/;

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 || (code > 127 && space.test(text.charAt(at)));
}
