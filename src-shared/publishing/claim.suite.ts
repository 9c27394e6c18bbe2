import type { Claim } from './job-store.ts';

/** Tuesday, 24 November 2026, 9:00 UTC. */
export const NOW = Date.UTC(2026, 10, 24, 9, 0, 0);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** The right to publish a text that is due now, up to a quarter of an hour late. */
export function claimOf(
  change: Partial<Omit<Claim, 'connection'>> = {},
  connection: Partial<Claim['connection']> = {},
): Claim {
  return {
    targetId: 't1',
    postId: 'p1',
    attemptId: 'a1',
    revision: 2,
    fence: 7,
    purpose: 'publish',
    dueAt: NOW,
    lateMs: 15 * MINUTE,
    failures: 0,
    partlyOut: false,
    snapshot: { kind: 'text', text: 'New mugs are in the shop.', media: [], options: {} },
    connection: {
      id: 'c1',
      platform: 'x',
      accountId: '1700000000000000001',
      name: 'Mara’s Clay',
      handle: 'marasclay',
      tier: 'standard',
      clientId: 'app',
      consent: '',
      state: 'ok',
      stateReason: null,
      lastPublishedAt: null,
      ...connection,
    },
    ...change,
  };
}
