import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shellStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  maximized: z.boolean(),
  /** The seller was told once that the app runs on without a window. */
  backgroundHintShown: z.boolean(),
});
export type ShellStateData = z.infer<typeof shellStateSchema>;

/** What the shell remembers from one start to the next. Nothing of value: damaged or lost, it starts afresh. */
export interface ShellState {
  get(): ShellStateData;
  set(change: Partial<ShellStateData>): void;
}

export function openShellState(home: string): ShellState {
  const path = join(home, 'window.json');
  let state = read(path);
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      try {
        writeFileSync(path, JSON.stringify(state));
      } catch {
        // A full disk must not keep the window from closing.
      }
    },
  };
}

function read(path: string): ShellStateData {
  try {
    return shellStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { bounds: null, maximized: false, backgroundHintShown: false };
  }
}
