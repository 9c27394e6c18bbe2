import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '#shared/publishing/ports.ts';

/**
 * Time for tests: it stands still while anything is under way and moves only by `advance`. Wall clocks made from it can be
 * put forward and back; the monotonic one cannot.
 */
export interface VirtualTime {
  /** ms since the start; nothing disturbs it. */
  elapsed(): number;
  /** A desktop's clock, `offset()` ms away from the truth. */
  clock(offset: () => number): Clock;
  /** Waits for `ms` of true time. */
  wait(ms: number): Promise<void>;
  /** Lets `ms` pass, waking sleepers in order and letting each do its work to the end before the next wakes. */
  advance(ms: number): Promise<void>;
  /** Wraps an async function so that time knows when it is at work. */
  counted<Args extends unknown[], T>(work: (...args: Args) => Promise<T>): (...args: Args) => Promise<T>;
}

interface Sleeper {
  /** True time when it wakes, asked anew each time because its wall clock may be moved meanwhile. */
  at: () => number;
  wake: () => void;
}

export function createVirtualTime(start: number): VirtualTime {
  let elapsed = 0;
  let underWay = 0;
  let moves = 0;
  const sleepers = new Set<Sleeper>();

  function sleep(at: () => number, sooner?: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        at,
        wake() {
          sleepers.delete(sleeper);
          moves += 1;
          resolve();
        },
      };
      sleepers.add(sleeper);
      void sooner?.then(() => sleeper.wake());
    });
  }

  function counted<Args extends unknown[], T>(work: (...args: Args) => Promise<T>) {
    return async (...args: Args) => {
      underWay += 1;
      try {
        return await work(...args);
      } finally {
        underWay -= 1;
        moves += 1;
      }
    };
  }

  /** Until nothing is at work and a few turns of the event loop brought nothing new. */
  async function settle(): Promise<void> {
    let seen = -1;
    let quiet = 0;
    while (quiet < 3 || underWay > 0) {
      await turn();
      quiet = seen === moves && underWay === 0 ? quiet + 1 : 0;
      seen = moves;
    }
  }

  async function advance(ms: number): Promise<void> {
    const end = elapsed + ms;
    for (;;) {
      await settle();
      let first: Sleeper | null = null;
      for (const sleeper of sleepers) if (first === null || sleeper.at() < first.at()) first = sleeper;
      if (first === null || first.at() > end) break;
      elapsed = Math.max(elapsed, first.at());
      first.wake();
    }
    elapsed = end;
    await settle();
  }

  function clock(offset: () => number): Clock {
    const now = () => start + elapsed + offset();
    const sleepUntilOr = async (instant: number, sooner?: Promise<void>) => {
      if (instant > now()) await sleep(() => instant - start - offset(), sooner);
    };
    return {
      now,
      monotonic: () => elapsed,
      sleepUntil: (instant) => sleepUntilOr(instant),
      sleepUntilOr,
      every(every, task) {
        let stopped = false;
        void (async () => {
          for (;;) {
            const next = elapsed + every;
            await sleep(() => next);
            if (stopped) return;
            await task();
          }
        })();
        return {
          stop() {
            stopped = true;
          },
        };
      },
    };
  }

  return {
    elapsed: () => elapsed,
    clock,
    wait: (ms) => {
      const at = elapsed + ms;
      return sleep(() => at);
    },
    advance,
    counted,
  };
}
