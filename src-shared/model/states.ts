import { z } from 'zod';

/**
 * The life of a target (one post on one account).
 *
 *   draft -> scheduled -> claimed -> sending -> published | refused | unknown
 *
 * and aside: held (something must be put right first), missed (too late, the seller decides), canceled.
 * `unknown` leaves only by evidence or by the seller's word. `published` never leaves.
 */
export const targetStates = [
  'draft',
  'scheduled',
  'claimed',
  'sending',
  'published',
  'refused',
  'unknown',
  'held',
  'missed',
  'canceled',
] as const;

export const targetStateSchema = z.enum(targetStates);
export type TargetState = z.infer<typeof targetStateSchema>;

/** The one transition table. Stores reject every move that is not in it. */
export const transitions: Readonly<Record<TargetState, readonly TargetState[]>> = {
  draft: ['scheduled', 'canceled'],
  scheduled: ['draft', 'claimed', 'held', 'missed', 'canceled'],
  claimed: ['draft', 'scheduled', 'sending', 'refused', 'held', 'missed', 'canceled'],
  sending: ['published', 'refused', 'unknown', 'scheduled', 'held', 'missed'],
  published: [],
  refused: ['draft', 'scheduled', 'canceled'],
  unknown: ['published', 'refused', 'scheduled', 'held', 'missed', 'canceled'],
  held: ['draft', 'scheduled', 'missed', 'canceled'],
  missed: ['draft', 'scheduled', 'canceled'],
  canceled: ['draft', 'scheduled'],
};

export function mayMove(from: TargetState, to: TargetState): boolean {
  return transitions[from].includes(to);
}

/** States from which the table allows a move to `to`; stores put them into the WHERE of the move. */
export function statesBefore(to: TargetState): TargetState[] {
  return targetStates.filter((from) => mayMove(from, to));
}

/** The seller may still change what will be sent. A target that is being sent, or may be out, is frozen. */
export function isEditable(state: TargetState): boolean {
  return state !== 'sending' && state !== 'published' && state !== 'unknown';
}

/** The seller must look at it: it did not go out, or nobody knows. */
export const needsSeller: readonly TargetState[] = ['refused', 'unknown', 'held', 'missed'];
