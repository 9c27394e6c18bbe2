import type { AttachedMedia } from '../model/content.ts';

/** Not whole seconds: posts are due on those, and the claim's flush to disk would delay one. */
const TEXT_MS = 2350;
const MEDIA_MS = 60_000;
/** A slow line, in bytes a ms: 2 Mbit a second. */
const SLOW_LINE = 250;

/** Upload addresses live for an hour at the shortest (tiktok.md section 4.2). */
export const LONGEST_LEAD_MS = 45 * 60_000;

/** How long before the due instant the work on a target begins, ms: its files are up before then, on a slow line too. */
export function leadMs(media: readonly Pick<AttachedMedia, 'size'>[]): number {
  if (media.length === 0) return TEXT_MS;
  const bytes = media.reduce((sum, { size }) => sum + size, 0);
  return Math.min(MEDIA_MS + Math.ceil(bytes / SLOW_LINE), LONGEST_LEAD_MS);
}
