import type { Platform } from '../platform.ts';
import { classify } from './errors.ts';
import { metrics } from './metrics.ts';
import { oauth } from './oauth.ts';
import { publish } from './publish.ts';
import { newestPosts, permalink, readBack } from './read.ts';

/** X, API v2, by the contract page platforms/x.md. */
export const x: Platform = {
  id: 'x',
  name: 'X',
  oauth,
  publish,
  newestPosts,
  readBack,
  metrics,
  permalink,
  classify,
};
