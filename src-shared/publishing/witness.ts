import type { Clock } from './ports.ts';

/**
 * What this process knows of a call by the monotonic clock. The wall clock may be put forward or back between a call and
 * the search for its outcome; then "since 9:00" would search the wrong minutes, and ten minutes of waiting would pass in
 * a second. Neither may turn "I do not see it" into "it is not there".
 */
export interface Witness {
  /** The call leaves now. */
  sent(stepId: string): void;
  /** ms since the call left; null when another process sent it. */
  sinceSent(stepId: string): number | null;
  /** ms since this process sent the call or first looked for it. */
  waited(stepId: string): number;
  forget(stepId: string): void;
}

export function createWitness(clock: Clock): Witness {
  const sentAt = new Map<string, number>();
  const seenAt = new Map<string, number>();
  return {
    sent(stepId) {
      sentAt.set(stepId, clock.monotonic());
      seenAt.set(stepId, clock.monotonic());
    },
    sinceSent(stepId) {
      const at = sentAt.get(stepId);
      return at === undefined ? null : clock.monotonic() - at;
    },
    waited(stepId) {
      const first = seenAt.get(stepId) ?? clock.monotonic();
      seenAt.set(stepId, first);
      return clock.monotonic() - first;
    },
    forget(stepId) {
      sentAt.delete(stepId);
      seenAt.delete(stepId);
    },
  };
}
