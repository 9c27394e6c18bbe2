import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { Order } from './child.ts';

const root = join(import.meta.dirname, '../../..');
const external = ['better-sqlite3', 'sharp'];

/** Processes that publish until they are killed. */
export interface Children {
  /** True: it was killed at its number; false: it came to its end before. */
  run(order: Order): Promise<boolean>;
  close(): void;
}

/** Bundled once: from sources a child would take ten times as long to start. */
export async function createChildren(): Promise<Children> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'crash-points-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    publicDir: false,
    ssr: { noExternal: true, external },
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      target: 'node24',
      outDir: folder,
      minify: false,
      rolldownOptions: { external, output: { entryFileNames: 'child.mjs' } },
    },
  });

  // The next one loads while the one before is being looked after.
  let waiting = start();

  function start(): ChildProcess {
    return fork(join(folder, 'child.mjs'), {
      execArgv: [],
      env: {},
      serialization: 'advanced',
    });
  }

  return {
    async run(order) {
      const child = waiting;
      const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
      child.send(order);
      const [code, signal] = await ended;
      waiting = start();
      if (signal === 'SIGKILL') return true;
      if (code === 0) return false;
      throw new Error(`a publisher broke off by itself: ${code ?? signal}`);
    },
    close() {
      waiting.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}
