import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';

/**
 * Keeps one JSON document on disk. A real platform does not forget what it has answered, so every change is written
 * before its answer leaves: a practice server that is killed knows its tokens and posts again. Each write goes to a new
 * file that then takes the place of the old one, so a crash leaves one of the two whole.
 */
export class StateFile {
  readonly #file: string | undefined;
  readonly #current: () => unknown;

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
    try {
      const next = `${this.#file}.next`;
      writeFileSync(next, JSON.stringify(this.#current()));
      renameSync(next, this.#file);
    } catch (error) {
      console.error(`The practice server could not save ${this.#file}:`, error);
    }
  }
}
