import Database from 'better-sqlite3';

import type { Store } from './database.ts';
import { drizzleOver } from './drizzle.ts';
import { migrations } from './migrations/all.ts';

/** A store that lives in memory: the same SQLite, schema and checks, without a file. For tests. */
export function openMemoryStore(): Store {
  const raw = new Database(':memory:');
  raw.pragma('foreign_keys = ON');
  for (const { sql } of migrations) raw.exec(sql);
  return { db: drizzleOver(raw), raw, close: () => raw.close() };
}
