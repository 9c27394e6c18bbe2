import type { Platform } from '../platform.ts';
import { choices } from './creator.ts';
import { classify } from './errors.ts';
import { oauth } from './oauth.ts';
import { publish } from './publish.ts';
import { newestPosts, permalink, readBack } from './read.ts';

/** TikTok, Login Kit and Content Posting API v2, by the contract page platforms/tiktok.md. */
export const tiktok: Platform = {
  id: 'tiktok',
  name: 'TikTok',
  oauth,
  publish,
  newestPosts,
  readBack,
  choices,
  permalink: ({ handle }, remoteId) => permalink(handle, remoteId),
  classify,
};
