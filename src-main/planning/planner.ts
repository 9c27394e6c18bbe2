import type { Desktop, Planner } from '../desktop.ts';

/** The part of the desktop that planning needs. */
export function plannerOf(desktop: Desktop): Planner {
  const { store, clock, hash, id, emit, scheduler } = desktop;
  return { store, clock, hash, id, emit, wake: () => void scheduler.wake() };
}
