import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';

/** The seller's photos and videos, newest first, page by page. */
export function useMedia(search: string) {
  return useInfiniteQuery(
    api.media.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(search === '' ? {} : { search }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
}
