import { notifyManager, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

// What came is shown at once: the usual timer lets a frame without it be painted first.
notifyManager.setScheduler(queueMicrotask);

/**
 * The window's only copy of server data. Events say when it is stale, so it is not asked for again by time or focus;
 * reads are tried again when nobody answered, writes never by themselves.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => error instanceof ApiError && error.code === 'UNREACHABLE' && failures < 2,
    },
    mutations: { networkMode: 'always' },
  },
});
