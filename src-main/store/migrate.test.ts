import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrateFile, type Migration } from './migrate.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-migrate-'));
  file = join(folder, 'data.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const first: Migration = {
  version: 1,
  name: 'first',
  sql: `
    CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT;
    INSERT INTO parents VALUES (1, 'Mara');
    INSERT INTO children VALUES (1, 1), (2, 1);`,
};
const second = (sql: string, more: Partial<Migration> = {}): Migration => ({
  version: 2,
  name: 'second',
  sql,
  ...more,
});
const addColumn = second('ALTER TABLE parents ADD COLUMN age INTEGER;');

function read<T>(sql: string, path = file): T[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}
const version = (path = file) => read<{ user_version: number }>('PRAGMA user_version', path)[0]?.user_version;
const countOf = (table: string) =>
  read<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)[0]?.count;

/** Everything still stands as it did before the failure. */
function isUntouched() {
  expect(version()).toBe(1);
  expect(read('SELECT * FROM parents')).toEqual([{ id: 1, name: 'Mara' }]);
  expect(countOf('children')).toBe(2);
}

test('a new file is made, and nothing is copied aside for it', () => {
  expect(migrateFile(file, [first])).toEqual({ from: 0, to: 1, backup: null });
  expect(readdirSync(folder)).toEqual(['data.db']);
  expect(migrateFile(file, [first])).toEqual({ from: 1, to: 1, backup: null });
});

test('an older file is copied aside first, with what still stood in its log, and then brought up to date', () => {
  migrateFile(file, [first]);
  const open = new Database(file);
  open.pragma('journal_mode = WAL');
  open.exec("INSERT INTO parents VALUES (2, 'Only in the log')");
  expect(migrateFile(file, [first, addColumn])).toEqual({ from: 1, to: 2, backup: `${file}.before-v2` });
  open.close();
  expect(read('SELECT name, age FROM parents')).toEqual([
    { name: 'Mara', age: null },
    { name: 'Only in the log', age: null },
  ]);
  expect(version(`${file}.before-v2`)).toBe(1);
  expect(read('SELECT name FROM parents', `${file}.before-v2`)).toHaveLength(2);
});

test('a table can be rebuilt without losing what hangs on it', () => {
  migrateFile(file, [first]);
  migrateFile(file, [
    first,
    second(`
      CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER) STRICT;
      INSERT INTO parents_new SELECT id, name, NULL FROM parents;
      DROP TABLE parents;
      ALTER TABLE parents_new RENAME TO parents;`),
  ]);
  expect(countOf('children')).toBe(2);
  expect(version()).toBe(2);
});

describe('a migration that goes wrong is taken back', () => {
  test.each([
    ['breaks off', 'ALTER TABLE parents ADD COLUMN age INTEGER; SELECT no_such_thing();', /no such function/],
    ['loses rows', 'DELETE FROM children WHERE id = 2;', /migration second loses rows of children/],
    ['loses a table', 'DROP TABLE children;', /migration second loses rows of children/],
    ['breaks references', 'DELETE FROM parents; INSERT INTO parents VALUES (9, $$x$$);', /./],
    ['leaves orphans', 'UPDATE children SET parent_id = 77;', /migration second breaks 2 references/],
  ])('one that %s', (_what, sql, message) => {
    migrateFile(file, [first]);
    expect(() => migrateFile(file, [first, second(sql)])).toThrow(message);
    isUntouched();
    expect(existsSync(`${file}.before-v2`)).toBe(true);
    migrateFile(file, [first, addColumn]);
    expect(version()).toBe(2);
  });

  test('one after another that went well: both are', () => {
    migrateFile(file, [first]);
    const third: Migration = { version: 3, name: 'third', sql: 'SELECT no_such_thing();' };
    expect(() => migrateFile(file, [first, addColumn, third])).toThrow(/no such function/);
    isUntouched();
    expect(
      read<{ name: string }>("SELECT name FROM pragma_table_info('parents')").map(({ name }) => name),
    ).toEqual(['id', 'name']);
    expect(readdirSync(folder).toSorted()).toEqual(['data.db', 'data.db.before-v3']);
  });

  test('a table that is meant to go may go', () => {
    migrateFile(file, [first]);
    migrateFile(file, [first, second('DROP TABLE children;', { drops: ['children'] })]);
    expect(version()).toBe(2);
  });
});

test('when the process dies in the middle, the old version can be read and migrated again', async () => {
  migrateFile(file, [first]);
  const script = join(folder, 'migrate.ts');
  // Endless enough to be killed in; what it writes is far more than SQLite keeps in memory.
  const sql = `CREATE TABLE much (x TEXT) STRICT;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO much SELECT hex(randomblob(500)) FROM n;`;
  const migrations = JSON.stringify([first, second(sql)]);
  writeFileSync(
    script,
    `import { migrateFile } from ${JSON.stringify(join(import.meta.dirname, 'migrate.ts'))};
     migrateFile(${JSON.stringify(file)}, ${migrations});`,
  );
  const written = Promise.withResolvers<void>();
  const watcher = watch(folder, () => {
    if (existsSync(`${file}-journal`) && readFileSync(file).length > 200_000) written.resolve();
  });
  const child: ChildProcess = spawn(process.execPath, [script], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  await Promise.race([
    written.promise,
    exited.then(() => {
      throw new Error('the migration ended by itself');
    }),
  ]);
  child.kill('SIGKILL');
  await exited;
  watcher.close();
  expect(existsSync(`${file}-journal`)).toBe(true);
  // What a crash leaves is put right by whoever opens the file next.
  expect(migrateFile(file, [first])).toEqual({ from: 1, to: 1, backup: null });
  isUntouched();
  expect(migrateFile(file, [first, addColumn])).toMatchObject({ from: 1, to: 2 });
});
