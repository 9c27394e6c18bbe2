import { AppError } from '#shared/model/app-error.ts';
import type { Sealer } from './sealer.ts';

/** One sealed cell of the store. */
export interface SealedCell {
  boundTo: string;
  sealed: string;
  /** Writes the new text, only where the cell still holds `sealed`; false when it has changed since. */
  replace(resealed: string): boolean | Promise<boolean>;
}

export interface Reencrypted {
  /** Cells that were written anew. */
  resealed: number;
  /** Cells that had the current key, or got it from someone else meanwhile. */
  current: number;
  /** Cells that cannot be opened; they are left as they are. */
  unreadable: string[];
}

/** Walks all sealed cells and seals each with the current key. Safe to stop and to run again. */
export async function reencrypt(
  sealer: Pick<Sealer, 'reseal'>,
  cells: Iterable<SealedCell> | AsyncIterable<SealedCell>,
): Promise<Reencrypted> {
  const count: Reencrypted = { resealed: 0, current: 0, unreadable: [] };
  for await (const cell of cells) {
    try {
      const resealed = await sealer.reseal(cell.sealed, cell.boundTo);
      const written = resealed !== cell.sealed && (await cell.replace(resealed));
      if (written) count.resealed += 1;
      else count.current += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      count.unreadable.push(cell.boundTo);
    }
  }
  return count;
}
