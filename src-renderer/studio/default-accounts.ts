import { z } from 'zod';
import type { ConnectionView } from '#shared/contract/connections.ts';

const NAME = 'picscripter.accounts';

/** The accounts a new post starts with: those of the last post that went out, or the only one there is. */
export function defaultAccounts(
  connections: readonly ConnectionView[],
  storage: Storage = localStorage,
): string[] {
  const ready = connections.filter(({ state }) => state === 'ok').map(({ id }) => id);
  if (ready.length === 1) return ready;
  const last = remembered(storage.getItem(NAME));
  return ready.filter((id) => last.includes(id));
}

export function rememberAccounts(connectionIds: readonly string[], storage: Storage = localStorage): void {
  storage.setItem(NAME, JSON.stringify(connectionIds));
}

function remembered(text: string | null): string[] {
  try {
    return z.array(z.string()).safeParse(JSON.parse(text ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}
