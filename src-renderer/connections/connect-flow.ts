import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { AttemptView } from '#shared/contract/connections.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { toApiError } from '#ui/api/api-error.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';

/** What is being connected: a further account of a platform, or one that is renewed in place. */
export interface Wish {
  platform: PlatformId;
  reconnect: { id: string; name: string } | null;
}

/** Which wish the connect dialog is about; null: closed. */
export const useConnectDialog = create<{ wish: Wish | null }>(() => ({ wish: null }));

export function openConnect(platform: PlatformId, reconnect: Wish['reconnect'] = null): void {
  useConnectDialog.setState({ wish: { platform, reconnect } });
}

/**
 *   ready -> starting -> waiting -> choose -> done
 *                  \-> failed <-/
 *
 * `done` may follow `waiting` at once, where there is nothing to choose. `failed` starts again by hand.
 */
export type Step =
  | { is: 'ready' }
  | { is: 'starting' }
  | { is: 'failed'; message: string; needsApp: boolean }
  | { is: 'waiting' | 'choose' | 'done'; attempt: AttemptView };

interface Facts {
  /** The request that starts an attempt. */
  start: Pick<UseMutationResult, 'isPending' | 'error'>;
  /** The attempt as it was told last; undefined before the first. */
  attempt: AttemptView | undefined;
  /** Why it could not be read: it is over, or the app was started anew. */
  attemptError: unknown;
}

/** Where connecting stands. Pure, so that every way through it can be tested. */
export function stepOf({ start, attempt, attemptError }: Facts): Step {
  if (start.isPending) return { is: 'starting' };
  const failure = start.error ?? attemptError;
  if (failure !== null && failure !== undefined) {
    const error = toApiError(failure);
    if (error.code === 'NOT_FOUND') {
      return {
        is: 'failed',
        message: 'This took too long, so it was stopped. Start again.',
        needsApp: false,
      };
    }
    return { is: 'failed', message: error.message, needsApp: error.code === 'NOT_CONNECTED' };
  }
  if (attempt === undefined) return { is: 'ready' };
  if (attempt.state === 'failed') return { is: 'failed', message: attempt.message, needsApp: false };
  return { is: attempt.state, attempt };
}

const attemptKey = (id: string) => api.connections.attempt.queryKey({ input: { id } });

/** Runs one wish. The attempt itself lives at the desktop; here is only which one it is. */
export function useConnectFlow({ platform, reconnect }: Wish) {
  const start = useMutation(
    api.connections.connect.mutationOptions({
      onSuccess: (attempt) => queryClient.setQueryData(attemptKey(attempt.id), attempt),
    }),
  );
  const id = start.data?.id;
  const followed = useQuery(
    api.connections.attempt.queryOptions({
      input: { id: id ?? '' },
      enabled: id !== undefined,
      // The event says so at once; asking now and then is for the time when it was missed.
      refetchInterval: (query) => (query.state.data?.state === 'waiting' ? 2000 : false),
    }),
  );
  const choose = useMutation(
    api.connections.choose.mutationOptions({
      onSuccess: (attempt) => {
        queryClient.setQueryData(attemptKey(attempt.id), attempt);
        void queryClient.invalidateQueries({ queryKey: api.connections.list.key() });
      },
    }),
  );
  const cancel = useMutation(api.connections.cancelAttempt.mutationOptions());

  const begin = (consent?: string) =>
    start.mutate({
      platform,
      ...(reconnect !== null && { reconnectId: reconnect.id }),
      ...(consent !== undefined && { consent }),
    });

  const step = stepOf({
    start,
    attempt: id === undefined ? undefined : followed.data,
    attemptError: id === undefined ? null : followed.error,
  });
  return {
    step,
    choosing: choose,
    /** What was asked for last. */
    consent: start.variables?.consent,
    begin,
    /** Once more, with what was chosen the first time. */
    again: () => begin(start.variables?.consent),
    choose: (accountIds: string[]) => {
      if (id !== undefined) choose.mutate({ id, accountIds });
    },
    /** Lets go of the attempt when the seller leaves before it has ended. */
    stop: () => {
      if (id !== undefined && (step.is === 'waiting' || step.is === 'choose')) cancel.mutate({ id });
    },
  };
}
