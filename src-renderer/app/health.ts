import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';

/** How the running app is. Asked again every 30 s, because a publisher that stopped cannot tell. */
export function useHealth() {
  return useQuery(api.app.health.queryOptions({ input: {}, refetchInterval: 30_000 }));
}
