import type { Platform } from '../platform.ts';
import { classify } from './errors.ts';
import { newestPosts, profileOf } from './media-list.ts';
import { metrics } from './metrics.ts';
import { oauth } from './oauth.ts';
import { publish } from './publish.ts';
import { readBack } from './read-back.ts';

/** Professional Instagram accounts, by the Instagram Platform's content publishing, with either of its logins. */
export const instagram: Platform = {
  id: 'instagram',
  name: 'Instagram',
  oauth,
  publish,
  newestPosts,
  readBack,
  metrics,
  // The address of a post has a shortcode in it, which its id does not tell.
  permalink: ({ handle }) => profileOf(handle),
  classify,
};
