import { statesBefore, type TargetState } from '../model/states.ts';
import type { Claim, Outcome } from './job-store.ts';

/** How an attempt ended, as its row says it. */
export const attemptOutcomes = [
  'published',
  'refused',
  'unknown',
  'retry',
  'held',
  'released',
  'missed',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** States from which this outcome may be written. A late "published" over `unknown` is proof; a look may stay unknown. */
export function statesBeforeOutcome(claim: Pick<Claim, 'purpose'>, outcome: Outcome): TargetState[] {
  const allowed = statesBefore(outcome.to);
  if (outcome.to === 'unknown' && claim.purpose === 'look') return ['unknown'];
  return claim.purpose === 'look' ? allowed.filter((state) => state === 'unknown') : allowed;
}

/** What an attempt's row keeps of its outcome. */
export function attemptOutcome(outcome: Outcome): AttemptOutcome {
  if (outcome.to !== 'scheduled') return outcome.to;
  return outcome.counts ? 'retry' : 'released';
}
