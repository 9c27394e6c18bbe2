import { DatabaseError } from 'pg';

/** Writes down what came together in one transaction; answers one result an item, in their order. */
export type WriteBatch<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

export interface Grouping {
  /** ms the first of a group waits for others. */
  lingerMs: number;
  /** Items of a group at most. */
  most: number;
}

/** Two hundred posts due at one second cost one flush to disk instead of two hundred. */
const usual: Grouping = { lingerMs: 2, most: 500 };

/** Two workers locked rows of each other, or one transaction came between another's: done again, it goes through. */
const DO_AGAIN = '40';
const TRIES = 4;
/** The value of an item cannot be kept: its fault alone. */
const BAD_VALUE = ['22', '23'];

/**
 * Puts writes that come together into one durable commit. A promise resolves after that commit. A write that cannot be
 * done fails by itself and takes no other with it. Writes that depend on each other are made one after the other, as the
 * engine does.
 */
export function createGroupCommit<Item, Result>(
  write: WriteBatch<Item, Result>,
  { lingerMs, most }: Grouping = usual,
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; resolve: (result: Result) => void; reject: (fault: unknown) => void }[] = [];
  let busy = false;

  /** Those who come while one group is being written are the next. */
  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      const settled = await settle(
        write,
        group.map(({ item }) => item),
      );
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = settled[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason);
      }
    }
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      setTimeout(() => void flush(), lingerMs);
    });
}

async function settle<Item, Result>(
  write: WriteBatch<Item, Result>,
  items: readonly Item[],
): Promise<PromiseSettledResult<Result>[]> {
  try {
    const results = await again(() => write(items));
    return results.map((value) => ({ status: 'fulfilled', value }));
  } catch (reason) {
    if (items.length === 1 || !BAD_VALUE.includes(classOf(reason)))
      return items.map(() => ({ status: 'rejected', reason }));
    const alone: PromiseSettledResult<Result>[] = [];
    for (const item of items) alone.push(...(await settle(write, [item])));
    return alone;
  }
}

/** Runs a transaction again that another one stood in the way of. Nothing of it was kept. */
export async function again<T>(action: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await action();
    } catch (fault) {
      if (tries === TRIES || classOf(fault) !== DO_AGAIN) throw fault;
    }
  }
}

/** The first two letters of Postgres' error code; empty: it is not an error of a statement. */
function classOf(fault: unknown): string {
  return fault instanceof DatabaseError ? (fault.code?.slice(0, 2) ?? '') : '';
}
