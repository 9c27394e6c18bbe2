import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-24';
const section4 = (value: number): Figure => ({ value, source: 'instagram.md section 4', date: read });
/** "Characters"; the unit is not documented, and UTF-16 units are never fewer. */
const caption: Figure = { ...section4(2200), unverified: true };

/** What Instagram allows. Each figure names the section of the contract page platforms/instagram.md. */
export const instagramRules: RulePack = {
  platform: 'instagram',
  name: 'Instagram',
  kinds: ['image', 'images', 'reel', 'story'],
  options: ['placement', 'firstComment', 'madeWithAi'],
  text: {
    count: 'utf16',
    max: { standard: caption, premium: caption },
    requiredWithoutMedia: false,
    maxCashtags: null,
    linkPriceFactor: null,
    hashtags: {
      // Announced in December 2025; the reference still says 30.
      safe: { ...section4(5), unverified: true },
      max: section4(30),
    },
    mentions: { max: section4(20) },
  },
  thread: null,
  link: 'in-text',
  refusedLinkDomains: null,
  placements: {
    values: [
      { value: 'feed', label: 'Post', takes: ['image', 'images'], without: [] },
      { value: 'reel', label: 'Reel', takes: ['video'], without: [] },
      {
        value: 'story',
        label: 'Story',
        takes: ['image', 'video'],
        without: ['caption', 'firstComment'],
        lasts: { value: 24 * 60 * 60_000, source: 'instagram.md section 6', date: read },
      },
    ],
    source: 'instagram.md section 3',
    date: read,
  },
  images: {
    max: section4(10),
    maxBytes: section4(8_000_000),
    safeBytes: null,
    types: ['image/jpeg'],
    // Wider ones are scaled down by Instagram.
    width: { min: section4(320) },
    ratio: { min: section4(4 / 5), max: section4(1.91) },
    altTextMax: { value: 1000, source: 'instagram.md section 3', date: read },
    animatedAlone: false,
    animated: null,
  },
  video: {
    max: section4(10),
    maxBytes: section4(300_000_000),
    types: ['video/mp4', 'video/quicktime'],
    safe: null,
    duration: { min: section4(3000), max: section4(15 * 60_000) },
    width: { max: section4(1920) },
    ratio: { min: section4(0.01), max: section4(10) },
    frameRate: { min: section4(23), max: section4(60) },
    codecs: ['avc', 'hevc'],
    audioCodecs: ['aac'],
  },
  byKind: {
    story: {
      // A picture of any shape gets bars; no ratio is documented, so that of a video is taken.
      images: {
        ratio: {
          min: { ...section4(0.1), unverified: true },
          max: { ...section4(10), unverified: true },
        },
      },
      video: {
        max: section4(1),
        maxBytes: section4(100_000_000),
        duration: { min: section4(3000), max: section4(60_000) },
        ratio: { min: section4(0.1), max: section4(10) },
      },
    },
  },
  publicAddress: {
    kinds: ['image', 'images', 'reel', 'story'],
    notFor: ['facebook'],
    instead: 'Connect the account by way of its Facebook Page instead: then the files can be sent.',
    detour: {
      kinds: ['image', 'images', 'story'],
      message:
        'Instagram fetches pictures from the internet, and this computer has no public address. They go by way of the Facebook Page instead, unseen there. Whether Instagram still takes them like that is not certain.',
    },
    source: 'instagram.md section 3.1',
    date: read,
  },
  // The guide says 100, three other places 50.
  allowances: [
    { per: 'account', max: { ...section4(50), unverified: true }, window: { rollingMs: 24 * 60 * 60_000 } },
  ],
  mixesPhotosAndVideos: true,
};
