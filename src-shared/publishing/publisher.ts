import type { Instant } from '../model/time.ts';
import type { Executor } from './job-store.ts';
import { verify } from './verify.ts';
import { type Workshop, work } from './work.ts';

export interface PublisherOptions extends Workshop {
  executor: Executor;
  /** Names this process in claims. */
  worker: string;
  /** A target changed; tell the window. */
  onChange: (change: { postId: string; connectionId: string }) => void;
  /** Longest sleep between two looks at the queue, ms; TICK_MS but in tests of long spans. */
  tickMs?: number;
  /** How many targets are under way now. */
  onSending?: (count: number) => void;
  /** Called after every look at the queue. */
  onTick?: (tick: { at: Instant; nextAt: Instant | null }) => void;
}

export interface Publisher {
  /** Runs until the signal; then finishes what is under way. */
  run(signal: AbortSignal): Promise<void>;
  /** Something changed (an edit, resume from sleep, network up): look at the queue at once. */
  wake(): void;
}

/** Longest sleep: due-ness is read from the database, never from a long timer, which stands still with the machine. */
export const TICK_MS = 15_000;
/** The loop never spins, whatever it finds. */
const SHORTEST_SLEEP_MS = 5;
const SWEEP_MS = 5000;
const BATCH = 500;
const LOOKS_AT_ONCE = 8;
/** A read-back that was cut short by the end of the process is made again after this. */
const VERIFY_AGAIN_MS = 60_000;

/** The one loop that publishes: sweep, claim, look, verify, sleep until the next thing is due. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { store, clock, executor, worker, leaseMs, log } = options;
  const inFlight = new Map<string, Promise<void>>();
  const verifying = new Map<string, Promise<void>>();
  let alarm = newAlarm();

  async function run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => alarm.ring(), { once: true });
    let sweptAt = await sweep(true);
    while (!signal.aborted) {
      alarm = newAlarm();
      try {
        if (clock.monotonic() - sweptAt >= SWEEP_MS) sweptAt = await sweep(false);
        await claim();
        await startVerifications();
        const nextAt = await store.nextWake({ executor, now: clock.now() });
        options.onTick?.({ at: clock.now(), nextAt });
        const now = clock.now();
        const longest = now + (options.tickMs ?? TICK_MS);
        await alarm.sleep(Math.max(Math.min(nextAt ?? longest, longest), now + SHORTEST_SLEEP_MS));
      } catch (fault) {
        // A full disk or a locked file must not end the loop; it looks again at the next tick.
        log.warn('the queue could not be looked at', { error: String(fault) });
        await alarm.sleep(clock.now() + SWEEP_MS);
      }
    }
    await Promise.all([...inFlight.values(), ...verifying.values()]);
  }

  async function sweep(orphaned: boolean): Promise<number> {
    const at = clock.monotonic();
    const swept = await store.sweep({
      executor,
      now: clock.now(),
      inFlight: new Set(inFlight.keys()),
      orphaned,
    });
    if (swept.unknown.length + swept.released.length > 0) {
      log.warn('rights of a lost worker were taken back', {
        released: swept.released.length,
        unknown: swept.unknown.length,
      });
    }
    return at;
  }

  async function claim(): Promise<void> {
    const claimedAt = clock.monotonic();
    const now = clock.now();
    const query = { executor, worker, now, leaseMs };
    const due = await store.claimDue({ ...query, until: now, limit: BATCH });
    const looks = await store.claimLooks({ ...query, limit: LOOKS_AT_ONCE });
    const claims = [...due, ...looks];
    for (const one of claims) {
      options.onChange({ postId: one.postId, connectionId: one.connection.id });
      const done = work(options, one, claimedAt).finally(() => {
        // It may be under way anew by now: edited meanwhile, and claimed again.
        if (inFlight.get(one.targetId) === done) inFlight.delete(one.targetId);
        options.onSending?.(inFlight.size);
        options.onChange({ postId: one.postId, connectionId: one.connection.id });
        wake();
      });
      inFlight.set(one.targetId, done);
    }
    if (claims.length > 0) options.onSending?.(inFlight.size);
  }

  async function startVerifications(): Promise<void> {
    const now = clock.now();
    const query = { executor, now, againAt: now + VERIFY_AGAIN_MS, limit: LOOKS_AT_ONCE };
    for (const one of await store.takeVerifications(query)) {
      const done = verify(options, one).finally(() => {
        verifying.delete(one.targetId);
        options.onChange({ postId: one.postId, connectionId: one.connection.id });
        wake();
      });
      verifying.set(one.targetId, done);
    }
  }

  /** A sleep that can be ended from outside. */
  function newAlarm() {
    let ring = () => {};
    const rung = new Promise<void>((resolve) => {
      ring = resolve;
    });
    return { ring, sleep: (until: Instant) => clock.sleepUntilOr(until, rung) };
  }

  function wake(): void {
    alarm.ring();
  }

  return { run, wake };
}
