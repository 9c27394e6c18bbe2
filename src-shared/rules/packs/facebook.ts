import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-24';
const DAY = 24 * 60 * 60_000;
const section4 = (value: number): Figure => ({ value, source: 'facebook.md section 4', date: read });
/** "Folklore used by all clients": Meta documents no limit. */
const message: Figure = { ...section4(63_206), unverified: true };

/** What a Facebook Page allows. Each figure names the section of the contract page platforms/facebook.md. */
export const facebookRules: RulePack = {
  platform: 'facebook',
  name: 'Facebook',
  kinds: ['text', 'link', 'image', 'images', 'video', 'reel', 'story'],
  options: ['placement', 'link', 'firstComment'],
  text: {
    count: 'utf16',
    max: { standard: message, premium: message },
    requiredWithoutMedia: true,
    maxCashtags: null,
    linkPriceFactor: null,
  },
  thread: null,
  link: 'own-field',
  refusedLinkDomains: {
    domains: ['facebook.com'],
    source: 'facebook.md section 3.1, error 1609008',
    date: read,
  },
  // A video in the feed may be long; most are shown like reels all the same.
  placements: {
    values: [
      { value: 'feed', label: 'Post', takes: ['image', 'images', 'video'], without: [] },
      { value: 'reel', label: 'Reel', takes: ['video'], without: [] },
      {
        value: 'story',
        label: 'Story',
        takes: ['image', 'video'],
        // Nor a link, which no post with a photo or video has.
        without: ['caption', 'firstComment'],
        // Not said in the contract; it is what a story is.
        lasts: { value: DAY, source: 'facebook.md section 3.5', date: read, unverified: true },
      },
    ],
    source: 'facebook.md section 3',
    date: read,
  },
  permissions: {
    firstComment: {
      scope: 'pages_manage_engagement',
      without:
        'Picscripter may not comment on this Page, so the post will go out without its first comment. Connect the Page again and leave every permission switched on.',
      source: 'facebook.md section 1',
      date: read,
    },
  },
  images: {
    max: { value: 10, source: 'facebook.md section 3.2', date: read, unverified: true },
    maxBytes: section4(10_000_000),
    // Error 1366046 speaks of 4 MB.
    safeBytes: { ...section4(4_000_000), unverified: true },
    types: ['image/jpeg', 'image/png', 'image/gif'],
    altTextMax: null,
    animatedAlone: false,
    animated: null,
  },
  video: {
    max: { value: 1, source: 'facebook.md section 3.4', date: read },
    maxBytes: { ...section4(10_000_000_000), unverified: true },
    types: ['video/mp4', 'video/quicktime'],
    safe: null,
    duration: { max: { ...section4(240 * 60_000), unverified: true } },
  },
  byKind: {
    reel: {
      video: {
        types: ['video/mp4'],
        duration: { min: section4(3000), max: section4(90_000) },
        minSize: { longer: section4(960), shorter: section4(540) },
        ratio: { min: section4(9 / 16), max: section4(16 / 9) },
        frameRate: { min: section4(24), max: section4(60) },
        codecs: ['avc', 'hevc', 'vp9', 'av1'],
        audioCodecs: ['aac'],
      },
    },
    story: {
      images: { max: section4(1) },
      video: { duration: { min: section4(3000), max: section4(60_000) } },
    },
  },
  allowances: [{ per: 'account', max: section4(30), window: { rollingMs: DAY }, kinds: ['reel'] }],
  mixesPhotosAndVideos: false,
};
