import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultHome, openHome } from './home.ts';
import { lastPort, rememberPort } from './last-port.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-home-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('keeps data where each system keeps it', () => {
  const at = (platform: NodeJS.Platform, env = {}) => defaultHome('real', env, platform);
  expect(at('linux')).toBe(join(homedir(), '.local/share/picscripter'));
  expect(at('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/picscripter');
  expect(at('darwin')).toBe(join(homedir(), 'Library/Application Support/Picscripter'));
  expect(at('win32', { APPDATA: '/roaming' })).toBe(join('/roaming', 'Picscripter'));
  expect(defaultHome('practice', {}, 'linux')).toBe(join(homedir(), '.picscripter-practice'));
});

test('makes the folder for its owner alone', () => {
  const home = openHome(join(folder, 'a', 'b'), 'real');
  expect(statSync(home).mode & 0o077).toBe(0);
  expect(openHome(home, 'real')).toBe(home);
});

test('real posts are never spent on practice, nor practice posts tried on real accounts', () => {
  openHome(join(folder, 'real'), 'real');
  openHome(join(folder, 'practice'), 'practice');
  expect(() => openHome(join(folder, 'real'), 'practice')).toThrow(/holds your real posts/);
  expect(() => openHome(join(folder, 'practice'), 'real')).toThrow(/holds practice data/);
});

test('says so when the folder cannot be made', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => openHome(join(folder, 'file', 'home'), 'real')).toThrow(/cannot be used/);
});

test('remembers the port, and takes nothing strange for one', () => {
  expect(lastPort(folder)).toBeNull();
  rememberPort(folder, 4711);
  expect(lastPort(folder)).toBe(4711);
  writeFileSync(join(folder, 'port'), '99999999');
  expect(lastPort(folder)).toBeNull();
});
