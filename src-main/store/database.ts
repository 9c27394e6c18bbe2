import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { AppError } from '#shared/model/app-error.ts';
import { drizzleOver } from './drizzle.ts';
import { migrateFile, type Migration } from './migrate.ts';
import { migrations } from './migrations/all.ts';

export interface Store {
  db: BetterSQLite3Database;
  raw: Database.Database;
  close(): void;
}

/** A connection inside or outside of a transaction; what one-operation functions take. */
export type Db = Pick<
  BetterSQLite3Database,
  'select' | 'insert' | 'update' | 'delete' | 'all' | 'get' | 'run'
>;

/**
 * Opens the database file, migrated to what this version knows.
 * @throws AppError with a sentence when it is newer, damaged, read-only, the disk is full, or it cannot be migrated
 */
export function openStore(file: string, steps: readonly Migration[] = migrations): Store {
  let store: Store | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true });
    migrateFile(file, steps);
    store = connect(file);
    checkPages(store);
    return store;
  } catch (fault) {
    store?.close();
    const known = storeFault(fault);
    if (known instanceof AppError) throw known;
    const told = new AppError(
      'INTERNAL',
      'Your data could not be brought up to this version of Picscripter. They are as they were before; use the version you had until there is a newer one.',
      { action: 'update-app' },
    );
    told.cause = fault;
    throw told;
  }
}

/** Larger files would make the start slow; they are read through by the daily backup. */
const CHECKED_BYTES = 32 * 1024 * 1024;

/** Damage is told at the start, before anything is published from it. */
function checkPages({ raw }: Store): void {
  const size = (name: string) => raw.pragma(name, { simple: true }) as number;
  if (size('page_count') * size('page_size') > CHECKED_BYTES) return;
  if (raw.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged();
}

/** A further connection to a file that is already migrated, for worker threads. */
export function connect(file: string): Store {
  const raw = new Database(file);
  raw.pragma('journal_mode = WAL');
  // Explicit: this build drops to NORMAL under WAL, and a lost commit of "published" would publish twice.
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('busy_timeout = 5000');
  raw.pragma('cache_size = -8000');
  return { db: drizzleOver(raw), raw, close: () => raw.close() };
}

/** One business action in one transaction. IMMEDIATE: a second writer waits instead of failing at its first write. */
export function inTransaction<T>(store: Store, action: (db: Db) => T): T {
  return store.db.transaction((tx) => action(tx), { behavior: 'immediate' });
}

/** SQLite's faults as sentences. What is not one of them passes as it is. */
export function storeFault(fault: unknown): unknown {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : '';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged();
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'DISK_FULL',
      'The disk is full. Free some space and try again; what you had is unchanged.',
      { action: 'free-space' },
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)
  ) {
    return new AppError(
      'DISK_FULL',
      'The data folder cannot be written to. Check that it belongs to you and that the disk is not write-protected.',
      {
        action: 'free-space',
      },
    );
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return new AppError(
      'DISK_FULL',
      'The disk did not take the change. Check that it is connected and has room, then try again.',
      {
        action: 'free-space',
      },
    );
  }
  return fault;
}

function damaged(): AppError {
  return new AppError(
    'INTERNAL',
    'The data file is damaged. Nothing was changed. Restore a backup from the "backups" folder beside it, or move the file away to start anew.',
  );
}
