import type { Platform } from '../platform.ts';
import { classify } from './errors.ts';
import { metrics } from './metrics.ts';
import { oauth } from './oauth.ts';
import { newestPosts, probe, readBack } from './posts.ts';
import { publish } from './publish.ts';
import { publicAddress } from './urn.ts';

/** LinkedIn, the versioned REST API, by the contract page platforms/linkedin.md. For people and for company Pages. */
export const linkedin: Platform = {
  id: 'linkedin',
  name: 'LinkedIn',
  oauth,
  publish,
  newestPosts,
  readBack,
  metrics,
  probe,
  permalink: (_account, remoteId) => publicAddress(remoteId),
  classify,
};
