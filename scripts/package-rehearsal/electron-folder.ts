import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the place of the fuses in Electron's program (docs/tutorial/fuses.md of electron/electron). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Version 1, nine fuses, as Electron ships them: 1 on, 0 off. */
const WIRE = `\u0001\u0009101100100`;

/**
 * A folder that electron-builder takes for a downloaded Electron for Linux. Its program does nothing, but it carries a
 * fuse wire that is flipped and read back as the real one's is.
 */
export function makeElectronFolder(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\nexit 0\n${SENTINEL}${WIRE}\n`);
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'version']) {
    writeFileSync(join(folder, name), '');
  }
}
