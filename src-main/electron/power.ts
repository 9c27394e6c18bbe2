import type { PowerMonitor, PowerSaveBlocker } from 'electron';

/** Timers stand still while a laptop sleeps; when it is back, what is due is looked at without delay. */
export function wakeWithTheComputer(monitor: PowerMonitor, wake: () => void): void {
  monitor.on('resume', wake);
  monitor.on('unlock-screen', wake);
}

/** Keeps the system from falling asleep while a post is being sent; the screen may go dark. */
export function createSleepBlocker(blocker: PowerSaveBlocker) {
  let id: number | null = null;
  return {
    set(on: boolean): void {
      if (on && id === null) id = blocker.start('prevent-app-suspension');
      if (!on && id !== null) {
        blocker.stop(id);
        id = null;
      }
    },
  };
}
