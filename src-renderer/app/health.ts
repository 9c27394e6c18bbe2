import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';

/** How the running app is. Asked again by time, because an app that stopped cannot tell. */
export function useHealth() {
  return useQuery(
    api.app.health.queryOptions({
      input: {},
      refetchInterval: (query) => (query.state.error === null ? 30_000 : 3000),
    }),
  );
}
