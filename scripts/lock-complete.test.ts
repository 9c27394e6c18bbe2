import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingFromLock } from './lock-complete.mjs';

test('names what a lock forgot, and finds what lies in a folder above', () => {
  const packages = {
    '': { dependencies: { a: '1' } },
    'node_modules/a': { dependencies: { b: '1' }, optionalDependencies: { 'a-win': '1' } },
    'node_modules/a/node_modules/b': { dependencies: { a: '1', '@scope/c': '1' } },
  };
  expect(missingFromLock({ packages })).toEqual([
    expect.stringContaining('node_modules/a needs a-win'),
    expect.stringContaining('node_modules/a/node_modules/b needs @scope/c'),
  ]);
});

test('our lock lists every package of every system', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'));
  expect(missingFromLock(lock)).toEqual([]);
});
