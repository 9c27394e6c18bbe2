import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { WhenInput } from '#shared/contract/schedule.ts';
import { toApiError } from '#ui/api/api-error.ts';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { toast, toastError } from '#ui/ui/toast.tsx';
import type { Waiting } from './attention.ts';

export type Decision =
  | { is: 'published'; remoteId?: string }
  | { is: 'publish'; when: WhenInput }
  | { is: 'drop' };

export interface Deciding {
  /** The one that is being decided; its buttons wait. */
  busy: string | null;
  /** Says `done` when the server took it, else why not. */
  decide: (waiting: Waiting, decision: Decision, done: string) => Promise<void>;
  /** One after the other; tells at the end how many were taken, and why the others were not. */
  decideAll: (decisions: readonly [Waiting, Decision][], done: (count: number) => string) => Promise<void>;
}

export function useDecide(): Deciding {
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);

  const deciding = useMemo(() => {
    const ask = ({ post, target }: Waiting, decision: Decision) =>
      client.schedule.resolve({ id: post.id, targetId: target.id, decision });
    const finish = async () => {
      await queries.invalidateQueries({ queryKey: api.targets.attention.key() });
      setBusy(null);
    };

    async function decide(waiting: Waiting, decision: Decision, done: string): Promise<void> {
      setBusy(waiting.target.id);
      try {
        await ask(waiting, decision);
        toast.success(done);
      } catch (error) {
        toastError(error, { postId: waiting.post.id, targetId: waiting.target.id });
      }
      await finish();
    }

    async function decideAll(decisions: readonly [Waiting, Decision][], done: (count: number) => string) {
      const refusals: string[] = [];
      for (const [waiting, decision] of decisions) {
        setBusy(waiting.target.id);
        await ask(waiting, decision).catch((error: unknown) => refusals.push(toApiError(error).message));
      }
      await finish();
      const taken = decisions.length - refusals.length;
      if (taken > 0) toast.success(done(taken));
      for (const message of new Set(refusals)) toast.error(message, { duration: 12_000 });
    }

    return { decide, decideAll };
  }, [queries]);

  return { busy, ...deciding };
}
