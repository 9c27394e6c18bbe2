import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-24';
const section3 = (value: number): Figure => ({ value, source: 'pinterest.md section 3.2', date: read });
/** "Media numbers from aggregators". */
const section4 = (value: number): Figure => ({
  value,
  source: 'pinterest.md section 4',
  date: read,
  unverified: true,
});

const kinds = ['image', 'images', 'video'] as const;

/** What Pinterest allows. Each figure names the section of the contract page platforms/pinterest.md. */
export const pinterestRules: RulePack = {
  platform: 'pinterest',
  name: 'Pinterest',
  kinds,
  options: ['title', 'link', 'board', 'section'],
  required: { board: 'Choose the board that the Pin goes on.' },
  text: {
    // The description counts characters as code points; UTF-16 units are never fewer.
    count: 'utf16',
    max: { standard: section3(800), premium: section3(800) },
    // Older documents and clients say 500.
    safe: section3(500),
    requiredWithoutMedia: true,
    maxCashtags: null,
    linkPriceFactor: null,
  },
  thread: null,
  link: 'beside-media',
  refusedLinkDomains: null,
  title: {
    max: section3(100),
    requiredFor: [],
    shownFor: kinds,
    source: 'pinterest.md section 3.2',
    date: read,
  },
  images: {
    max: section3(5),
    sameSize: { source: 'pinterest.md section 3.2, carousel', date: read, unverified: true },
    maxBytes: section4(20_000_000),
    // The bytes travel as base64, which makes them a third larger.
    safeBytes: section4(10_000_000),
    types: ['image/jpeg', 'image/png'],
    altTextMax: section3(500),
    altTextsTogether: true,
    animatedAlone: false,
    animated: null,
  },
  video: {
    max: section3(1),
    maxBytes: section4(2_000_000_000),
    types: ['video/mp4', 'video/quicktime'],
    safe: null,
    duration: { min: section4(4000), max: section4(15 * 60_000) },
    ratio: { min: section4(1 / 2), max: section4(1.91) },
    codecs: ['avc', 'hevc'],
  },
  mixesPhotosAndVideos: false,
};
