import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-23';
const section4 = (value: number): Figure => ({ value, source: 'x.md section 4', date: read });

/** What X allows. Each figure names the section of the contract page platforms/x.md it was taken from. */
export const xRules: RulePack = {
  platform: 'x',
  name: 'X',
  kinds: ['text', 'link', 'image', 'images', 'video', 'thread'],
  options: ['thread', 'madeWithAi'],
  text: {
    count: 'x-weighted',
    max: { standard: section4(280), premium: section4(25_000) },
    requiredWithoutMedia: true,
    maxCashtags: { value: 1, source: 'x.md section 3.1', date: read },
    // 0.200 USD for a post with a URL, 0.015 without.
    linkPriceFactor: { value: 13, source: 'x.md section 1, prices', date: read },
  },
  // X names no limit of its own; it is that of a post's options here.
  thread: { maxParts: { value: 25, source: 'model/content.ts', date: read } },
  link: 'in-text',
  refusedLinkDomains: null,
  images: {
    max: { value: 4, source: 'x.md section 3.2', date: read },
    maxBytes: section4(5_000_000),
    safeBytes: null,
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
    altTextMax: { value: 1000, source: 'x.md section 3.2', date: read },
    animatedAlone: true,
    animated: {
      types: ['image/gif'],
      maxBytes: section4(15_000_000),
      max: { longer: section4(1280), shorter: section4(1080) },
    },
  },
  video: {
    max: { value: 1, source: 'x.md section 3.2', date: read },
    maxBytes: section4(512_000_000),
    types: ['video/mp4', 'video/quicktime'],
    safe: { longer: section4(1280), shorter: section4(1024) },
    duration: {
      min: section4(500),
      max: section4(140_000),
      maxPremium: { ...section4(4 * 60 * 60_000), unverified: true },
    },
    side: { min: section4(32) },
    ratio: { min: section4(1 / 3), max: section4(3) },
    frameRate: { max: section4(60) },
    codecs: ['avc'],
    audioCodecs: ['aac'],
  },
  allowances: [
    { per: 'account', max: section4(100), window: { rollingMs: 15 * 60_000 } },
    // An older page names it beside the other; whichever holds, this stays below.
    { per: 'account', max: { ...section4(300), unverified: true }, window: { rollingMs: 3 * 60 * 60_000 } },
    { per: 'app', max: section4(10_000), window: { rollingMs: 24 * 60 * 60_000 } },
  ],
  mixesPhotosAndVideos: false,
};
