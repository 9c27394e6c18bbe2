import type { PlatformId } from '../model/platform-id.ts';
import { facebook } from './facebook/index.ts';
import { instagram } from './instagram/index.ts';
import { linkedin } from './linkedin/index.ts';
import { pinterest } from './pinterest/index.ts';
import type { Platform } from './platform.ts';
import { tiktok } from './tiktok/index.ts';
import { x } from './x/index.ts';
import { youtube } from './youtube/index.ts';

/** Every platform Picscripter can post to. A new one is a folder beside this file and a line in here. */
export const platforms: Readonly<Record<PlatformId, Platform>> = {
  x,
  facebook,
  instagram,
  linkedin,
  pinterest,
  youtube,
  tiktok,
};
