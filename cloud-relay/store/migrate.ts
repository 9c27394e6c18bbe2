import pg from 'pg';
import { AppError } from '#shared/model/app-error.ts';
import { transact } from './transaction.ts';

export interface Migration {
  /** 1, 2, 3 …: kept in schema_versions. */
  version: number;
  name: string;
  /** The oldest version of this code, by its last migration, that may still work on the tables once this has run. */
  minimumReader: number;
  sql: string;
}

/** Any number that nothing else in this database locks. */
const LOCK = 7_041_962;

/**
 * Brings the database up to date, forward only. Each migration is one transaction under one lock, so two processes may
 * start at once: the second waits and finds nothing left to do.
 * @throws AppError with a sentence where the database was made for newer processes only
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[],
): Promise<{ from: number; to: number }> {
  // A connection of its own, without time limits: the migration of a large table may take its time.
  const client = new pg.Client({ connectionString: url, application_name: 'picscripter-relay' });
  await client.connect();
  try {
    let from: number | null = null;
    for (;;) {
      const { version, done } = await transact(client, () => applyNext(client, migrations));
      from ??= version;
      if (done) return { from, to: version };
    }
  } finally {
    await client.end();
  }
}

async function applyNext(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<{ version: number; done: boolean }> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_versions (
      version integer PRIMARY KEY,
      name text NOT NULL,
      minimum_reader integer NOT NULL,
      applied_at timestamptz(3) NOT NULL
    )`);
  const version = await readVersion(client, migrations);
  const next = migrations.find((migration) => migration.version > version);
  if (next === undefined) return { version, done: true };
  await client.query(next.sql);
  await client.query('INSERT INTO schema_versions VALUES ($1, $2, $3, statement_timestamp())', [
    next.version,
    next.name,
    next.minimumReader,
  ]);
  return { version, done: false };
}

/** The version the database is at. Newer ones are fine as long as they say that this code may still read them. */
async function readVersion(client: pg.ClientBase, migrations: readonly Migration[]): Promise<number> {
  const { rows } = await client.query<{ version: number; minimumReader: number }>(
    'SELECT coalesce(max(version), 0) AS version, coalesce(max(minimum_reader), 0) AS "minimumReader" FROM schema_versions',
  );
  const { version = 0, minimumReader = 0 } = rows[0] ?? {};
  const ours = migrations.at(-1)?.version ?? 0;
  if (minimumReader > ours) {
    throw new AppError(
      'CONFLICT',
      `This database is for version ${minimumReader} or newer of the relay’s tables, and this program knows version ${ours}. Start a newer relay; nothing was changed.`,
    );
  }
  return version;
}
