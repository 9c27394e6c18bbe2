import { type Db, inTransaction, type Store } from './database.ts';

/** Runs an action in a transaction that may be shared with others asked for at the same moment. */
export type Write = <T>(action: (db: Db) => T) => Promise<T>;

/**
 * Puts writes that come together into one durable commit: two hundred posts due at one instant cost one flush to disk
 * instead of two hundred. Each action stands in a savepoint of its own, so that one that fails takes back only itself.
 * A promise resolves after the commit is durable.
 */
export function createGroupCommit(store: Store): Write {
  let waiting: { action: (db: Db) => unknown; settle: (result: Settled) => void }[] = [];

  function flush(): void {
    const group = waiting;
    waiting = [];
    let settled: Settled[];
    try {
      settled = inTransaction(store, () => group.map(({ action }) => attempt(action)));
    } catch (fault) {
      settled = group.map(() => ({ ok: false, fault }));
    }
    for (const [index, { settle }] of group.entries())
      settle(settled[index] ?? { ok: false, fault: new Error('lost') });
  }

  function attempt(action: (db: Db) => unknown): Settled {
    try {
      return { ok: true, value: store.db.transaction((tx) => action(tx)) };
    } catch (fault) {
      return { ok: false, fault };
    }
  }

  return <T>(action: (db: Db) => T) =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({
        action,
        settle: (result) => (result.ok ? resolve(result.value as T) : reject(result.fault)),
      });
    });
}

type Settled = { ok: true; value: unknown } | { ok: false; fault: unknown };
