import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { type Desk, draftFor, openDesk, photo } from '../desk.suite.ts';
import { inTransaction, openStore } from './database.ts';
import { migrations } from './migrations/all.ts';
import { smallDisk } from './small-disk.suite.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-store-'));
  file = join(folder, 'picscripter.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function refusal(): AppError['data'] {
  try {
    openStore(file).close();
  } catch (fault) {
    if (fault instanceof AppError) return fault.data;
    throw fault;
  }
  throw new Error('it opened');
}

const damaged = {
  code: 'INTERNAL',
  message:
    'The data file is damaged. Nothing was changed. Restore a backup from the "backups" folder beside it, or move the file away to start anew.',
};

test('a new folder gets a database that forgets nothing it has promised', () => {
  file = join(folder, 'deep', 'down', 'picscripter.db');
  const { raw, close } = openStore(file);
  const read = (name: string) => raw.pragma(name, { simple: true });
  expect(read('journal_mode')).toBe('wal');
  expect(read('synchronous')).toBe(2);
  expect(read('foreign_keys')).toBe(1);
  expect(read('user_version')).toBe(migrations.at(-1)?.version);
  close();
  openStore(file).close();
});

describe('a file that cannot be used is told in a sentence and left as it was', () => {
  test('something else under its name', () => {
    for (const content of [
      'just words, but enough of them to be read as a header of something',
      '\0'.repeat(4096),
    ]) {
      writeFileSync(file, content);
      const before = hashOf(file);
      expect(refusal()).toEqual(damaged);
      expect(hashOf(file)).toBe(before);
      expect(readdirSync(folder)).toEqual(['picscripter.db']);
    }
  });

  test('pages that were overwritten in the middle', () => {
    const { raw, close } = openStore(file);
    for (let number = 0; number < 500; number++)
      raw.prepare("INSERT INTO templates VALUES (?, 'name', ?, 1)").run(`t${number}`, 'x'.repeat(300));
    close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 16 * 1024);
    writeFileSync(file, bytes);
    expect(refusal()).toEqual(damaged);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('half of it', () => {
    openStore(file).close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(refusal()).toEqual(damaged);
  });

  test('the data of a newer version', () => {
    openStore(file).close();
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    const before = hashOf(file);
    expect(refusal()).toEqual({
      code: 'CONFLICT',
      message:
        'These data were written by a newer version of Picscripter. Update the app to open them; nothing was changed.',
      action: 'update-app',
    });
    expect(hashOf(file)).toBe(before);
    expect(readdirSync(folder)).toEqual(['picscripter.db']);
  });

  test('data that cannot be brought up to this version', () => {
    openStore(file).close();
    const version = (migrations.at(-1)?.version ?? 0) + 1;
    const wrong = { version, name: 'wrong', sql: 'DROP TABLE settings; SELECT no_such_thing();' };
    expect(() => openStore(file, [...migrations, wrong])).toThrow(
      /^Your data could not be brought up to this version of Picscripter\. They are as they were before;/,
    );
    const { raw, close } = openStore(file);
    expect(raw.prepare('SELECT count(*) AS count FROM settings').get()).toEqual({ count: 0 });
    close();
  });

  test('a folder that cannot be written to', () => {
    writeFileSync(join(folder, 'in-the-way'), '');
    file = join(folder, 'in-the-way', 'picscripter.db');
    expect(refusal()).toEqual({
      code: 'DISK_FULL',
      message:
        'The data folder cannot be written to. Check that it belongs to you and that the disk is not write-protected.',
      action: 'free-space',
    });
    file = folder;
    expect(refusal()).toMatchObject({ code: 'DISK_FULL' });
  });
});

test('an action is done whole or not at all', () => {
  const store = openStore(file);
  const insert = (id: string) => store.raw.prepare("INSERT INTO templates VALUES (?, 'n', 'b', 1)").run(id);
  expect(() =>
    inTransaction(store, () => {
      insert('one');
      insert('one');
    }),
  ).toThrow(/UNIQUE/);
  expect(store.raw.prepare('SELECT count(*) AS count FROM templates').get()).toEqual({ count: 0 });
  store.close();
});

const disk = smallDisk(4096);
describe.skipIf(disk === null)('a disk that takes nothing any more', () => {
  let desk: Desk;
  const home = () => join(disk?.folder ?? '', 'home');
  beforeEach(async () => {
    desk = await openDesk({ home: home() });
  });
  afterEach(async () => {
    disk?.unlock();
    disk?.free();
    await desk.close();
    rmSync(home(), { recursive: true });
  });

  const changes = async (): Promise<[string, string, object | undefined][]> => {
    const post = await desk.post(draftFor([], 'Written before'));
    const mara = await desk.account('Mara');
    return [
      ['PATCH', `/api/posts/${post.id}`, { expectedRevision: 1, draft: draftFor([], 'x'.repeat(90_000)) }],
      ['POST', '/api/posts', { draft: draftFor([mara], 'y'.repeat(90_000)) }],
      ['POST', '/api/schedule', { draft: draftFor([mara], 'Now'), when: { now: true } }],
      ['PATCH', '/api/settings', { theme: 'dark', lateMinutes: 3 }],
      ['POST', '/api/templates', { name: 'n', body: 'z'.repeat(90_000) }],
      ['DELETE', `/api/posts/${post.id}`, undefined],
    ];
  };
  const everything = async () => [
    await desk.ok('GET', '/api/posts'),
    await desk.ok('GET', '/api/settings'),
    await desk.ok('GET', '/api/templates'),
    await desk.ok('GET', '/api/activity'),
  ];

  test('full: every change says so, everything written before can be read, and all goes on when there is room', async () => {
    const tried = await changes();
    const before = await everything();
    disk?.fill();
    for (const [method, path, body] of tried) {
      expect(await desk.refused(method, path, body), path).toEqual({
        status: 507,
        code: 'DISK_FULL',
        message: expect.stringMatching(
          /^The disk (is full\. Free some space and try again; what you had is unchanged|did not take the change)/,
        ),
        action: 'free-space',
      });
    }
    expect((await desk.upload(await photo('#abcdef', 400, 300))).body).toMatchObject({ code: 'DISK_FULL' });
    expect(await everything()).toEqual(before);
    disk?.free();
    for (const [method, path, body] of tried) await desk.ok(method, path, body);
  });

  test('read-only: the same', async () => {
    const tried = await changes();
    const before = await everything();
    desk.desktop.store.raw.pragma('wal_checkpoint(TRUNCATE)');
    await desk.app.close(0);
    disk?.lock();
    expect(() => openStore(join(home(), 'picscripter.db'))).toThrow(AppError);
    disk?.unlock();
    desk = await openDesk({ home: home() });
    expect(await everything()).toEqual(before);
    const [[method, path, body] = ['', '', {}]] = tried;
    await desk.ok(method, path, body);
  });
});
