import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Bytes beside the data file: thumbnails that stay and uploads in flight. Without a data file they live in a
 * temporary folder that `close` removes.
 */
export class Blobs {
  readonly #folder: string;
  readonly #temporary: boolean;

  constructor(dataFile: string | undefined) {
    this.#temporary = dataFile === undefined;
    this.#folder =
      dataFile === undefined ? mkdtempSync(path.join(tmpdir(), 'practice-')) : `${dataFile}.media`;
    mkdirSync(this.#folder, { recursive: true });
  }

  path(name: string): string {
    return path.join(this.#folder, name.replaceAll(/[^\w.-]/g, '_'));
  }

  write(name: string, bytes: Uint8Array): Promise<void> {
    return writeFile(this.path(name), bytes);
  }

  append(name: string, bytes: Uint8Array): Promise<void> {
    return appendFile(this.path(name), bytes);
  }

  async read(name: string): Promise<Buffer | undefined> {
    return readFile(this.path(name)).catch(() => undefined);
  }

  async size(name: string): Promise<number> {
    return (await stat(this.path(name)).catch(() => ({ size: 0 }))).size;
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
  }

  close(): void {
    if (this.#temporary) rmSync(this.#folder, { recursive: true, force: true });
  }
}
