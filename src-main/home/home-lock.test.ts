import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHome, whoRuns } from './home-lock.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'picscripter-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('one process has the folder; the next one learns who', () => {
  const lock = lockHome(home);
  lock?.announce({ pid: 1, port: 2, secret: 's' });
  expect(lockHome(home)).toBeNull();
  expect(whoRuns(home)).toEqual({ pid: 1, port: 2, secret: 's' });
  expect(statSync(join(home, 'running.json')).mode & 0o077).toBe(0);
  lock?.release();
  expect(whoRuns(home)).toBeNull();
  const next = lockHome(home);
  expect(next).not.toBeNull();
  next?.release();
});

test('a killed process leaves nothing that keeps the next one out', async () => {
  const script = `
    import { lockHome } from ${JSON.stringify(join(import.meta.dirname, 'home-lock.ts'))};
    lockHome(process.argv[1]).announce({ pid: process.pid, port: 1, secret: 's' });
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(lockHome(home)).toBeNull();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = lockHome(home);
  expect(lock).not.toBeNull();
  lock?.release();
});
