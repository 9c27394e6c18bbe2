import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PostView } from '#shared/contract/posts.ts';
import { DAY, type Desk, draftFor, MORNING, openDesk } from '../desk.suite.ts';
import { smallDisk } from '../store/small-disk.suite.ts';
import { backUp } from './backup.ts';

let desk: Desk;
let folder: string;
beforeEach(async () => {
  desk = await openDesk();
  folder = join(desk.home, 'backups');
});
afterEach(() => desk.close());

const copies = () => readdirSync(folder).toSorted();

test('one copy a day', () => {
  expect(backUp(desk.desktop.store, folder, MORNING)).toBe('picscripter-2026-11-24.db written');
  expect(backUp(desk.desktop.store, folder, MORNING + 60_000)).toBeNull();
  expect(backUp(desk.desktop.store, folder, MORNING + DAY)).toBe('picscripter-2026-11-25.db written');
  expect(copies()).toEqual(['picscripter-2026-11-24.db', 'picscripter-2026-11-25.db']);
});

test('fourteen are kept, and nothing else in the folder is touched', () => {
  backUp(desk.desktop.store, folder, MORNING - DAY);
  writeFileSync(join(folder, 'my notes.txt'), 'mine');
  writeFileSync(join(folder, 'picscripter-old.db'), 'mine');
  for (let day = 0; day < 16; day++) backUp(desk.desktop.store, folder, MORNING + day * DAY);
  const kept = copies();
  expect(kept).toHaveLength(14 + 2);
  expect(kept[0]).toBe('my notes.txt');
  expect(kept).toContain('picscripter-old.db');
  expect(kept).toContain('picscripter-2026-12-09.db');
  expect(kept).not.toContain('picscripter-2026-11-25.db');
});

test('what a crash left half done is cleared away and made anew', () => {
  backUp(desk.desktop.store, folder, MORNING);
  writeFileSync(join(folder, 'picscripter-2026-11-20.db.part'), 'half');
  writeFileSync(join(folder, 'picscripter-2026-11-25.db.part'), 'half');
  backUp(desk.desktop.store, folder, MORNING + DAY);
  expect(copies()).toEqual(['picscripter-2026-11-24.db', 'picscripter-2026-11-25.db']);
});

test('a copy put in the place of the data is the data: posts, accounts, search', async () => {
  const mara = await desk.account('Mara');
  const when = { at: new Date(MORNING + DAY).toISOString() };
  await desk.ok('POST', '/api/schedule', { draft: draftFor([mara], 'Before the accident'), when });
  const before = [await desk.ok('GET', '/api/posts'), await desk.ok('GET', '/api/connections')];
  backUp(desk.desktop.store, folder, MORNING);
  await desk.post(draftFor([], 'After it'));
  await desk.app.close(0);
  const file = join(desk.home, 'picscripter.db');
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  copyFileSync(join(folder, 'picscripter-2026-11-24.db'), file);
  const restored = await openDesk({ home: desk.home });
  expect([await restored.ok('GET', '/api/posts'), await restored.ok('GET', '/api/connections')]).toEqual(
    before,
  );
  const found = await restored.ok<{ items: PostView[] }>('GET', '/api/posts?search=accident');
  expect(found.items.map(({ caption }) => caption)).toEqual(['Before the accident']);
  await restored.ok('POST', '/api/posts', { draft: draftFor([mara], 'And on it goes') });
  await restored.close();
});

const disk = smallDisk(1024);
describe.skipIf(disk === null)('on a disk without room', () => {
  test('no half copy is left to take what room there is', () => {
    if (disk === null) return;
    const full = mkdtempSync(join(tmpdir(), 'picscripter-'));
    rmSync(full, { recursive: true });
    const there = join(disk.folder, 'backups');
    desk.desktop.store.raw.exec(
      'CREATE TABLE filler (x BLOB) STRICT; INSERT INTO filler VALUES (randomblob(2000000))',
    );
    expect(() => backUp(desk.desktop.store, there, MORNING)).toThrow(/disk.*full/);
    expect(readdirSync(there)).toEqual([]);
  });
});
