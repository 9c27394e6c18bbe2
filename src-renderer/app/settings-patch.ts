import { useMutation } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { toastError } from '#ui/ui/toast.tsx';

const settingsKey = api.app.settings.queryKey({ input: {} });

/** Changes settings at once and shows them so; takes it back when the desktop refuses. */
export function usePatchSettings() {
  return useMutation(
    api.app.patchSettings.mutationOptions({
      onMutate: (change) => {
        const before = queryClient.getQueryData(settingsKey);
        if (before !== undefined) {
          const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
          queryClient.setQueryData(settingsKey, { ...before, ...known });
        }
        return { before };
      },
      onSuccess: (settings) => queryClient.setQueryData(settingsKey, settings),
      onError: (error, _change, kept) => {
        queryClient.setQueryData(settingsKey, kept?.before);
        toastError(error);
      },
    }),
  );
}
