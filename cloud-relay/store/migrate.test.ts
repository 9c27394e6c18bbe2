import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, findPostgres, type ThrowAwayDatabase } from '../testing/postgres.ts';
import { connect, openStore, type Store } from './database.ts';
import { migrate, type Migration } from './migrate.ts';
import { migrations } from './migrations/all.ts';

const server = await findPostgres();

const one: Migration = { version: 1, name: 'one', minimumReader: 1, sql: 'CREATE TABLE a (n int)' };
const two: Migration = { version: 2, name: 'two', minimumReader: 1, sql: 'ALTER TABLE a ADD m int' };
const breaking: Migration = { version: 3, name: 'three', minimumReader: 3, sql: 'ALTER TABLE a DROP n' };
const broken: Migration = {
  version: 2,
  name: 'broken',
  minimumReader: 1,
  sql: 'CREATE TABLE b (n int); SELECT 1 / 0',
};

describe.skipIf(server === null)('bringing a database up to date', () => {
  let database: ThrowAwayDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await createDatabase(server ?? '');
    store = connect(database.url);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const applied = async () =>
    (await store.pool.query<{ name: string }>('SELECT name FROM schema_versions ORDER BY version')).rows.map(
      ({ name }) => name,
    );
  const tables = async () =>
    (
      await store.pool.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
      )
    ).rows.map(({ name }) => name);

  test('runs what is missing, in order, and nothing the second time', async () => {
    expect(await migrate(database.url, [one])).toEqual({ from: 0, to: 1 });
    expect(await migrate(database.url, [one, two])).toEqual({ from: 1, to: 2 });
    expect(await migrate(database.url, [one, two])).toEqual({ from: 2, to: 2 });
    expect(await applied()).toEqual(['one', 'two']);
  });

  test('leaves nothing of a migration that fails, and goes on once it is put right', async () => {
    await expect(migrate(database.url, [one, broken])).rejects.toThrow(/division by zero/);
    expect(await applied()).toEqual(['one']);
    expect(await tables()).toEqual(['a', 'schema_versions']);
    expect(await migrate(database.url, [one, two])).toEqual({ from: 1, to: 2 });
  });

  test('an older process works on beside newer tables that it may still read', async () => {
    await migrate(database.url, [one, two]);
    expect(await migrate(database.url, [one])).toEqual({ from: 2, to: 2 });
  });

  test('an older process refuses tables that were made for newer ones, in a sentence', async () => {
    await migrate(database.url, [one, two, breaking]);
    await expect(migrate(database.url, [one, two])).rejects.toThrow(
      /version 3 or newer.*knows version 2.*Start a newer relay; nothing was changed/,
    );
    await expect(openStore(database.url, [one])).rejects.toThrow(/Start a newer relay/);
    expect(await migrate(database.url, [one, two, breaking])).toEqual({ from: 3, to: 3 });
  });

  test('two processes at once do each migration once', async () => {
    const file = join(import.meta.dirname, '../testing/migrating-process.ts');
    const children = [1, 2, 3].map(() => fork(file, [database.url]));
    const reports = children.map(async (child) => {
      const [report] = (await once(child, 'message')) as [{ from: number; to: number }];
      return report;
    });
    const latest = migrations.at(-1)?.version;
    for (const report of await Promise.all(reports)) expect(report.to).toBe(latest);
    expect(await applied()).toEqual(migrations.map(({ name }) => name));
  });
});

describe.skipIf(server === null)('what must never be written is refused by the database itself', () => {
  let database: ThrowAwayDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createDatabase(server ?? '');
    store = await openStore(database.url);
    await store.pool.query(`
      INSERT INTO users (id, created_at)
        SELECT u::uuid, now() FROM unnest(ARRAY['${id(1)}', '${id(2)}']) u;
      INSERT INTO connections (id, user_id, platform, account_id, name, handle, tier, state, consent, client_id, created_at, updated_at)
        SELECT u::uuid, u::uuid, 'x', 'a', 'n', 'h', 'standard', 'ok', '', 'c', now(), now() FROM unnest(ARRAY['${id(1)}', '${id(2)}']) u;
      INSERT INTO targets (id, user_id, connection_id, post_id, kind, state, revision, executor, fence, due_at, lead_ms, late_minutes, snapshot, partly_out, failures, created_at, updated_at)
        VALUES ('${id(3)}', '${id(1)}', '${id(1)}', '${id(4)}', 'text', 'offered', 1, 'relay', 0, now(), 0, 15, '{}', false, 0, now(), now())`);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
  const set = (change: string) => store.pool.query(`UPDATE targets SET ${change}`);

  test('a state that does not exist, or one without its holder', async () => {
    await expect(set("state = 'sent'")).rejects.toThrow(/target_state/);
    await expect(set("state = 'claimed', lease_until = now()")).rejects.toThrow(/check/);
    await expect(set("state = 'sending', worker = 'w'")).rejects.toThrow(/check/);
  });

  test('a target on the account of another user', async () => {
    await expect(set(`connection_id = '${id(2)}'`)).rejects.toThrow(/foreign key/);
  });

  test('the loss of an account that has targets; a user goes with all that is theirs and nothing else', async () => {
    await expect(store.pool.query(`DELETE FROM connections WHERE id = '${id(1)}'`)).rejects.toThrow(
      /foreign key/,
    );
    await store.pool.query(`DELETE FROM users WHERE id = '${id(1)}'`);
    expect((await store.pool.query('SELECT FROM targets')).rowCount).toBe(0);
    expect((await store.pool.query('SELECT FROM connections')).rowCount).toBe(1);
  });
});

function id(n: number): string {
  return `00000000-0000-7000-8000-00000000000${n}`;
}
