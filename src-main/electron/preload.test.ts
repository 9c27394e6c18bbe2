import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { EventEmitter } from 'node:events';
import { createBuilder } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import type { Bridge } from '#shared/contract/bridge.ts';

const root = join(import.meta.dirname, '..', '..');
let files: string[];
let source: string;

beforeAll(async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'picscripter-preload-'));
  const builder = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    environments: { preload: { build: { outDir } } },
  });
  const { preload } = builder.environments;
  if (preload === undefined) throw new Error('vite.config.ts has no preload environment');
  await builder.build(preload);
  files = readdirSync(outDir);
  source = readFileSync(join(outDir, 'preload.cjs'), 'utf8');
  rmSync(outDir, { recursive: true });
});

/** Runs the built file as Electron's sandbox does: CommonJS, with `require('electron')` and nothing else. */
function runPreload() {
  const ipcRenderer = Object.assign(new EventEmitter(), {
    said: [] as unknown[][],
    send: (...values: unknown[]) => void ipcRenderer.said.push(values),
  });
  const world: Record<string, unknown> = {};
  const contextBridge = { exposeInMainWorld: (name: string, value: unknown) => void (world[name] = value) };
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`the sandbox has no ${name}`);
    return { contextBridge, ipcRenderer };
  };
  const module = { exports: {} };
  runInNewContext(source, { require, module, exports: module.exports });
  return { world, bridge: world['picscripter'] as Bridge, ipcRenderer };
}

it('is one file that runs in the sandbox', () => {
  expect(files).toEqual(['preload.cjs']);
  expect(() => runPreload()).not.toThrow();
});

it('gives the window the bridge, and nothing of Electron', () => {
  const { world, bridge } = runPreload();
  expect(Object.keys(world)).toEqual(['picscripter']);
  expect(Object.keys(bridge).toSorted()).toEqual(['host', 'installUpdate', 'onOpenPath', 'onUpdateReady']);
  expect(bridge.host).toBe('electron');
});

it('tells of an update, until the listener has gone', () => {
  const { bridge, ipcRenderer } = runPreload();
  const heard: string[] = [];
  const stop = bridge.onUpdateReady((version) => heard.push(version));
  expect(ipcRenderer.said).toEqual([['which-update']]);
  ipcRenderer.emit('update-ready', {}, '10.0.0');
  ipcRenderer.emit('update-ready', {}, { not: 'a version' });
  stop();
  ipcRenderer.emit('update-ready', {}, '11.0.0');
  expect(heard).toEqual(['10.0.0']);
});

it('asks the shell to install, and hears where to go', () => {
  const { bridge, ipcRenderer } = runPreload();
  bridge.installUpdate();
  expect(ipcRenderer.said).toEqual([['install-update']]);
  const paths: string[] = [];
  bridge.onOpenPath((path) => paths.push(path));
  ipcRenderer.emit('open-path', {}, '/posts/7');
  expect(paths).toEqual(['/posts/7']);
});
