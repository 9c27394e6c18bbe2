import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-23';
const section4 = (value: number): Figure => ({ value, source: 'facebook.md section 4', date: read });
/** "Folklore used by all clients": Meta documents no limit. */
const message: Figure = { ...section4(63_206), unverified: true };

/** What a Facebook Page allows. Each figure names the section of the contract page platforms/facebook.md. */
export const facebookRules: RulePack = {
  platform: 'facebook',
  name: 'Facebook',
  kinds: ['text', 'link', 'image', 'images', 'video'],
  options: ['link'],
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
  mixesPhotosAndVideos: false,
};
