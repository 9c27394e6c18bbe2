import type { Desktop, Planner } from '../desktop.ts';

/** The part of the desktop that planning needs. */
export function plannerOf(desktop: Desktop): Planner {
  const { config, store, clock, hash, id, emit, scheduler } = desktop;
  const publicMedia = config.publicMedia !== undefined;
  return { store, clock, hash, id, emit, publicMedia, wake: () => void scheduler.wake() };
}
