// npm start: builds what changed, then opens Picscripter in its own window, or in the browser where Electron cannot run.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { electronBinary } from './electron-binary.mjs';
import { onNode24 } from './node24.mjs';
import { handOver, root } from './run.mjs';

await onNode24();
if (!(await buildIfNeeded())) process.exit(1);

const flags = process.argv.slice(2);
const wantsBrowser = flags.some((flag) => /^(--browser|--no-open|--port|--help|-h)\b/.test(flag));
const electron = wantsBrowser ? { path: null } : await electronBinary();
if (electron.path === null) {
  if ('why' in electron) console.log(`Without Electron (${electron.why}) Picscripter opens in the browser.`);
  await import(pathToFileURL(join(root, 'dist', 'main', 'node.js')).href);
} else {
  process.exitCode = await handOver(electron.path, [root, ...flags]);
}
