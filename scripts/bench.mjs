// npm run bench: the measurements, on the built app.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { onNode24 } from './node24.mjs';
import { root } from './run.mjs';

await onNode24();
if (!(await buildIfNeeded())) process.exit(1);
await import(pathToFileURL(join(root, 'bench', 'main.ts')).href);
