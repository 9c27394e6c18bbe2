import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';

/** How a second start reaches the first one. Lies in the data folder, readable by its owner alone. */
const runningSchema = z.object({ pid: z.number(), port: z.number(), secret: z.string() });
export type Running = z.infer<typeof runningSchema>;

export interface HomeLock {
  /** Leaves word for a second start. */
  announce(running: Running): void;
  release(): void;
}

/**
 * Takes the data folder for this process; null when another one has it. The lock is SQLite's own file lock, which the
 * system lets go of however the process ends: nothing stale can be left behind.
 */
export function lockHome(home: string): HomeLock | null {
  const database = new Database(join(home, 'lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    announce: (running) => writeFileSync(runningFile(home), JSON.stringify(running), { mode: 0o600 }),
    release() {
      rmSync(runningFile(home), { force: true });
      database.close();
    },
  };
}

/** What the running process left word of; null when it did not (yet), or is not reached by HTTP. */
export function whoRuns(home: string): Running | null {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(runningFile(home), 'utf8')));
  } catch {
    return null;
  }
}

const runningFile = (home: string) => join(home, 'running.json');
