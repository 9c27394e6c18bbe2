import { getTableConfig, isPgEnum, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, findPostgres, type ThrowAwayDatabase } from '../testing/postgres.ts';
import { openStore, type Store } from './database.ts';
import * as schema from './schema.ts';

const server = await findPostgres();

const typed = Object.values(schema)
  .filter((value) => value instanceof PgTable)
  .map((table) => getTableConfig(table));
const enums = Object.values(schema).filter((value) => isPgEnum(value));
const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface Column {
  name: string;
  type: string;
  required: boolean;
}

describe.skipIf(server === null)('the typed view', () => {
  let database: ThrowAwayDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createDatabase(server ?? '');
    store = await openStore(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
  const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await store.pool.query<Row>(text, values)).rows;

  test('knows every table there is', async () => {
    const real = await rows<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    expect(typed.map(({ name }) => name).toSorted()).toEqual(real.map(({ name }) => name));
  });

  test('has the closed sets as the database has them', async () => {
    const real = await rows<{ name: string; all: string[] }>(
      `SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS all
       FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY 1`,
    );
    const byName = Object.fromEntries(real.map(({ name, all }) => [name, all]));
    expect(Object.fromEntries(enums.map((one) => [one.enumName, one.enumValues]))).toEqual(byName);
  });

  test.each(typed.map((table) => [table.name, table] as const))('of %s is the table', async (name, table) => {
    const composite = table.primaryKeys.flatMap(({ columns }) => columns.map((column) => column.name));
    const wanted = table.columns.map((column) => ({
      name: snakeCase(column.name),
      type: column.getSQLType().replace('timestamp (3)', 'timestamp(3)'),
      required: column.notNull || column.primary || composite.includes(column.name),
    }));
    const real = await rows<Column>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [name],
    );
    const byName = (a: Column, b: Column) => (a.name < b.name ? -1 : 1);
    expect(wanted.toSorted(byName)).toEqual(real.toSorted(byName));
  });
});
