import type { Platform } from '../platform.ts';
import { classify } from './errors.ts';
import { publicAddress } from './graph.ts';
import { metrics } from './metrics.ts';
import { oauth } from './oauth.ts';
import { newestPosts } from './posts.ts';
import { publish } from './publish.ts';
import { readBack } from './read-back.ts';

/** Facebook Pages, by the Graph API. */
export const facebook: Platform = {
  id: 'facebook',
  name: 'Facebook',
  oauth,
  publish,
  newestPosts,
  readBack,
  metrics,
  permalink: (_account, remoteId) => publicAddress(remoteId),
  classify,
};
