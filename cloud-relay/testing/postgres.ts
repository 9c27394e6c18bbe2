import { randomUUID } from 'node:crypto';
import pg from 'pg';

const STANDARD = 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * A real Postgres to test and measure with: that of DATABASE_URL, else the one on the standard local port.
 * @returns its address, or null after saying in one sentence what is missing
 * @throws when DATABASE_URL names one that does not answer
 */
export async function findPostgres(): Promise<string | null> {
  const named = process.env['DATABASE_URL'];
  const client = new pg.Client({ connectionString: named ?? STANDARD, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.end();
    return named ?? STANDARD;
  } catch (fault) {
    if (named !== undefined) throw fault;
    console.warn(
      'Left out what needs Postgres: none answers on 127.0.0.1:5432 as user postgres. Start one, or name one in DATABASE_URL.',
    );
    return null;
  }
}

export interface ThrowAwayDatabase {
  url: string;
  drop(): Promise<void>;
}

/** An empty database of one's own on that server. */
export async function createDatabase(server: string): Promise<ThrowAwayDatabase> {
  const name = `picscripter_${randomUUID().replaceAll('-', '')}`;
  await runOn(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOn(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
