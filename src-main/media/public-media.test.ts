import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Practice, publicMediaOrigin, startPractice } from '#practice/practice.ts';
import { fetchPublic } from '#practice/public-fetch.ts';
import type { PublicMedia } from '#shared/publishing/ports.ts';
import { createHttp } from '../http/axios-http.ts';
import { parseHostMap } from '../http/host-map.ts';
import { createPublicMedia } from './public-media.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
/** More than two pieces. */
const bytes = randomBytes(17 * 1024 * 1024);
const file = { hash: 'a'.repeat(64), type: 'image/jpeg', size: bytes.length };
const tricky = { 'https://elsewhere.example': '' };

let practice: Practice;
let other: Server;
let media: PublicMedia;

beforeAll(async () => {
  other = createServer((request, response) => {
    if (request.url === '/moved.jpg') response.writeHead(302, { location: '/photo.jpg' });
    else response.statusCode = 404;
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  tricky['https://elsewhere.example'] = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  practice = await startPractice({ now: () => NOW, internet: tricky });
  media = createPublicMedia({
    origin: publicMediaOrigin,
    http: createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) }),
    files: { read: async (_hash, start, end) => bytes.subarray(start, end) },
    random: (count) => new Uint8Array(randomBytes(count)),
  });
});
afterAll(async () => {
  await practice.close();
  other.close();
});

const world = () => ({ internet: new Map(Object.entries({ ...practice.hosts, ...tricky })) });

test('a platform fetches exactly the bytes, and the fetch is told of that address alone', async () => {
  const address = await media.address(file, 60_000);
  const again = await media.address(file, 60_000);
  expect(address).toMatch(/^https:\/\/media\.practice\.example\/[\w-]{32}\/file\.jpg$/);
  expect(again).not.toBe(address);
  expect(await media.fetchedAt(address)).toBeNull();

  const fetched = await fetchPublic(world(), address);
  expect(fetched).toMatchObject({ kind: 'file', type: 'image/jpeg' });
  expect(fetched.kind === 'file' && fetched.bytes.equals(bytes)).toBe(true);
  expect(await media.fetchedAt(address)).toBe(NOW);
  expect(await media.fetchedAt(again)).toBeNull();
});

test.each([
  ['http://media.practice.example/k/file.jpg', 'not-https'],
  ['https://media.practice.example/k/Schäle.jpg', 'not-https'],
  ['https://media.practice.example/unknown/file.jpg', 'status'],
  ['https://elsewhere.example/moved.jpg', 'redirect'],
  ['https://elsewhere.example/gone.jpg', 'status'],
  ['https://nobody.example/photo.jpg', 'unreachable'],
])('a platform does not fetch %s', async (address, why) => {
  expect(await fetchPublic(world(), address)).toMatchObject({ kind: 'failed', why });
});

test('a place that cannot be reached is passing trouble in which nothing was done', async () => {
  const nowhere = createPublicMedia({
    origin: 'https://nobody.example',
    http: createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) }),
    files: { read: async () => new Uint8Array(1) },
    random: (count) => new Uint8Array(count),
  });
  await expect(nowhere.address({ ...file, size: 1 }, 60_000)).rejects.toMatchObject({
    error: { class: 'transient', effect: 'none' },
  });
});
