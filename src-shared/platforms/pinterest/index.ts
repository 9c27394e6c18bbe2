import type { Platform } from '../platform.ts';
import { choices } from './choices.ts';
import { classify } from './errors.ts';
import { metrics } from './metrics.ts';
import { oauth } from './oauth.ts';
import { permalinkOf } from './pin.ts';
import { publish } from './publish.ts';
import { newestPosts, readBack } from './read.ts';

/** Pinterest, API v5, by the contract page platforms/pinterest.md. */
export const pinterest: Platform = {
  id: 'pinterest',
  name: 'Pinterest',
  oauth,
  publish,
  newestPosts,
  readBack,
  metrics,
  choices,
  permalink: (_account, remoteId) => permalinkOf(remoteId),
  classify,
};
