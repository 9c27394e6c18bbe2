// twitter-text ships no types. Its CommonJS files are used one by one: they run in plain Node too, and a bundle
// takes only the URL and the cashtag finder (44 KB instead of 200 KB).

declare module 'twitter-text/dist/extractUrlsWithIndices.js' {
  /** URLs as X sees them, with and without a scheme. Indices are UTF-16 units, end exclusive. */
  const extractUrlsWithIndices: (text: string) => { url: string; indices: [number, number] }[];
  export { extractUrlsWithIndices as default };
}

declare module 'twitter-text/dist/extractCashtagsWithIndices.js' {
  const extractCashtagsWithIndices: (text: string) => { cashtag: string; indices: [number, number] }[];
  export { extractCashtagsWithIndices as default };
}
