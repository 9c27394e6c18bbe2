import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { targetStates } from '#shared/model/states.ts';
import type { Store } from './database.ts';
import * as schema from './schema.ts';
import { openMemoryStore } from './testing.ts';

let store: Store;
beforeAll(() => {
  store = openMemoryStore();
});
afterAll(() => store.close());

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}
const columnsOf = (table: string) =>
  store.raw
    .prepare<[string], Column>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
    .all(table);
const tables = () =>
  store.raw
    .prepare<[], { name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();

const typed = Object.values(schema)
  .filter((value) => value instanceof SQLiteTable)
  .map((table) => getTableConfig(table));
const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test('every table is strict', () => {
  expect(tables().filter(({ strict }) => strict !== 1)).toEqual([]);
});

test('the typed view knows every table there is', () => {
  expect(typed.map(({ name }) => name).toSorted()).toEqual(
    tables()
      .map(({ name }) => name)
      .toSorted(),
  );
});

test.each(typed.map((table) => [table.name, table] as const))(
  'the typed view of %s is the table',
  (name, table) => {
    const composite = table.primaryKeys.flatMap(({ columns }) => columns.map((column) => column.name));
    const wanted = table.columns.map((column) => ({
      name: snakeCase(column.name),
      type: column.getSQLType().toUpperCase(),
      // A key is never null, whatever SQLite says of it.
      required: column.notNull || column.primary || composite.includes(column.name),
      key: column.primary || composite.includes(column.name),
    }));
    const real = columnsOf(name).map((column) => ({
      name: column.name,
      type: column.type,
      required: column.notnull === 1 || column.pk > 0,
      key: column.pk > 0,
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(wanted.toSorted(byName)).toEqual(real.toSorted(byName));
  },
);

describe('what must never be written is refused by the database itself', () => {
  beforeAll(() => {
    store.raw.exec(`
      INSERT INTO connections VALUES ('c1', 'x', 'a', 'n', 'h', NULL, 'standard', 'ok', NULL, '[]', '', 'c', NULL, 1, NULL, NULL, NULL, NULL, 1, 1);
      INSERT INTO posts (id, caption, revision, created_at, updated_at) VALUES ('p1', 'A mug', 1, 1, 1);
      INSERT INTO targets (id, post_id, connection_id, kind, options, state, revision, executor, fence, late_minutes, lead_ms, partly_out, failures, created_at, updated_at)
        VALUES ('t1', 'p1', 'c1', 'text', '{}', 'draft', 1, 'desktop', 0, 15, 0, 0, 0, 1, 1);`);
  });
  const set = (change: string) => () => store.raw.exec(`UPDATE targets SET ${change} WHERE id = 't1'`);

  test('a state that does not exist, or one that lacks what it needs', () => {
    expect(set("state = 'sent'")).toThrow(/CHECK/);
    for (const state of targetStates.filter((one) => one !== 'draft' && one !== 'canceled'))
      expect(set(`state = '${state}'`), state).toThrow(/CHECK/);
    const planned = `due_at = 1, snapshot = '{}'`;
    for (const state of ['claimed', 'sending'])
      expect(set(`${planned}, state = '${state}'`), state).toThrow(/CHECK/);
    for (const state of targetStates) set(`${planned}, lease_until = 9, state = '${state}'`)();
    set("state = 'draft', lease_until = NULL")();
  });

  test('a platform, kind or verdict that does not exist, and values of another type', () => {
    expect(set("kind = 'poem'")).toThrow(/CHECK/);
    expect(set("executor = 'cloud'")).toThrow(/CHECK/);
    expect(set("verification = 'perhaps'")).toThrow(/CHECK/);
    expect(set("due_at = 'tomorrow'")).toThrow(/cannot store TEXT/);
    expect(() => store.raw.exec("UPDATE connections SET platform = 'myspace'")).toThrow(/CHECK/);
  });

  test('one account twice on a post, a post or account that is not there, an account that has posts', () => {
    const copy = (post: string, connection: string) => () =>
      store.raw.exec(`INSERT INTO targets (id, post_id, connection_id, kind, options, state, revision, executor, fence, late_minutes, lead_ms, partly_out, failures, created_at, updated_at)
        VALUES ('t2', '${post}', '${connection}', 'text', '{}', 'draft', 1, 'desktop', 0, 15, 0, 0, 0, 1, 1)`);
    expect(copy('p1', 'c1')).toThrow(/UNIQUE/);
    expect(copy('p9', 'c1')).toThrow(/FOREIGN KEY/);
    expect(copy('p1', 'c9')).toThrow(/FOREIGN KEY/);
    expect(() => store.raw.exec("DELETE FROM connections WHERE id = 'c1'")).toThrow(/FOREIGN KEY/);
  });

  test('one attempt number twice for a target', () => {
    const attempt = (id: string) => () =>
      store.raw.exec(`INSERT INTO attempts (id, target_id, fence, revision, purpose, executor, worker, started_at)
        VALUES ('${id}', 't1', 7, 1, 'publish', 'desktop', 'w', 1)`);
    attempt('a1')();
    expect(attempt('a2')).toThrow(/UNIQUE/);
  });
});
