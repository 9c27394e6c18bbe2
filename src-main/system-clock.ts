import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#shared/publishing/ports.ts';

/** No single timer is longer: timers stand still while the machine sleeps, the wall clock does not. */
const LONGEST_MS = 15_000;

/** The machine's own clock. */
export function createSystemClock(): Clock {
  async function sleepUntilOr(instant: number, sooner: Promise<void>): Promise<void> {
    const stop = new AbortController();
    void sooner.then(() => stop.abort());
    try {
      // Timers may fire up to a millisecond early, so the clock is looked at again.
      for (let left = instant - Date.now(); left > 0 && !stop.signal.aborted; left = instant - Date.now()) {
        await wait(Math.min(left, LONGEST_MS), undefined, { signal: stop.signal });
      }
    } catch (reason) {
      if (!stop.signal.aborted) throw reason;
    }
  }

  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleepUntilOr,
    sleepUntil: (instant) => sleepUntilOr(instant, new Promise(() => {})),
    every(ms, task) {
      let running = false;
      const timer = setInterval(() => {
        if (running) return;
        running = true;
        void task().finally(() => {
          running = false;
        });
      }, ms);
      return { stop: () => clearInterval(timer) };
    },
  };
}
