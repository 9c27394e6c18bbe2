import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '#shared/model/app-error.ts';

export interface Migration {
  /** 1, 2, 3 …: kept in SQLite's user_version. */
  version: number;
  name: string;
  sql: string;
  /** Tables that are gone afterwards on purpose. */
  drops?: readonly string[];
}

/**
 * Brings a database file up to date. Refuses one of a newer app; copies it aside first; runs every migration with
 * foreign keys off outside the transaction (else a table rebuild cascade-deletes children); checks foreign keys and row
 * counts after; puts the copy back when anything fails.
 * @throws AppError with a sentence for the seller
 */
export function migrateFile(
  file: string,
  migrations: readonly Migration[],
): { from: number; to: number; backup: string | null } {
  const latest = migrations.at(-1)?.version ?? 0;
  const fresh = !existsSync(file);
  const db = new Database(file);
  let backup: string | null = null;
  try {
    const from = db.pragma('user_version', { simple: true }) as number;
    if (from > latest) {
      throw new AppError(
        'CONFLICT',
        'These data were written by a newer version of Picscripter. Update the app to open them; nothing was changed.',
        { action: 'update-app' },
      );
    }
    if (from === latest) return { from, to: latest, backup };
    if (!fresh) {
      // VACUUM INTO copies a consistent state including what still stands in the write-ahead log.
      backup = `${file}.before-v${latest}`;
      rmSync(backup, { force: true });
      db.prepare('VACUUM INTO ?').run(backup);
    }
    db.pragma('foreign_keys = OFF');
    for (const migration of migrations.filter((one) => one.version > from)) apply(db, migration);
    return { from, to: latest, backup };
  } catch (fault) {
    db.close();
    if (backup !== null) putBack(backup, file);
    throw fault;
  } finally {
    if (db.open) db.close();
  }
}

/** In one move: the file is at no moment half a copy, whatever happens meanwhile. */
function putBack(backup: string, file: string): void {
  const copy = `${file}.restored`;
  copyFileSync(backup, copy);
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  renameSync(copy, file);
}

function apply(db: Database.Database, { version, name, sql, drops = [] }: Migration): void {
  const before = rowCounts(db);
  db.transaction(() => {
    db.exec(sql);
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`migration ${name} breaks ${broken.length} references`);
    const after = rowCounts(db);
    for (const [table, had] of before) {
      if (!drops.includes(table) && (after.get(table) ?? 0) < had)
        throw new Error(`migration ${name} loses rows of ${table}`);
    }
    db.pragma(`user_version = ${version}`);
  })();
}

function rowCounts(db: Database.Database): Map<string, number> {
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'posts_fts%'",
    )
    .all();
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const row = db
      .prepare<[], { count: number }>(`SELECT count(*) AS count FROM "${name.replaceAll('"', '""')}"`)
      .get();
    counts.set(name, row?.count ?? 0);
  }
  return counts;
}
