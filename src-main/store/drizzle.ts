import type Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

/** Texts whose statements are kept; lists of different lengths make many of some queries. */
const KEPT = 200;

/**
 * Drizzle over a connection. It would have SQLite read every query anew, which costs more than most of them take; a text that
 * came before gets the statement it had.
 */
export function drizzleOver(raw: Database.Database): BetterSQLite3Database {
  const kept = new Map<string, Database.Statement>();

  function prepare(text: string): Database.Statement {
    const known = kept.get(text);
    if (known !== undefined) {
      // Whoever had it last may have asked for rows as arrays.
      if (known.reader) known.raw(false);
      return known;
    }
    const statement = raw.prepare(text);
    kept.set(text, statement);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return statement;
  }

  const client = { prepare, transaction: raw.transaction.bind(raw) } as unknown as Database.Database;
  return drizzle({ client, casing: 'snake_case' });
}
