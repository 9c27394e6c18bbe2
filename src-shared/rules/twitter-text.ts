// The package ships no types. Its CommonJS files are taken one by one: they run in plain Node too, and a bundle
// then holds only these two finders (45 KB).
// @ts-expect-error no types
import cashtags from 'twitter-text/dist/extractCashtagsWithIndices.js';
// @ts-expect-error no types
import urls from 'twitter-text/dist/extractUrlsWithIndices.js';

/** URLs as X sees them, with and without a scheme. Indices are UTF-16 units, end exclusive. */
export const findUrls: (text: string) => { url: string; indices: [number, number] }[] = urls;

export const findCashtags: (text: string) => { cashtag: string; indices: [number, number] }[] = cashtags;
