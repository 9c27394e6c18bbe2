import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-24';
const section5 = (value: number): Figure => ({ value, source: 'tiktok.md section 5', date: read });
const unverified = (value: number): Figure => ({ ...section5(value), unverified: true });

const music = {
  text: 'Music Usage Confirmation',
  link: 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en',
};
const policy = {
  text: 'Branded Content Policy',
  link: 'https://www.tiktok.com/legal/page/global/bc-policy/en',
};
const caption = { max: section5(4000) };

/** What TikTok allows. Each figure names the section of the contract page platforms/tiktok.md. */
export const tiktokRules: RulePack = {
  platform: 'tiktok',
  name: 'TikTok',
  kinds: ['image', 'images', 'video'],
  options: [
    'title',
    'privacy',
    'allow',
    'yourBrand',
    'brandedContent',
    'madeWithAi',
    'coverMs',
    'autoMusic',
    'asDraft',
    'agreed',
  ],
  text: {
    count: 'utf16',
    // Of a video; photos have another one below.
    max: { standard: section5(2200), premium: section5(2200) },
    requiredWithoutMedia: false,
    maxCashtags: null,
    linkPriceFactor: null,
  },
  thread: null,
  link: 'in-text',
  refusedLinkDomains: null,
  title: {
    max: section5(90),
    requiredFor: [],
    shownFor: ['image', 'images'],
    source: 'tiktok.md section 5',
    date: read,
  },
  privacy: {
    values: [
      { value: 'PUBLIC_TO_EVERYONE', label: 'Everyone' },
      { value: 'FOLLOWER_OF_CREATOR', label: 'Followers' },
      { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends' },
      { value: 'SELF_ONLY', label: 'Only me' },
    ],
    choose: 'Choose who may see the post on TikTok.',
    source: 'tiktok.md section 4.1',
    date: read,
  },
  allow: {
    values: [
      { value: 'comment', label: 'Comments' },
      { value: 'duet', label: 'Duets' },
      { value: 'stitch', label: 'Stitches' },
    ],
    source: 'tiktok.md section 4.1',
    date: read,
  },
  brandedContent: { refusedPrivacy: 'SELF_ONLY', source: 'tiktok.md section 4.1', date: read },
  terms: {
    usual: {
      id: 'tiktok-music-2026-11',
      parts: [{ text: 'By posting, you agree to TikTok’s ' }, music, { text: '.' }],
    },
    branded: {
      id: 'tiktok-branded-2026-11',
      parts: [
        { text: 'By posting, you agree to TikTok’s ' },
        policy,
        { text: ' and ' },
        music,
        { text: '.' },
      ],
    },
    source: 'tiktok.md section 4.1',
    date: read,
  },
  images: {
    max: section5(35),
    maxBytes: section5(20_000_000),
    safeBytes: null,
    types: ['image/jpeg', 'image/webp'],
    // "Maximum 1080p": how TikTok measures it is not known.
    maxSize: { longer: unverified(1920), shorter: unverified(1080) },
    // Photos have no descriptions there.
    altTextMax: null,
    animatedAlone: false,
    animated: null,
  },
  video: {
    max: section5(1),
    maxBytes: section5(4_000_000_000),
    types: ['video/mp4', 'video/quicktime', 'video/webm'],
    safe: null,
    // An account may be allowed less; TikTok tells when it is posted.
    duration: { max: section5(600_000) },
    side: { min: section5(360), max: section5(4096) },
    frameRate: { min: section5(23), max: section5(60) },
    codecs: ['avc', 'hevc', 'vp8', 'vp9'],
  },
  byKind: { image: { text: caption }, images: { text: caption } },
  publicAddress: {
    kinds: ['image', 'images'],
    instead:
      'Make a video of the photos, which TikTok takes directly, or send it as a draft. Or set up the relay, which serves the photos for TikTok.',
    source: 'tiktok.md section 4.3',
    date: read,
  },
  // "Typically around 15", counted over all apps.
  allowances: [{ per: 'account', max: unverified(15), window: { rollingMs: 24 * 60 * 60_000 } }],
  mixesPhotosAndVideos: false,
};
