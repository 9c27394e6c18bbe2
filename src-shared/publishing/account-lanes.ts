import type { Instant } from '../model/time.ts';

/** Who may send on an account now: a few at a time in the order they come, and spaced out while catching up. */
export interface AccountLanes {
  /** Waits for a free lane of the account; call the answer to give it back. */
  enter(connectionId: string): Promise<() => void>;
  /** Before when the account must not catch up with another late post; null: it may, and this one is counted. */
  catchUp(
    connectionId: string,
    lastPublishedAt: Instant | null,
    now: Instant,
    paceMs: number,
  ): Instant | null;
}

/** @param perAccount posts under way at a time on one account */
export function createAccountLanes(perAccount: number): AccountLanes {
  const lanes = new Map<string, { busy: number; waiting: (() => void)[] }>();
  const caughtUpAt = new Map<string, Instant>();

  async function enter(connectionId: string): Promise<() => void> {
    const lane = lanes.get(connectionId) ?? { busy: 0, waiting: [] };
    lanes.set(connectionId, lane);
    if (lane.busy >= perAccount) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.busy += 1;
    return () => {
      const next = lane.waiting.shift();
      if (next !== undefined) next();
      else lane.busy -= 1;
    };
  }

  function catchUp(
    connectionId: string,
    lastPublishedAt: Instant | null,
    now: Instant,
    paceMs: number,
  ): Instant | null {
    const last = Math.max(
      lastPublishedAt ?? Number.NEGATIVE_INFINITY,
      caughtUpAt.get(connectionId) ?? Number.NEGATIVE_INFINITY,
    );
    if (now - last < paceMs) return last + paceMs;
    caughtUpAt.set(connectionId, now);
    return null;
  }

  return { enter, catchUp };
}
