import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { client } from './client.ts';

/**
 * Query and mutation options of every route: `useQuery(api.posts.get.queryOptions({ input: { id } }))`. Routes
 * without input take `{ input: {} }`.
 */
export const api = createTanstackQueryUtils(client);
