import { expect, test } from 'vitest';
import { checkImports, importsOf, verdict } from './check-imports.mjs';

test('finds every way to import, and nothing in comments or texts', () => {
  const source = `
import a from 'a';
import type { B,
  C } from "b";
export * from './c.ts';
import './d.css';
const e = await import('e');
// import f from 'f';
/* import g from 'g'; */
const text = "import h from 'h'"; const url = 'http://x'; import { i } from 'i';
`;
  expect(importsOf(source)).toEqual([
    { name: 'a', line: 2, typeOnly: false },
    { name: 'b', line: 4, typeOnly: true },
    { name: './c.ts', line: 5, typeOnly: false },
    { name: './d.css', line: 6, typeOnly: false },
    { name: 'e', line: 7, typeOnly: false },
    { name: 'i', line: 10, typeOnly: false },
  ]);
});

test.each([
  ['src-renderer/studio/a.tsx', '#shared/rules/judge.ts'],
  ['src-renderer/studio/a.tsx', '../ui/button.tsx'],
  ['src-main/api/posts.ts', '#shared/publishing/publisher.ts'],
  ['src-main/electron/main.ts', 'electron'],
  ['src-main/electron/main.ts', '../app.ts'],
  ['src-main/node/main.ts', '../app.ts'],
  ['src-shared/platforms/x/publish.ts', '../platform.ts'],
  ['src-shared/platforms/registry.ts', './x/index.ts'],
  ['src-shared/publishing/work.ts', '../platforms/platform.ts'],
  ['cloud-relay/store/job-store.ts', '#shared/publishing/job-store.ts'],
  ['practice/x/posts.ts', '../world.ts'],
  ['practice/x/posts.ts', '#shared/model/json.ts'],
  ['src-shared/platforms/x/practice.test.ts', '#practice/practice.ts'],
])('%s may import %s', (file, name) => expect(verdict(file, name)).toBeNull());

test.each([
  ['src-renderer/studio/a.tsx', '#main/app.ts', /contract only/],
  ['src-renderer/studio/a.tsx', '#shared/publishing/publisher.ts', /contract only/],
  ['src-renderer/studio/a.tsx', '../../src-shared/security/envelope.ts', /may not import/],
  ['src-renderer/studio/a.tsx', 'node:fs', /may not import "node:fs"/],
  ['src-renderer/studio/a.tsx', 'electron', /may not import "electron"/],
  ['src-main/app.ts', 'electron', /Host port/],
  ['src-main/node/main.ts', 'electron', /may not import "electron"/],
  ['src-main/app.ts', './electron/window.ts', /Host port/],
  ['src-main/app.ts', './node/server.ts', /Host port/],
  ['src-main/home/practice.ts', '#practice/practice.ts', /may not import/],
  ['src-shared/model/time.ts', '../rules/judge.ts', /depends on nothing/],
  ['src-shared/rules/judge.ts', '../platforms/platform.ts', /may not import/],
  ['src-shared/platforms/x/publish.ts', '../../publishing/publisher.ts', /never the other way round/],
  ['src-shared/platforms/x/publish.ts', '../facebook/graph.ts', /know nothing of each other/],
  ['src-shared/platforms/x/publish.ts', 'axios', /http, clock and steps/],
  ['src-shared/publishing/work.ts', 'node:timers', /ports/],
  ['cloud-relay/store/job-store.ts', '#main/store/schema.ts', /src-shared only/],
  ['cloud-relay/store/job-store.ts', 'better-sqlite3', /may not import/],
  ['src-main/app.ts', '#relay/store/job-store.ts', /may not import/],
  ['practice/x/posts.ts', '#shared/platforms/x/errors.ts', /contract, not from the adapter/],
  ['practice/x/posts.ts', '../facebook/graph.ts', /know nothing of each other/],
  ['practice/facebook/reads.ts', '../instagram/model.ts', /know nothing of each other/],
  ['src-main/electron/shell.test.ts', 'electron', /stand-in/],
  ['cloud/new.ts', 'zod', /no rule covers/],
])('%s may not import %s', (file, name, sentence) => expect(verdict(file, name)).toMatch(sentence));

test('Instagram is built upon Facebook', () => {
  expect(verdict('src-shared/platforms/instagram/api.ts', '../facebook/graph.ts')).toBeNull();
});

test('a test may take the types of Electron, which loads nothing', () => {
  expect(verdict('src-main/electron/stand-in.suite.ts', 'electron', true)).toBeNull();
});

test('the tree keeps to the directions', () => {
  expect(checkImports()).toEqual([]);
});
