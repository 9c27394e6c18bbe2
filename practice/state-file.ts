import { existsSync, readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { z } from 'zod';

/**
 * Keeps one JSON document on disk. `changed` may be called as often as one likes: writes never overlap, and a
 * change that comes during a write starts the next one. Each write goes to a new file that then takes the place
 * of the old one, so a crash leaves one of the two whole.
 */
export class StateFile {
  readonly #file: string | undefined;
  readonly #current: () => unknown;
  #dirty = false;
  #writing: Promise<void> | undefined;

  constructor(file: string | undefined, current: () => unknown) {
    this.#file = file;
    this.#current = current;
  }

  static load<T>(file: string | undefined, schema: z.ZodType<T>): T | undefined {
    if (file === undefined || !existsSync(file)) return undefined;
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    renameSync(file, `${file}.old`);
    console.warn(
      `${file} is of another version of the practice server. It was moved to ${file}.old; practice starts over.`,
    );
    return undefined;
  }

  changed(): void {
    if (this.#file === undefined) return;
    this.#dirty = true;
    this.#writing ??= this.#writeAll(this.#file);
  }

  /** Resolves when everything that changed so far is on disk. */
  async flushed(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async #writeAll(file: string): Promise<void> {
    try {
      while (this.#dirty) {
        // Requests that arrive together share one write.
        await new Promise((resolve) => setTimeout(resolve, 20));
        this.#dirty = false;
        await writeWhole(file, JSON.stringify(this.#current()));
      }
    } catch (error) {
      console.error(`The practice server could not save ${file}:`, error);
    } finally {
      // In the same turn as the last look at #dirty, so that no change falls between the two.
      this.#writing = undefined;
    }
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  const handle = await open(next, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}
