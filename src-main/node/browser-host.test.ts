import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browserHost, openInBrowser } from './browser-host.ts';

const url = 'https://x.com/i?a=1&b=$(id)';
let folder: string;
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-path-'));
  process.env.PATH = folder;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

/** A stand-in for the system's `xdg-open`, which is the edge of this program. */
function withStarter(script: string) {
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}
const open = (env = { DISPLAY: ':1' }) => openInBrowser(url, 'linux', env);

test('hands the address over as one word, through no shell', async () => {
  withStarter(`printf '%s|' "$#" "$1" > '${folder}/seen'`);
  expect(await open()).toBe(true);
  expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe(`1|${url}|`);
});

test('says when there is no browser: no starter, a starter that fails, no screen', async () => {
  expect(await open()).toBe(false);
  withStarter('exit 3');
  expect(await open()).toBe(false);
  expect(await open({} as never)).toBe(false);
});

test('opens nothing when told not to, and nothing but web addresses', async () => {
  expect(await browserHost({ open: false }).openExternal(url)).toBe(false);
  for (const bad of ['file:///etc/passwd', 'javascript:alert(1)', 'http://example.com/', '-x', '']) {
    expect(await browserHost({ open: true }).openExternal(bad)).toBe(false);
  }
});
