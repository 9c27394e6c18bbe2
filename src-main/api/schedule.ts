import { AppError } from '#shared/model/app-error.ts';
import { createDraft } from '../planning/drafts.ts';
import { plannerOf } from '../planning/planner.ts';
import { draftOf, withoutAgreements } from '../planning/post-view.ts';
import { resolveTarget } from '../planning/resolve.ts';
import { type Planned, scheduleNew, schedulePost, unschedule } from '../planning/schedule.ts';
import type { Desktop } from '../desktop.ts';
import { requirePost } from '../store/posts.ts';
import { implementation } from './context.ts';
import { viewOf } from './posts.ts';

const api = implementation.schedule;

function answer(desktop: Desktop, { postId, notes }: Planned) {
  return { post: viewOf(desktop, postId), notes };
}

export const scheduleHandlers = {
  create: api.create.handler(({ input, context: { desktop } }) => {
    const { postId, draft, key, ...order } = input;
    if ((postId === undefined) === (draft === undefined)) {
      throw new AppError('BAD_INPUT', 'Give either the post to schedule or a new draft.', {
        field: postId === undefined ? 'draft' : 'postId',
      });
    }
    const planner = plannerOf(desktop);
    if (postId !== undefined) return answer(desktop, schedulePost(planner, postId, { ...order, key }));
    if (draft === undefined) throw new Error('one of the two is there');
    return answer(desktop, scheduleNew(planner, draft, key ?? null, order));
  }),
  get: api.get.handler(({ input, context: { desktop } }) => viewOf(desktop, input.id)),
  patch: api.patch.handler(({ input, context: { desktop } }) => {
    const { id, when, cancel, expectedRevision, targetIds, lateMinutes } = input;
    const planner = plannerOf(desktop);
    if ((when === undefined) === (cancel === undefined)) {
      throw new AppError('BAD_INPUT', 'Give either a new time or say that it is off the schedule.', {
        field: 'when',
      });
    }
    if (when === undefined) return answer(desktop, unschedule(planner, id, expectedRevision, targetIds));
    return answer(desktop, schedulePost(planner, id, { when, expectedRevision, targetIds, lateMinutes }));
  }),
  duplicate: api.duplicate.handler(({ input, context: { desktop } }) => {
    const planner = plannerOf(desktop);
    const { db } = desktop.store;
    const copy = withoutAgreements(draftOf(db, requirePost(db, input.id)));
    const key = input.key ?? null;
    if (input.when === undefined)
      return answer(desktop, { postId: createDraft(planner, copy, key), notes: [] });
    return answer(desktop, scheduleNew(planner, copy, key, { when: input.when }));
  }),
  resolve: api.resolve.handler(({ input, context: { desktop } }) => {
    resolveTarget(plannerOf(desktop), desktop.platforms, input.id, input.targetId, input.decision);
    return viewOf(desktop, input.id);
  }),
};
