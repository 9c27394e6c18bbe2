import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Store } from '../store/database.ts';

/** So many daily copies are kept. */
const KEPT = 14;

/** Once a day: a consistent copy, opened and checked before it counts. Null: today's is there already. */
export function backUp(store: Store, folder: string, now: number): string | null {
  mkdirSync(folder, { recursive: true });
  const name = `picscripter-${new Date(now).toISOString().slice(0, 10)}.db`;
  const path = join(folder, name);
  if (existsSync(path)) return null;
  for (const file of readdirSync(folder)) if (file.endsWith('.part')) rmSync(join(folder, file));
  const unfinished = `${path}.part`;
  try {
    store.raw.prepare('VACUUM INTO ?').run(unfinished);
    check(unfinished);
    renameSync(unfinished, path);
  } finally {
    // On a full disk half a copy would take what little room is left.
    rmSync(unfinished, { force: true });
  }
  const old = readdirSync(folder)
    .filter((file) => /^picscripter-\d{4}-\d{2}-\d{2}\.db$/.test(file))
    .sort()
    .slice(0, -KEPT);
  for (const file of old) rmSync(join(folder, file), { force: true });
  return `${name} written`;
}

function check(file: string): void {
  const copy = new Database(file, { readonly: true });
  try {
    const verdict = copy.pragma('quick_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`the backup is damaged: ${String(verdict)}`);
  } finally {
    copy.close();
  }
}
