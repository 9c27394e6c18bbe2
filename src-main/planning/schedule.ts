import type { WhenInput } from '#shared/contract/schedule.ts';
import type { DraftInput } from '#shared/contract/posts.ts';
import { AppError } from '#shared/model/app-error.ts';
import { isEditable } from '#shared/model/states.ts';
import { resolveWallTime, toLocal } from '#shared/model/time.ts';
import { packs } from '#shared/rules/packs.ts';
import type { Planner } from '../desktop.ts';
import { appendAudit } from '../store/audit.ts';
import { setConnectionState } from '../store/connections.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { bumpRevision, keepOrderKey, type PostRow, requirePost } from '../store/posts.ts';
import { readSettings } from '../store/settings.ts';
import { moveTarget, neighbours, type PlannedTarget, scheduleTarget, targetsOf } from '../store/targets.ts';
import { startPost } from './drafts.ts';
import { conflict, overLimit, placeIn, tooLate } from './refusals.ts';
import { attachedMedia, fingerprintOf, snapshotOf } from './snapshot.ts';

export interface Planned {
  postId: string;
  notes: string[];
}

export interface Order {
  when: WhenInput;
  /** Made by the client: the same order again changes nothing. */
  key?: string | undefined;
  lateMinutes?: number | undefined;
  expectedRevision?: number | undefined;
  /** Only these; otherwise all that can still be moved. */
  targetIds?: readonly string[] | undefined;
}

/** Two posts of one account this close together are pointed out. */
const CLOSE_MS = 2 * 60_000;

const FARTHEST_MS = 10 * 366 * 24 * 60 * 60_000;

/** Schedules a post that exists. @throws AppError NOT_FOUND, CONFLICT, TOO_LATE, OVER_LIMIT, IN_THE_PAST, NOT_CONNECTED */
export function schedulePost(planner: Planner, postId: string, order: Order): Planned {
  return done(
    planner,
    inTransaction(planner.store, (db) => plan(planner, db, requirePost(db, postId), order)),
  );
}

/** Schedules a post that is only now made. The same key again gives the same post, scheduled once. */
export function scheduleNew(planner: Planner, draft: DraftInput, key: string | null, order: Order): Planned {
  const planned = inTransaction(planner.store, (db) => {
    const postId = startPost(planner, db, draft, key);
    const isRepeated = targetsOf(db, [postId]).some(({ target }) => target.state !== 'draft');
    return isRepeated
      ? { postId, notes: [] }
      : plan(planner, db, requirePost(db, postId), order, draft.targets);
  });
  return done(planner, planned);
}

/** Takes scheduled targets back to drafts; their time is forgotten. @throws AppError NOT_FOUND, CONFLICT, TOO_LATE */
export function unschedule(
  planner: Planner,
  postId: string,
  expected: number,
  targetIds?: readonly string[],
): Planned {
  const planned = inTransaction(planner.store, (db) => {
    const now = planner.clock.now();
    const post = requirePost(db, postId);
    if (!bumpRevision(db, postId, expected, now)) throw conflict(post);
    for (const { target } of chosen(db, postId, targetIds)) {
      if (target.state === 'draft') continue;
      if (!moveTarget(db, target.id, 'draft', now, { dueAt: null, local: null, zone: null, snapshot: null }))
        throw tooLate([target]);
    }
    note(planner, db, now, 'post.unscheduled', 'Took a post off the schedule.', postId);
    return { postId, notes: [] };
  });
  return done(planner, planned);
}

/**
 * Puts the chosen targets into the queue, inside a larger action.
 * @param asked the accounts in the order of the request, which a refusal counts by; otherwise that of the post
 * @throws as schedulePost
 */
export function plan(
  planner: Planner,
  db: Db,
  post: PostRow,
  order: Order,
  asked: readonly { connectionId: string }[] = shownTargets(db, post.id).map(({ target }) => target),
): Planned {
  if (order.key !== undefined && post.orderKey === order.key) return { postId: post.id, notes: [] };
  const now = planner.clock.now();
  const settings = readSettings(db);
  const time = timeOf(order.when, settings.zone, now);
  if (!bumpRevision(db, post.id, order.expectedRevision, now)) throw conflict(post);
  if (order.key !== undefined) keepOrderKey(db, post.id, order.key);
  const rows = chosen(db, post.id, order.targetIds);
  const media = attachedMedia(db, post.id);
  for (const row of rows) {
    const { target, connection } = row;
    const place = placeIn(asked, connection.id);
    if (connection.state === 'removed') {
      throw new AppError(
        'NOT_CONNECTED',
        `${connection.name} is not connected any more. Connect it again, or take it off the post.`,
        {
          field: place,
          action: 'reconnect',
        },
      );
    }
    if (connection.state === 'blocked' && isWordToTry(order, target)) lift(planner, db, connection, now);
    const { snapshot, verdict } = snapshotOf(db, post, row, media, planner.publicMedia);
    if (!verdict.ok) throw overLimit(row, verdict, place);
    const { dueAt, local, zone } = time;
    const lateMinutes = order.lateMinutes ?? target.lateMinutes;
    const fingerprint = fingerprintOf(snapshot, planner.hash);
    const kept = scheduleTarget(db, {
      id: target.id,
      dueAt,
      local,
      zone,
      lateMinutes,
      kind: snapshot.kind,
      snapshot,
      fingerprint,
      now,
    });
    if (!kept) throw tooLate([target]);
  }
  note(
    planner,
    db,
    now,
    'post.scheduled',
    `Scheduled a post for ${time.local.replace('T', ' ')} (${time.zone}).`,
    post.id,
  );
  return { postId: post.id, notes: [...time.notes, ...closeNotes(db, rows, time.dueAt, post.id)] };
}

/** "Publish now", and "publish" said of what was held, are the seller's word that a blocked account is to be tried again. */
function isWordToTry({ when }: Order, target: PlannedTarget['target']): boolean {
  return 'now' in when || target.state === 'held';
}

function lift(planner: Planner, db: Db, { id, name }: PlannedTarget['connection'], at: number): void {
  setConnectionState(db, id, 'ok', null, at);
  appendAudit(db, {
    id: planner.id(),
    at,
    actor: 'seller',
    action: 'connection.tried',
    summary: `Asked to try ${name} again.`,
    connectionId: id,
  });
  planner.emit({ topic: 'connection' });
}

function shownTargets(db: Db, postId: string): PlannedTarget[] {
  return targetsOf(db, [postId]).filter(({ target }) => target.state !== 'canceled');
}

/** The targets an order is about: those named, or all that the seller can still move. At least one. */
function chosen(db: Db, postId: string, targetIds?: readonly string[]): PlannedTarget[] {
  const all = shownTargets(db, postId);
  if (all.length === 0) {
    throw new AppError('BAD_INPUT', 'Choose at least one account for this post.', {
      field: 'targets',
      action: 'edit-field',
    });
  }
  if (targetIds !== undefined) {
    const named = all.filter(({ target }) => targetIds.includes(target.id));
    if (named.length !== new Set(targetIds).size)
      throw new AppError('NOT_FOUND', 'One of the accounts is not part of this post any more.', {
        action: 'reload',
      });
    const frozen = named.filter(({ target }) => !isEditable(target.state));
    if (frozen.length > 0) throw tooLate(frozen.map(({ target }) => target));
    return named;
  }
  const movable = all.filter(({ target }) => isEditable(target.state));
  if (movable.length === 0) throw tooLate(all.map(({ target }) => target));
  return movable;
}

export interface PlannedTime {
  dueAt: number;
  local: string;
  zone: string;
  notes: string[];
}

/** @throws AppError IN_THE_PAST: a time that has passed never means "now" by itself */
export function timeOf(when: WhenInput, zone: string, now: number): PlannedTime {
  if ('now' in when) return { dueAt: now, local: toLocal(now - (now % 1000), zone), zone, notes: [] };
  if ('at' in when) {
    const dueAt = Date.parse(when.at);
    checkRange(dueAt, now);
    return { dueAt, local: toLocal(dueAt, zone), zone, notes: [] };
  }
  const { instant, fit, local } = resolveWallTime(when);
  checkRange(instant, now);
  const asked = when.local.slice(11, 16);
  const notes = {
    exact: [],
    gap: [`The clock jumps over ${asked} that day; it goes out at ${local.slice(11, 16)}.`],
    overlap: [`The clock shows ${asked} twice that day; it goes out the first time.`],
  }[fit];
  return { dueAt: instant, local, zone: when.zone, notes };
}

function checkRange(dueAt: number, now: number): void {
  const where = { field: 'when', action: 'choose-time' } as const;
  if (dueAt < now)
    throw new AppError('IN_THE_PAST', 'This time has passed. Choose a later one, or post now.', where);
  if (dueAt > now + FARTHEST_MS)
    throw new AppError('BAD_INPUT', 'This time is more than ten years away. Check the year.', where);
}

function closeNotes(db: Db, rows: readonly PlannedTarget[], dueAt: number, postId: string): string[] {
  return rows
    .filter(({ connection }) => neighbours(db, connection.id, dueAt, CLOSE_MS, postId) > 0)
    .map(
      ({ connection: { name, platform } }) =>
        `${name} on ${packs[platform].name} has another post within two minutes of this one.`,
    );
}

function note(planner: Planner, db: Db, at: number, action: string, summary: string, postId: string): void {
  appendAudit(db, { id: planner.id(), at, actor: 'seller', action, summary, postId });
}

function done(planner: Planner, planned: Planned): Planned {
  planner.emit({ topic: 'post', postId: planned.postId });
  planner.wake();
  return planned;
}
