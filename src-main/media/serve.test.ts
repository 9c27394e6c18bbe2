import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMediaStore, type Ingested, type MediaStore } from './media-store.ts';
import { photo } from './photo.suite.ts';
import { serveMedia } from './serve.ts';

let folder: string;
let store: MediaStore;
let bytes: Uint8Array;
let row: Ingested;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-serve-'));
  store = createMediaStore(folder);
  bytes = await photo('#224466', 300, 200);
  row = await store.ingest(new Blob([bytes.slice()]).stream());
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (path: string, init: RequestInit = {}) =>
  serveMedia(new Request(`http://app${path}`, init), store, (hash) => (hash === row.hash ? row : undefined));
const ranged = (range: string) => ask(`/media/${row.hash}`, { headers: { range } });
const read = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('a file comes whole, of its own type, and may be kept for ever', async () => {
  const response = await ask(`/media/${row.hash}`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(bytes.length),
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  expect((await read(response)).equals(Buffer.from(bytes))).toBe(true);
});

describe('ranges', () => {
  test.each([
    ['bytes=0-9', 0, 9],
    ['bytes=5-5', 5, 5],
    ['bytes=100-', 100, -1],
    ['bytes=-20', -20, -1],
    ['bytes=0-99999999999999999999', 0, -1],
    ['bytes=-99999999', 0, -1],
  ])('%s', async (range, from, to) => {
    const last = bytes.length - 1;
    const [start, end] = [from < 0 ? bytes.length + from : from, to < 0 ? last : to];
    const response = await ranged(range);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${bytes.length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect((await read(response)).equals(Buffer.from(bytes.subarray(start, end + 1)))).toBe(true);
  });

  test.each(['bytes=5-2', 'bytes=0-1,3-4', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes 0-1', ''])(
    'one that says nothing (%j) gives the whole file',
    async (range) => {
      const response = await ranged(range);
      expect(response.status).toBe(200);
      expect(await read(response)).toHaveLength(bytes.length);
    },
  );

  test('one beyond the end is answered with the size', async () => {
    for (const range of [`bytes=${bytes.length}-`, 'bytes=9999999-10000000', 'bytes=-0']) {
      const response = await ranged(range);
      expect([response.status, response.headers.get('content-range')]).toEqual([
        416,
        `bytes */${bytes.length}`,
      ]);
    }
  });
});

test('the small picture is a WebP; a video and a document have drawn ones', async () => {
  const response = await ask(`/media/${row.hash}/thumb`);
  expect(response.headers.get('content-type')).toBe('image/webp');
  expect((await read(response)).subarray(8, 12).toString()).toBe('WEBP');
  for (const type of ['video/mp4', 'application/pdf'] as const) {
    row = { ...row, type };
    expect((await ask(`/media/${row.hash}/thumb`)).headers.get('content-type')).toBe('image/svg+xml');
  }
  row = { ...row, type: 'image/jpeg' };
});

test('asking for the head gives no body', async () => {
  const response = await ask(`/media/${row.hash}`, { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  expect(await read(response)).toHaveLength(0);
});

test.each(['POST', 'PUT', 'DELETE'])('nothing is changed by %s', async (method) => {
  expect((await ask(`/media/${row.hash}`, { method })).status).toBe(405);
});

test.each([
  '/media/',
  '/media/../picscripter.db',
  '/media/..%2f..%2fpicscripter.db',
  `/media/${'0'.repeat(64)}`,
  `/media/${'0'.repeat(63)}`,
  '/media/incoming/x',
  '/media/thumbs/x.webp',
  '/media/%00',
])('there is no %s', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test('a file that is missing from the folder is said to be', async () => {
  store.remove(row.hash);
  const response = await ask(`/media/${row.hash}`);
  expect([response.status, await response.text()]).toEqual([
    404,
    'The file is missing from the data folder.',
  ]);
});
