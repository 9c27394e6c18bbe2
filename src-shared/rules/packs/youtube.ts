import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-24';
const section4 = (value: number): Figure => ({ value, source: 'youtube.md section 4', date: read });
const none: Figure = { value: 0, source: 'youtube.md section 3, only videos', date: read };
/** Bytes of the description, which is what the caption becomes. */
const description = section4(5000);

/** What YouTube allows. Each figure names the section of the contract page platforms/youtube.md it was taken from. */
export const youtubeRules: RulePack = {
  platform: 'youtube',
  name: 'YouTube',
  kinds: ['video'],
  options: ['title', 'tags', 'privacy', 'madeForKids', 'madeWithAi', 'thumbnail', 'publishAt'],
  text: {
    count: 'utf8',
    max: { standard: description, premium: description },
    requiredWithoutMedia: false,
    maxCashtags: null,
    linkPriceFactor: null,
    refused: { characters: ['<', '>'], source: 'youtube.md section 4', date: read },
  },
  title: {
    // The unit of "characters" is not documented; UTF-16 units are never fewer.
    max: { ...section4(100), unverified: true },
    requiredFor: ['video'],
    shownFor: ['video'],
    source: 'youtube.md section 4',
    date: read,
  },
  tags: { max: section4(500) },
  privacy: {
    values: [
      { value: 'public', label: 'Public' },
      { value: 'unlisted', label: 'Unlisted: anyone with the link' },
      { value: 'private', label: 'Private: only you' },
    ],
    source: 'youtube.md section 3',
    date: read,
  },
  thumbnail: {
    maxBytes: { value: 50_000_000, source: 'youtube.md section 3.2', date: read },
    types: ['image/jpeg', 'image/png'],
  },
  thread: null,
  link: 'in-text',
  refusedLinkDomains: null,
  images: {
    max: none,
    maxBytes: none,
    safeBytes: null,
    types: [],
    altTextMax: null,
    animatedAlone: false,
    animated: null,
  },
  video: {
    max: { value: 1, source: 'youtube.md section 3', date: read },
    maxBytes: section4(256_000_000_000),
    types: ['video/mp4', 'video/quicktime', 'video/webm'],
    safe: null,
    // More than 15 minutes only where the channel's `longUploadsStatus` is "allowed".
    duration: { safe: section4(15 * 60_000), max: section4(12 * 60 * 60_000) },
  },
  allowances: [
    {
      per: 'app',
      max: { value: 100, source: 'youtube.md section 5', date: read },
      window: { daysIn: 'America/Los_Angeles' },
    },
  ],
  mixesPhotosAndVideos: false,
};
