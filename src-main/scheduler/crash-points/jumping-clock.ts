import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '#shared/publishing/ports.ts';

/**
 * The machine's clock, put forward by whoever would have to wait: a call takes its time, but nobody sleeps through ten
 * minutes. Both hands move together, as they would if the time had passed.
 * @param ahead ms by which it is put forward
 * @param isBusy true while something is under way; then nobody may skip the time
 */
export function createJumpingClock(ahead: { ms: number }, isBusy: () => boolean): Clock {
  const now = () => Date.now() + ahead.ms;
  const jumpTo = (instant: number) => {
    ahead.ms += Math.max(0, instant - now());
  };
  return {
    now,
    monotonic: () => performance.now() + ahead.ms,
    async sleepUntil(instant) {
      jumpTo(instant);
    },
    async sleepUntilOr(instant, sooner) {
      await turn();
      if (isBusy()) await sooner;
      else jumpTo(instant);
    },
    every(ms, task) {
      const timer = setInterval(() => void task(), ms).unref();
      return { stop: () => clearInterval(timer) };
    },
  };
}
