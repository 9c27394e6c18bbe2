import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The port the window had last time. Browsers keep what a page stored by origin, so it is worth having again. */
export function lastPort(home: string): number | null {
  try {
    const port = Number(readFileSync(file(home), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}

export function rememberPort(home: string, port: number): void {
  writeFileSync(file(home), `${port}\n`);
}

const file = (home: string) => join(home, 'port');
