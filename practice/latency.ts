import { type Platform, playedPlatforms } from './hosts.ts';

/** Milliseconds added to every answer of a platform; none at the start. */
export function noLatency(): Record<Platform, number> {
  return Object.fromEntries(playedPlatforms.map((platform) => [platform, 0])) as Record<Platform, number>;
}
