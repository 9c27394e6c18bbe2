import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Snapshot } from '#shared/model/content.ts';
import type { TargetKind } from '#shared/model/platform-id.ts';
import { isEditable, statesBefore, targetStates } from '#shared/model/states.ts';
import type { Instant } from '#shared/model/time.ts';
import type { Store } from './database.ts';
import { attempts, type relayTargetStates, targets } from './schema.ts';

type RelayTargetState = (typeof relayTargetStates)[number];

const editable: readonly RelayTargetState[] = ['offered', ...targetStates.filter(isEditable)];
/** From `unknown` only the seller's word leads to `canceled`, after a look. */
const cancelable: readonly RelayTargetState[] = [
  'offered',
  ...statesBefore('canceled').filter((state) => state !== 'unknown'),
];

export interface Offer {
  id: string;
  userId: string;
  connectionId: string;
  postId: string;
  kind: TargetKind;
  revision: number;
  snapshot: Snapshot;
  dueAt: Instant;
  leadMs: number;
  lateMinutes: number;
  now: Instant;
}

/** Stores what a desktop deposits. Inert: nothing publishes it until it is confirmed. */
export async function offerTarget({ db }: Store, { now, ...offer }: Offer): Promise<void> {
  await db.insert(targets).values({
    ...offer,
    state: 'offered',
    executor: 'relay',
    fence: 0,
    partlyOut: false,
    failures: 0,
    createdAt: now,
    updatedAt: now,
  });
}

/** The desktop let go of this revision: from now on it is the relay's to publish. False: it is not offered any more. */
export function confirmTarget(store: Store, id: string, revision: number, now: Instant): Promise<boolean> {
  return endClaim(store, { id, revision, now, from: ['offered'], set: { state: 'scheduled' } });
}

/** Another revision; whoever held the one before has lost the right. False: another revision, being sent, or out. */
export function editTarget(
  store: Store,
  edit: {
    id: string;
    revision: number;
    snapshot: Snapshot;
    dueAt: Instant;
    leadMs: number;
    now: Instant;
  },
): Promise<boolean> {
  const { id, revision, now, ...content } = edit;
  const back = sql`CASE ${targets.state} WHEN 'claimed' THEN 'scheduled' ELSE ${targets.state} END`;
  const set = { ...content, revision: revision + 1, failures: 0, notBefore: null, state: back };
  return endClaim(store, { id, revision, now, from: editable, set });
}

/** Nothing of it is published any more. False: another revision, being sent, or out. */
export function cancelTarget(store: Store, id: string, revision: number, now: Instant): Promise<boolean> {
  return endClaim(store, {
    id,
    revision,
    now,
    from: cancelable,
    set: { state: 'canceled', notBefore: null, nextLookAt: null },
  });
}

/** A change by the seller takes the target out of the hands of whoever holds it, in one transaction. */
function endClaim(
  { db }: Store,
  change: {
    id: string;
    revision: number;
    now: Instant;
    from: readonly RelayTargetState[];
    set: Record<string, unknown>;
  },
): Promise<boolean> {
  const { id, revision, now, from, set } = change;
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(targets)
      .set({ ...set, worker: null, leaseUntil: null, fence: sql`${targets.fence} + 1`, updatedAt: now })
      .where(and(eq(targets.id, id), eq(targets.revision, revision), inArray(targets.state, [...from])));
    if (changed.rowCount !== 1) return false;
    await tx
      .update(attempts)
      .set({ endedAt: now, outcome: 'released' })
      .where(and(eq(attempts.targetId, id), isNull(attempts.endedAt)));
    return true;
  });
}
