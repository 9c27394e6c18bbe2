import { execFileSync } from 'node:child_process';
import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export interface SmallDisk {
  folder: string;
  /** Leaves no room at all. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
  /** Nothing can be written any more, not even by root. */
  lock(): void;
  unlock(): void;
}

/** A disk of so many kB, taken away after the file's tests. Null, with the reason printed, where it cannot be mounted. */
export function smallDisk(kilobytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'picscripter-disk-'));
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'picscripter-test', folder);
  } catch {
    rmSync(folder, { recursive: true });
    console.warn('skipped: the tests on a full or read-only disk need the right to mount one (Linux, root)');
    return null;
  }
  afterAll(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (let size = 64 * 1024; size >= 1; size = size > 1 ? size / 8 : 0) writeUntilFull(file, size);
      } finally {
        closeSync(file);
      }
      try {
        // A file of its own needs a page as well.
        appendFileSync(join(folder, 'filler-2'), 'x');
      } catch {
        // Full.
      }
    },
    free() {
      rmSync(filler, { force: true });
      rmSync(join(folder, 'filler-2'), { force: true });
    },
    lock: () => mount('-o', 'remount,ro', folder),
    unlock: () => mount('-o', 'remount,rw', folder),
  };
}

function writeUntilFull(file: number, size: number): void {
  const block = Buffer.alloc(Math.ceil(size));
  try {
    for (;;) writeSync(file, block);
  } catch {
    // No room for one more of this size.
  }
}
