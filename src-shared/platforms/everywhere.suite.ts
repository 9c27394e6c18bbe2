import { type PlatformId, platformIds } from '../model/platform-id.ts';
import type { Platform } from './platform.ts';

/** One platform in the place of each. */
export function everywhere(platform: Platform): Record<PlatformId, Platform> {
  return Object.fromEntries(platformIds.map((id) => [id, platform])) as Record<PlatformId, Platform>;
}
