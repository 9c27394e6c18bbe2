import type { Platform } from '../platform.ts';
import { classify } from './errors.ts';
import { metrics } from './metrics.ts';
import { oauth } from './oauth.ts';
import { publish } from './publish.ts';
import { newestPosts, permalink, readBack } from './read.ts';

/** YouTube, Data API v3, by the contract page platforms/youtube.md. */
export const youtube: Platform = {
  id: 'youtube',
  name: 'YouTube',
  oauth,
  publish,
  newestPosts,
  readBack,
  metrics,
  permalink: (_account, remoteId) => permalink(remoteId),
  classify,
};
