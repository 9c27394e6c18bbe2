import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { photo } from './photo.suite.ts';
import { smallDisk } from '../store/small-disk.suite.ts';
import { clearIncoming, createMediaStore } from './media-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-media-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const stream = (bytes: Uint8Array) => new Blob([bytes.slice()]).stream();
const files = (root = folder) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('it went well');
    },
    (thrown: unknown) => (thrown instanceof AppError ? thrown.data : thrown),
  );

test('a file is kept by the hash of its bytes, with its facts', async () => {
  const store = createMediaStore(folder);
  const bytes = await photo('#224466', 50, 40);
  const found = await store.ingest(stream(bytes));
  const hash = createHash('sha256').update(bytes).digest('hex');
  expect(found).toEqual({
    hash,
    size: bytes.length,
    type: 'image/jpeg',
    width: 50,
    height: 40,
    animated: false,
  });
  expect(files()).toEqual([hash, `${hash}.webp`]);
  expect(await store.locate(hash, 'file')).toMatchObject({ size: bytes.length });
  expect(Buffer.from(await store.read(hash, 10, 20)).equals(Buffer.from(bytes.subarray(10, 20)))).toBe(true);
  expect(await store.read(hash, bytes.length - 3, bytes.length + 100)).toHaveLength(3);
});

test('a file larger than any platform takes is refused while it comes in', async () => {
  const store = createMediaStore(folder, 1024 * 1024);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  expect(await fault(store.ingest(endless))).toEqual({
    code: 'TOO_LARGE',
    message: 'This file is larger than 1 MB, more than any platform takes.',
    action: 'choose-media',
  });
  expect(sent).toBeLessThan(100);
  expect(files()).toEqual([]);
});

test('nothing is left of what is refused', async () => {
  const store = createMediaStore(folder);
  for (const bytes of [new Uint8Array(), Buffer.from('just words'), (await photo()).subarray(0, 200)])
    expect(await fault(store.ingest(stream(bytes)))).toMatchObject({ code: 'MEDIA_REFUSED' });
  expect(files()).toEqual([]);
});

test('a post whose file is gone is told so; only a hash ever becomes a path', async () => {
  const store = createMediaStore(folder);
  const missing = await store.read('0'.repeat(64), 0, 1).catch((thrown: unknown) => thrown);
  expect(missing).toBeInstanceOf(PublishFailure);
  expect((missing as PublishFailure).error).toMatchObject({ class: 'content', field: 'media' });
  expect(await store.locate('0'.repeat(64), 'file')).toBeNull();
  for (const odd of ['../../../etc/passwd', `${'0'.repeat(63)}G`, '', '0'.repeat(65)]) {
    await expect(store.locate(odd, 'file')).rejects.toThrow('There is no such file.');
    await expect(store.read(odd, 0, 1)).rejects.toThrow('There is no such file.');
  }
});

describe('a folder that cannot be written to', () => {
  test('is told in a sentence, by an upload and at the start', async () => {
    const blocked = join(folder, 'media');
    writeFileSync(blocked, 'a file where the folder should be');
    const refused = {
      code: 'DISK_FULL',
      message: expect.stringMatching(/^The data folder cannot be written to\. Check that it belongs to you/),
      action: 'free-space',
    };
    expect(await fault(createMediaStore(blocked).ingest(stream(await photo())))).toEqual(refused);
    expect(await fault(clearIncoming(blocked))).toEqual(refused);
  });

  test('an empty or unfinished folder is cleared at the start without a word', async () => {
    await clearIncoming(join(folder, 'not-there'));
    mkdirSync(join(folder, 'incoming', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'incoming', 'half'), 'x');
    await clearIncoming(folder);
    expect(files()).toEqual([]);
  });
});

const disk = smallDisk(256);
describe.skipIf(disk === null)('a full disk', () => {
  test('is told in a sentence; what was there stays whole, and there is no half file', async () => {
    if (disk === null) return;
    const store = createMediaStore(join(disk.folder, 'media'));
    const small = await photo('#101010', 20, 20);
    const { hash } = await store.ingest(stream(small));
    const before = files(disk.folder);
    const thumb = await store.locate(hash, 'thumb');
    const thumbBytes = readFileSync(thumb?.path ?? '');
    disk.fill();
    const full = {
      code: 'DISK_FULL',
      message: 'The disk is full. Free some space and try again; what you had is unchanged.',
      action: 'free-space',
    };
    expect(await fault(store.ingest(stream(new Uint8Array(400 * 1024))))).toEqual(full);
    expect(await fault(store.ingest(stream(small)))).toEqual(full);
    expect(readFileSync(thumb?.path ?? '').equals(thumbBytes)).toBe(true);
    disk.free();
    expect(files(disk.folder)).toEqual(before);
    expect((await store.ingest(stream(await photo('#202020', 20, 20)))).size).toBeGreaterThan(0);
  });
});
