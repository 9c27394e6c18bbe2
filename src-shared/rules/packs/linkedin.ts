import type { Figure, RulePack } from '../rule-pack.ts';

const read = '2026-11-24';
const section5 = (value: number): Figure => ({ value, source: 'linkedin.md section 5', date: read });
/** Of the escaped text; which form is counted is not documented, so the longer one is. */
const commentary: Figure = { value: 3000, source: 'linkedin.md section 4', date: read, unverified: true };

/** What LinkedIn allows. Each figure names the section of the contract page platforms/linkedin.md. */
export const linkedinRules: RulePack = {
  platform: 'linkedin',
  name: 'LinkedIn',
  kinds: ['text', 'link', 'image', 'images', 'video', 'document'],
  options: ['link', 'title', 'description', 'privacy', 'firstComment'],
  text: {
    count: 'little-text',
    max: { standard: commentary, premium: commentary },
    requiredWithoutMedia: true,
    maxCashtags: null,
    linkPriceFactor: null,
  },
  thread: null,
  link: 'own-field',
  refusedLinkDomains: null,
  linkCard: { source: 'linkedin.md section 3.1', date: read },
  title: {
    requiredFor: ['link', 'document'],
    shownFor: ['link', 'document', 'video'],
    source: 'linkedin.md section 3.1',
    date: read,
  },
  privacy: {
    values: [
      { value: 'PUBLIC', label: 'Anyone' },
      { value: 'CONNECTIONS', label: 'Connections only' },
      { value: 'LOGGED_IN', label: 'Anyone signed in to LinkedIn' },
    ],
    source: 'linkedin.md section 3.1',
    date: read,
  },
  images: {
    max: section5(20),
    // LinkedIn documents no limit of bytes.
    maxBytes: { ...section5(8_000_000), unverified: true },
    safeBytes: null,
    // "Fewer than 36,152,320".
    maxPixels: section5(36_152_319),
    types: ['image/jpeg', 'image/png', 'image/gif'],
    altTextMax: null,
    animatedAlone: false,
    animated: null,
  },
  video: {
    max: { value: 1, source: 'linkedin.md section 3.1', date: read },
    minBytes: section5(75_000),
    maxBytes: section5(500_000_000),
    types: ['video/mp4'],
    safe: null,
    duration: { min: section5(3000), max: section5(30 * 60_000) },
    ratio: { min: section5(1 / 2.4), max: section5(2.4) },
  },
  document: { maxBytes: section5(100_000_000), types: ['application/pdf'] },
  // The numbers are not published; this one is commonly quoted.
  allowances: [{ per: 'account', max: { ...section5(150), unverified: true }, window: { daysIn: 'UTC' } }],
  mixesPhotosAndVideos: false,
};
