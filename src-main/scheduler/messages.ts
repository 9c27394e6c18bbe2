import type { KeySet } from '#shared/security/key-set.ts';

/** What a worker is given at its start. Keys by memory only; they are never written anywhere. */
export interface WorkerGift {
  databaseFile: string;
  mediaFolder: string;
  backupFolder: string;
  hosts: readonly (readonly [string, string])[] | null;
  publicMedia?: string | undefined;
  keys: KeySet;
}

/** Main thread -> worker. `cancel` is Bree's word. */
export type ToWorker = 'wake' | 'cancel';

/** Worker -> main thread. `cancelled` and `done` are Bree's words. */
export type FromWorker =
  | 'cancelled'
  | 'done'
  | { kind: 'changed'; postId: string; connectionId: string }
  | { kind: 'tick'; at: number; nextAt: number | null }
  | { kind: 'sending'; count: number }
  | { kind: 'log'; level: 'info' | 'warn'; message: string; facts: Record<string, unknown> };
