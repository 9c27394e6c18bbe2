import type { WhenInput } from '#shared/contract/schedule.ts';
import { AppError } from '#shared/model/app-error.ts';
import { nextVerification } from '#shared/publishing/decide.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { needsSeller } from '#shared/model/states.ts';
import type { Planner } from '../desktop.ts';
import { appendAudit } from '../store/audit.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { markNoticesRead } from '../store/notices.ts';
import { bumpRevision, requirePost } from '../store/posts.ts';
import { closeOpenCalls, findTarget, moveTarget, openCallAt, type PlannedTarget } from '../store/targets.ts';
import { tooLate } from './refusals.ts';
import { plan } from './schedule.ts';

export type Decision =
  | { is: 'published'; remoteId?: string | undefined }
  | { is: 'publish'; when: WhenInput }
  | { is: 'drop' };

/**
 * The seller decides about a target that is unknown, missed, held or refused. Only here may `unknown` lead back to the
 * queue by somebody's word.
 * @throws AppError NOT_FOUND, CONFLICT, TOO_LATE, IN_THE_PAST, OVER_LIMIT, NOT_CONNECTED
 */
export function resolveTarget(
  planner: Planner,
  platforms: Readonly<Record<PlatformId, Platform>>,
  postId: string,
  targetId: string,
  decision: Decision,
): void {
  inTransaction(planner.store, (db) => {
    const row = findTarget(db, targetId);
    if (row === undefined || row.target.postId !== postId) {
      throw new AppError('NOT_FOUND', 'This account is not part of the post any more.');
    }
    const { state } = row.target;
    if (!needsSeller.includes(state)) {
      if (state === 'published' || state === 'sending') throw tooLate([row.target]);
      throw new AppError('CONFLICT', 'There is nothing to decide about this post at the moment.', {
        action: 'reload',
      });
    }
    decide(planner, platforms, db, row, decision);
    markNoticesRead(db, targetId, planner.clock.now());
  });
  planner.emit({ topic: 'post', postId });
  planner.emit({ topic: 'notice' });
  planner.wake();
}

function decide(
  planner: Planner,
  platforms: Readonly<Record<PlatformId, Platform>>,
  db: Db,
  row: PlannedTarget,
  decision: Decision,
): void {
  const { target } = row;
  const now = planner.clock.now();
  const record = (action: string, summary: string) =>
    appendAudit(db, {
      id: planner.id(),
      at: now,
      actor: 'seller',
      action,
      summary,
      postId: target.postId,
      targetId: target.id,
    });
  switch (decision.is) {
    case 'published': {
      if (target.state !== 'unknown')
        throw new AppError('CONFLICT', 'This post was not sent, so it cannot be there.', {
          action: 'reload',
        });
      const remoteId = decision.remoteId ?? null;
      const permalink =
        remoteId === null ? null : platforms[row.connection.platform].permalink(row.connection, remoteId);
      const publishedAt = openCallAt(db, target.id) ?? target.dueAt ?? now;
      const verifyAt = remoteId === null ? null : nextVerification(now, now);
      moveTarget(db, target.id, 'published', now, {
        remoteId,
        permalink,
        publishedAt,
        verifyAt,
        verification: verifyAt === null ? 'unsure' : 'pending',
      });
      record('target.confirmed', `Said that the post for ${row.connection.name} is out.`);
      return;
    }
    case 'publish': {
      if (target.state === 'unknown') {
        closeOpenCalls(db, target.id, now);
        moveTarget(db, target.id, 'held', now);
        record(
          'target.resent',
          `Said that the post for ${row.connection.name} is not there, and to publish it.`,
        );
      }
      plan(planner, db, requirePost(db, target.postId), { when: decision.when, targetIds: [target.id] });
      return;
    }
    case 'drop': {
      moveTarget(db, target.id, 'canceled', now);
      bumpRevision(db, target.postId, undefined, now);
      record('target.dropped', `Left the post for ${row.connection.name}.`);
      return;
    }
  }
}
