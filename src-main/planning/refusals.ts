import { AppError } from '#shared/model/app-error.ts';
import { toLocal } from '#shared/model/time.ts';
import type { Verdict } from '#shared/rules/rule-pack.ts';
import type { PostRow } from '../store/posts.ts';
import type { PlannedTarget, TargetRow } from '../store/targets.ts';

/** It was changed elsewhere meanwhile; or it lies in the trash. */
export function conflict(post: PostRow): AppError {
  return post.deletedAt === null
    ? new AppError(
        'CONFLICT',
        'This post was changed elsewhere meanwhile. Load it again to see what it says now.',
        { action: 'reload' },
      )
    : new AppError('CONFLICT', 'This post is in the trash. Restore it to change it.', { action: 'reload' });
}

/** What the seller wants to change is being sent, or out; the sentence says which. */
export function tooLate(rows: readonly TargetRow[]): AppError {
  const out = rows.find(({ state }) => state === 'published');
  const unknown = rows.find(({ state }) => state === 'unknown');
  if (rows.some(({ state }) => state === 'sending')) {
    return new AppError(
      'TOO_LATE',
      'This post is being published right now. Your change can be kept as a new draft.',
      { action: 'reload' },
    );
  }
  if (unknown !== undefined) {
    return new AppError('TOO_LATE', 'We are not sure whether this post went out. Decide that first.', {
      action: 'resolve',
    });
  }
  const at = out?.publishedAt ?? null;
  const when = at === null ? '' : ` at ${toLocal(at, out?.zone ?? 'UTC').slice(11, 16)}`;
  return new AppError('TOO_LATE', `This post was published${when}. Your change can be kept as a new draft.`, {
    action: 'reload',
  });
}

/** The first thing that stops it, with the field to go to. */
export function overLimit({ connection }: PlannedTarget, verdict: Verdict, place: string): AppError {
  const stop = verdict.findings.find(({ level }) => level === 'stop');
  const message = stop?.message ?? 'It does not fit.';
  return new AppError('OVER_LIMIT', `${connection.name}: ${message}`, {
    field: `${place}.${stop?.field ?? 'caption'}`,
    action: 'edit-field',
  });
}

/** Where an account stands in a request or a view, as the path of a field. */
export function placeIn(list: readonly { connectionId: string }[], connectionId: string): string {
  return `targets.${list.findIndex((one) => one.connectionId === connectionId)}`;
}
