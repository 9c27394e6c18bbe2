import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Store } from './database.ts';
import { migrations } from './migrations/all.ts';

/** A store that lives in memory: the same SQLite, schema and checks, without a file. For tests. */
export function openMemoryStore(): Store {
  const raw = new Database(':memory:');
  raw.pragma('foreign_keys = ON');
  for (const { sql } of migrations) raw.exec(sql);
  return { db: drizzle({ client: raw, casing: 'snake_case' }), raw, close: () => raw.close() };
}
