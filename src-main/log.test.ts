import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'picscripter-log-')), 'logs');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const lines = () =>
  readFileSync(join(folder, 'picscripter.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('one line of JSON an entry, with when and how bad', () => {
  const log = createLog(folder);
  log.info('started', { port: 5000 });
  log.warn('a job broke off', { error: 'Error: line one\nline two' });
  expect(lines()).toMatchObject([
    { level: 'info', message: 'started', port: 5000, at: expect.stringMatching(/^\d{4}-.*Z$/) },
    { level: 'warn', message: 'a job broke off', error: 'Error: line one\nline two' },
  ]);
});

test('tokens and secrets are masked in the message and in every fact, however deep', () => {
  const token = `EAA${'b'.repeat(40)}`;
  const log = createLog(folder);
  log.warn(`GET https://graph.facebook.com/me?access_token=${token}`, {
    headers: { authorization: `Bearer ${token}` },
    body: { deep: [{ client_secret: 'top-secret-value', text: 'hello' }] },
    error: new Error(`refused ${token}`),
  });
  const text = readFileSync(join(folder, 'picscripter.log'), 'utf8');
  expect(text).not.toContain(token);
  expect(text).not.toContain('top-secret-value');
  expect(text).toContain('hello');
});

test('a large file is started anew and one older is kept', () => {
  const log = createLog(folder);
  log.info('first');
  writeFileSync(join(folder, 'picscripter.log'), 'x'.repeat(5 * 1024 * 1024 + 1));
  log.info('second');
  expect(readdirSync(folder).toSorted()).toEqual(['picscripter.log', 'picscripter.log.1']);
  expect(lines()).toMatchObject([{ message: 'second' }]);
  writeFileSync(join(folder, 'picscripter.log'), 'y'.repeat(5 * 1024 * 1024 + 1));
  log.info('third');
  expect(readFileSync(join(folder, 'picscripter.log.1'), 'latin1')[0]).toBe('y');
});

test('a log that cannot be written is printed instead and stops nothing', () => {
  writeFileSync(folder, 'a file in the way');
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  createLog(folder).warn('the disk is gone');
  expect(printed).toHaveBeenCalledWith(expect.stringContaining('the disk is gone'));
  printed.mockRestore();
});
