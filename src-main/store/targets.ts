import { and, asc, eq, exists, gt, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Snapshot, TargetOptions } from '#shared/model/content.ts';
import type { TargetKind } from '#shared/model/platform-id.ts';
import {
  isEditable,
  needsSeller,
  statesBefore,
  type TargetState,
  targetStates,
} from '#shared/model/states.ts';
import type { Db } from './database.ts';
import { attempts, connections, steps, targets } from './schema.ts';

export type TargetRow = typeof targets.$inferSelect;
export type ConnectionRow = typeof connections.$inferSelect;
export interface PlannedTarget {
  target: TargetRow;
  connection: ConnectionRow;
}

const editable = targetStates.filter(isEditable);
/** Given back by whoever held it: a worker that comes late finds that its right is gone. */
const free = { worker: null, leaseUntil: null, fence: sql`${targets.fence} + 1` };
const noReason = { reasonMessage: null, reasonCode: null, reasonAction: null, reasonField: null };

export function targetsOf(db: Db, postIds: string[]): PlannedTarget[] {
  return db
    .select({ target: targets, connection: connections })
    .from(targets)
    .innerJoin(connections, eq(connections.id, targets.connectionId))
    .where(inArray(targets.postId, postIds))
    .orderBy(asc(connections.platform), asc(connections.name), asc(targets.id))
    .all();
}

export function findTarget(db: Db, id: string): PlannedTarget | undefined {
  return db
    .select({ target: targets, connection: connections })
    .from(targets)
    .innerJoin(connections, eq(connections.id, targets.connectionId))
    .where(eq(targets.id, id))
    .get();
}

export function insertTarget(
  db: Db,
  row: {
    id: string;
    postId: string;
    connectionId: string;
    kind: TargetKind;
    captionOverride: string | null;
    options: TargetOptions;
    leadMs: number;
    lateMinutes: number;
    now: number;
  },
): void {
  const { now, ...given } = row;
  db.insert(targets)
    .values({
      ...given,
      state: 'draft',
      revision: 1,
      executor: 'desktop',
      fence: 0,
      partlyOut: false,
      failures: 0,
      createdAt: now,
      updatedAt: now,
    })
    .run();
}

/** Changes what will be published. False: it is being sent, or out. */
export function editTarget(
  db: Db,
  change: {
    id: string;
    kind: TargetKind;
    captionOverride: string | null;
    options: TargetOptions;
    leadMs: number;
    state?: 'draft';
    now: number;
  },
): boolean {
  const { id, now, ...set } = change;
  return endClaim(db, id, now, { ...set, revision: sql`${targets.revision} + 1` }, editable);
}

/** Freezes a snapshot and puts the target into the queue. False: it is being sent, or out. */
export function scheduleTarget(
  db: Db,
  plan: {
    id: string;
    dueAt: number;
    local: string;
    zone: string;
    lateMinutes: number;
    kind: TargetKind;
    snapshot: Snapshot;
    fingerprint: string;
    now: number;
  },
): boolean {
  const { id, now, ...set } = plan;
  return endClaim(
    db,
    id,
    now,
    {
      ...set,
      ...noReason,
      state: 'scheduled',
      revision: sql`${targets.revision} + 1`,
      failures: 0,
      notBefore: null,
      nextLookAt: null,
    },
    // A claimed target is scheduled anew; from `unknown` only the seller's word leads back, see resolve.
    [...statesBefore('scheduled'), 'scheduled' as const].filter(isEditable),
  );
}

/** Moves an idle target by the transition table. False: it was in none of the states the move may start from. */
export function moveTarget(
  db: Db,
  id: string,
  to: TargetState,
  now: number,
  set: Record<string, unknown> = {},
  only?: TargetState[],
): boolean {
  const from = (only ?? statesBefore(to)).filter((state) => state !== 'sending');
  return endClaim(db, id, now, { ...noReason, nextLookAt: null, notBefore: null, ...set, state: to }, from);
}

/** The seller looked: what was sent is not there. The open calls are closed as surely without effect. */
export function closeOpenCalls(db: Db, targetId: string, now: number): void {
  const error = {
    class: 'transient',
    effect: 'none',
    message: 'The seller looked: it was not there.',
  } as const;
  db.update(steps)
    .set({ state: 'failed', error, answeredAt: now })
    .where(
      and(eq(steps.targetId, targetId), eq(steps.visible, true), inArray(steps.state, ['intent', 'absent'])),
    )
    .run();
}

/** When the open visible call was about to leave, or null. */
export function openCallAt(db: Db, targetId: string): number | null {
  const row = db
    .select({ at: steps.startedAt })
    .from(steps)
    .where(
      and(eq(steps.targetId, targetId), eq(steps.visible, true), inArray(steps.state, ['intent', 'absent'])),
    )
    .orderBy(asc(steps.startedAt))
    .limit(1)
    .get();
  return row?.at ?? null;
}

/** Takes a target off a post. One that was ever tried keeps its receipt, as canceled. */
export function removeTarget(db: Db, id: string, now: number): boolean {
  const tried = exists(db.select({ one: sql`1` }).from(attempts).where(eq(attempts.targetId, targets.id)));
  const gone = db
    .delete(targets)
    .where(and(eq(targets.id, id), inArray(targets.state, editable), sql`NOT ${tried}`))
    .run();
  return gone.changes === 1 || moveTarget(db, id, 'canceled', now, {}, [...editable]);
}

/** Written out as the partial index says it: with parameters SQLite could not use it, and would read every target. */
export const needsSellerNow = sql`${targets.state} IN (${sql.raw(needsSeller.map((state) => `'${state}'`).join(', '))})`;

/** Planned posts of an account, and those on hold for it. */
export function countWaiting(db: Db, connectionId: string): number {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(targets)
    .where(
      and(eq(targets.connectionId, connectionId), inArray(targets.state, ['scheduled', 'claimed', 'held'])),
    )
    .get();
  return row?.count ?? 0;
}

/** Everything that waits for the seller, oldest first. */
export function waitingForSeller(db: Db): PlannedTarget[] {
  return db
    .select({ target: targets, connection: connections })
    .from(targets)
    .innerJoin(connections, eq(connections.id, targets.connectionId))
    .where(needsSellerNow)
    .orderBy(asc(targets.dueAt))
    .limit(500)
    .all();
}

/** Other posts of the same account within `withinMs` of an instant. */
export function neighbours(
  db: Db,
  connectionId: string,
  at: number,
  withinMs: number,
  exceptPostId: string,
): number {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(targets)
    .where(
      and(
        eq(targets.connectionId, connectionId),
        inArray(targets.state, ['scheduled', 'claimed']),
        gte(targets.dueAt, at - withinMs),
        lte(targets.dueAt, at + withinMs),
        ne(targets.postId, exceptPostId),
      ),
    )
    .get();
  return row?.count ?? 0;
}

export function countUpcoming(db: Db, connectionId: string, after = 0): number {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(targets)
    .where(
      and(
        eq(targets.connectionId, connectionId),
        inArray(targets.state, ['scheduled', 'claimed']),
        gt(targets.dueAt, after),
      ),
    )
    .get();
  return row?.count ?? 0;
}

/** What counts against allowances: posts of these accounts that are out, or are to go out, due in a span. */
export function countedPosts(
  db: Db,
  connectionIds: readonly string[],
  span: { from: number; to: number },
  exceptPostId: string | null,
): { connectionId: string; kind: TargetKind; at: number }[] {
  return db
    .select({
      connectionId: targets.connectionId,
      kind: targets.kind,
      at: sql<number>`coalesce(${targets.publishedAt}, ${targets.dueAt})`,
    })
    .from(targets)
    .where(
      and(
        inArray(targets.connectionId, [...connectionIds]),
        inArray(targets.state, ['scheduled', 'claimed', 'sending', 'published', 'unknown']),
        gte(targets.dueAt, span.from),
        lte(targets.dueAt, span.to),
        exceptPostId === null ? undefined : ne(targets.postId, exceptPostId),
      ),
    )
    .all();
}

function endClaim(
  db: Db,
  id: string,
  now: number,
  set: Record<string, unknown>,
  from: readonly TargetState[],
): boolean {
  const changed = db
    .update(targets)
    .set({ ...set, ...free, updatedAt: now, ...stateAfterClaim(set) })
    .where(and(eq(targets.id, id), inArray(targets.state, [...from])))
    .run();
  if (changed.changes !== 1) return false;
  db.update(attempts)
    .set({ endedAt: now, outcome: 'released' })
    .where(and(eq(attempts.targetId, id), isNull(attempts.endedAt)))
    .run();
  return true;
}

/** An edit without a move of its own takes a claimed target back to the queue. */
function stateAfterClaim(set: Record<string, unknown>) {
  return 'state' in set
    ? {}
    : { state: sql`CASE ${targets.state} WHEN 'claimed' THEN 'scheduled' ELSE ${targets.state} END` };
}
