import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { migrate, type Migration } from './migrate.ts';
import { migrations } from './migrations/all.ts';

export interface Store {
  pool: pg.Pool;
  db: NodePgDatabase;
  close(): Promise<void>;
}

/** ms; a connection that swallows bytes must not hold a worker for longer. */
const QUERY_MS = 10_000;
/** The server is the first to give up on a query, so that it is known that nothing of it was kept. */
const SLACK_MS = 2000;

/**
 * Opens the database, migrated to what this version knows.
 * @throws AppError with a sentence where it was made for newer processes only
 */
export async function openStore(url: string, steps: readonly Migration[] = migrations): Promise<Store> {
  await migrate(url, steps);
  return connect(url);
}

/** Connections to a database that is already migrated. Not `durable`: for tests that make very many commits. */
export function connect(url: string, { durable = true } = {}): Store {
  // Explicit, and whatever the address says: a commit of "published" that is lost would publish twice.
  const address = new URL(url);
  address.searchParams.set('options', `-c synchronous_commit=${durable ? 'on' : 'off'} -c TimeZone=UTC`);
  const pool = new pg.Pool({
    connectionString: address.href,
    max: 10,
    application_name: 'picscripter-relay',
    connectionTimeoutMillis: 5000,
    statement_timeout: QUERY_MS,
    query_timeout: QUERY_MS + SLACK_MS,
    idle_in_transaction_session_timeout: QUERY_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // A connection that breaks while idle is dropped by the pool; whoever asks next gets a new one, or the fault.
  pool.on('error', () => {});
  return { pool, db: drizzle({ client: pool, casing: 'snake_case' }), close: () => pool.end() };
}

/** Instants come as ms, as everywhere in the product; bigints are fences and counters, far below 2^53. */
const parsers = new Map<number, (text: string) => number>([
  [pg.types.builtins.TIMESTAMPTZ, Date.parse],
  [pg.types.builtins.INT8, Number],
]);
const getTypeParser = ((oid: number, format: 'text') =>
  parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;
