import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { publicMediaOrigin } from '../../practice/practice.ts';

const root = join(import.meta.dirname, '..', '..');

/** The built desktop as a process of its own, as `npm start` runs it. */
export class Desktop {
  readonly home: string;
  /** Everything it printed, line by line. */
  readonly printed: string[] = [];
  readonly #process: ChildProcess;
  #onLine: (() => void)[] = [];

  private constructor(home: string, process: ChildProcess) {
    this.home = home;
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.printed.push(line);
        for (const ring of this.#onLine) ring();
      });
    }
  }

  /** Resolves when its window can be opened. `hosts`: where the platforms are played; null: it plays them itself. */
  static async start(home: string, hosts: Record<string, string> | null): Promise<Desktop> {
    const args = ['--no-open', '--home', home, ...(hosts === null ? ['--practice'] : [])];
    const child = spawn(process.execPath, [join(root, 'dist/main/node.js'), ...args], {
      cwd: root,
      env: {
        ...process.env,
        ...(hosts === null
          ? {}
          : { PICSCRIPTER_HOSTS: JSON.stringify(hosts), PICSCRIPTER_PUBLIC_MEDIA: publicMediaOrigin }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const desktop = new Desktop(home, child);
    const ended = once(child, 'exit').then(() => {
      throw new Error(`the desktop ended:\n${desktop.printed.join('\n')}`);
    });
    ended.catch(() => {});
    await Promise.race([desktop.link(), ended]);
    return desktop;
  }

  /** The newest link that opens the window once. */
  async link(): Promise<string> {
    for (;;) {
      const found = this.printed.findLast((line) => line.includes('/door/'))?.trim();
      if (found !== undefined) return found;
      await this.nextLine();
    }
  }

  get origin(): string {
    const line = this.printed.find((text) => text.includes('/door/')) ?? '';
    return new URL(line.trim()).origin;
  }

  nextLine(): Promise<void> {
    return new Promise((resolve) => {
      const ring = () => {
        this.#onLine = this.#onLine.filter((one) => one !== ring);
        resolve();
      };
      this.#onLine.push(ring);
    });
  }

  /** As a power cut: nothing is said, nothing is saved. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** As Ctrl+C. @returns the exit code */
  stop(): Promise<number | null> {
    return this.#end('SIGINT');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill(signal);
      await exited;
    }
    return this.#process.exitCode;
  }
}
