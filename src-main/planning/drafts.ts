import type { DraftInput } from '#shared/contract/posts.ts';
import { AppError } from '#shared/model/app-error.ts';
import { isEditable } from '#shared/model/states.ts';
import { leadMs } from '#shared/publishing/lead.ts';
import { judge } from '#shared/rules/judge.ts';
import type { Planner } from '../desktop.ts';
import { appendAudit } from '../store/audit.ts';
import { connectedAccounts, requireConnection } from '../store/connections.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { findMedia } from '../store/media.ts';
import {
  findPost,
  findPostByKey,
  insertPost,
  type PostRow,
  requirePost,
  revisionsOf,
  setDeleted,
  updatePost,
} from '../store/posts.ts';
import { readSettings } from '../store/settings.ts';
import {
  editTarget,
  insertTarget,
  moveTarget,
  type PlannedTarget,
  removeTarget,
  scheduleTarget,
  targetsOf,
} from '../store/targets.ts';
import { attachedMedia, fingerprintOf, snapshotOf } from './snapshot.ts';
import { conflict, overLimit, placeIn, tooLate } from './refusals.ts';

/** Starts a post. The same key again gives the same post. */
export function createDraft(planner: Planner, draft: DraftInput, key: string | null): string {
  const id = inTransaction(planner.store, (db) => startPost(planner, db, draft, key));
  planner.emit({ topic: 'post', postId: id });
  return id;
}

/** The same inside a larger action. */
export function startPost(planner: Planner, db: Db, draft: DraftInput, key: string | null): string {
  const known = key === null ? undefined : findPostByKey(db, key);
  if (known !== undefined) return known.id;
  const [id, now] = [planner.id(), planner.clock.now()];
  insertPost(db, { id, draft, key, now });
  writeTargets(planner, db, id, draft, now);
  appendAudit(db, {
    id: planner.id(),
    at: now,
    actor: 'seller',
    action: 'post.created',
    summary: 'Started a post.',
    postId: id,
  });
  return id;
}

/**
 * Changes a post that still stands at `expected`. What is scheduled is scheduled anew with what the post says now, at the
 * same time; what is being sent or out stays as it was.
 * @throws AppError CONFLICT, TOO_LATE (nothing of it can be changed any more), OVER_LIMIT (it is scheduled and would not fit)
 */
export function editPost(planner: Planner, id: string, expected: number, draft: DraftInput): void {
  inTransaction(planner.store, (db) => {
    const now = planner.clock.now();
    const post = requirePost(db, id);
    const before = targetsOf(db, [id]).filter(({ target }) => target.state !== 'canceled');
    if (before.length > 0 && before.every(({ target }) => !isEditable(target.state)))
      throw tooLate(before.map(({ target }) => target));
    if (!updatePost(db, { id, expected, draft, now })) throw conflict(post);
    writeTargets(planner, db, id, draft, now);
    rescheduleEdited(planner, db, requirePost(db, id), draft, now);
  });
  planner.emit({ topic: 'post', postId: id });
  planner.wake();
}

/**
 * Moves a post to the trash; what is planned is canceled. Repeating it changes nothing.
 * @throws AppError TOO_LATE while it is being sent, or may be out: what is looked for could still be sent once more
 */
export function trashPost(planner: Planner, id: string): boolean {
  const removed = inTransaction(planner.store, (db) => {
    const post = findPost(db, id);
    if (post === undefined || post.deletedAt !== null) return false;
    const now = planner.clock.now();
    const rows = targetsOf(db, [id]).map(({ target }) => target);
    const underWay = rows.filter(({ state }) => state === 'sending' || state === 'unknown');
    if (underWay.length > 0) throw tooLate(underWay);
    for (const { id, state } of rows) {
      if (isEditable(state) && state !== 'canceled') moveTarget(db, id, 'canceled', now);
    }
    setDeleted(db, id, now, now);
    appendAudit(db, {
      id: planner.id(),
      at: now,
      actor: 'seller',
      action: 'post.trashed',
      summary: 'Moved a post to the trash.',
      postId: id,
    });
    return true;
  });
  planner.emit({ topic: 'post', postId: id });
  planner.wake();
  return removed;
}

/** Takes a post out of the trash, as a draft: nothing goes out without being scheduled again. Repeating it changes nothing. */
export function restorePost(planner: Planner, id: string): void {
  inTransaction(planner.store, (db) => {
    const now = planner.clock.now();
    if (requirePost(db, id).deletedAt === null) return;
    setDeleted(db, id, null, now);
    for (const { target } of targetsOf(db, [id])) {
      if (target.state === 'canceled')
        moveTarget(db, target.id, 'draft', now, { dueAt: null, local: null, zone: null, snapshot: null });
    }
    appendAudit(db, {
      id: planner.id(),
      at: now,
      actor: 'seller',
      action: 'post.restored',
      summary: 'Took a post out of the trash.',
      postId: id,
    });
  });
  planner.emit({ topic: 'post', postId: id });
}

/** Makes an earlier version the newest. Accounts and photos that are not there any more are left out. */
export function restoreRevision(planner: Planner, id: string, revision: number, expected: number): void {
  const { db } = planner.store;
  requirePost(db, id);
  const earlier = revisionsOf(db, id).find((one) => one.revision === revision);
  if (earlier === undefined) throw new AppError('NOT_FOUND', 'This earlier version is not kept any more.');
  editPost(planner, id, expected, withoutWhatIsGone(db, id, earlier.draft));
}

function withoutWhatIsGone(db: Db, id: string, draft: DraftInput): DraftInput {
  const accounts = new Set([
    ...connectedAccounts(db).map((account) => account.id),
    ...targetsOf(db, [id]).map(({ target }) => target.connectionId),
  ]);
  return {
    ...draft,
    media: draft.media.filter(({ mediaId }) => findMedia(db, mediaId) !== undefined),
    targets: draft.targets.filter(({ connectionId }) => accounts.has(connectionId)),
  };
}

/** The accounts of a draft: new ones are added, those that are left out are taken off, the others follow the draft. */
function writeTargets(planner: Planner, db: Db, postId: string, draft: DraftInput, now: number): void {
  const { lateMinutes } = readSettings(db);
  const existing = new Map(targetsOf(db, [postId]).map((row) => [row.target.connectionId, row]));
  const media = attachedMedia(db, postId);
  const lead = leadMs(media);
  for (const wanted of draft.targets) {
    const { connectionId, captionOverride, options } = wanted;
    const there = existing.get(connectionId);
    existing.delete(connectionId);
    const connection = there?.connection ?? requireConnection(db, connectionId);
    const { kind } = judge(connection.platform, {
      text: captionOverride ?? draft.caption,
      media,
      options,
      tier: connection.tier,
    });
    if (there === undefined) {
      insertTarget(db, {
        id: planner.id(),
        postId,
        connectionId,
        kind,
        captionOverride,
        options,
        leadMs: lead,
        lateMinutes,
        now,
      });
    } else if (isEditable(there.target.state)) {
      const again = there.target.state === 'canceled' ? ({ state: 'draft' } as const) : {};
      editTarget(db, { id: there.target.id, kind, captionOverride, options, leadMs: lead, ...again, now });
    }
  }
  for (const { target } of existing.values()) {
    if (target.state === 'canceled') continue;
    if (!removeTarget(db, target.id, now)) throw tooLate([target]);
  }
}

function rescheduleEdited(planner: Planner, db: Db, post: PostRow, draft: DraftInput, now: number): void {
  const media = attachedMedia(db, post.id);
  for (const row of targetsOf(db, [post.id])) {
    const { target } = row;
    if (target.state !== 'scheduled') continue;
    const { snapshot, verdict } = snapshotOf(db, post, row, media, planner.publicMedia);
    if (!verdict.ok) throw overLimit(row, verdict, placeIn(draft.targets, target.connectionId));
    if (!keepsTime(planner, db, row, snapshot, now)) throw tooLate([target]);
  }
}

function keepsTime(
  planner: Planner,
  db: Db,
  { target }: PlannedTarget,
  snapshot: ReturnType<typeof snapshotOf>['snapshot'],
  now: number,
): boolean {
  const { id, dueAt, local, zone, lateMinutes } = target;
  if (dueAt === null || local === null || zone === null) return false;
  const fingerprint = fingerprintOf(snapshot, planner.hash);
  return scheduleTarget(db, {
    id,
    dueAt,
    local,
    zone,
    lateMinutes,
    kind: snapshot.kind,
    snapshot,
    fingerprint,
    now,
  });
}
