import type { PlatformId } from '#shared/model/platform-id.ts';

/** The page on which a platform is set up; where each of several consents has an app of its own, for that of one of them. */
export function setupAddress(platform: PlatformId, consent?: string): string {
  const query = consent === undefined || consent === '' ? '' : `?consent=${encodeURIComponent(consent)}`;
  return `/connections/setup/${platform}${query}`;
}
