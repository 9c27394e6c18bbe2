import { createDraft, editPost, restorePost, restoreRevision, trashPost } from '../planning/drafts.ts';
import { plannerOf } from '../planning/planner.ts';
import { postViews } from '../planning/post-view.ts';
import type { Desktop } from '../desktop.ts';
import { listPosts } from '../store/post-list.ts';
import { requirePost, revisionsOf } from '../store/posts.ts';
import { implementation, numberCursor } from './context.ts';

/** @throws AppError NOT_FOUND */
export function viewOf(desktop: Desktop, id: string) {
  const { db } = desktop.store;
  const [view] = postViews(db, [requirePost(db, id)], desktop.config.hosts);
  if (view === undefined) throw new Error('a post without a view');
  return view;
}

const api = implementation.posts;

export const postHandlers = {
  list: api.list.handler(({ input, context: { desktop } }) => {
    const { cursor, limit, ...filter } = input;
    const rows = listPosts(desktop.store.db, { ...filter, before: numberCursor(cursor), limit });
    const page = rows.slice(0, limit);
    return {
      items: postViews(desktop.store.db, page, desktop.config.hosts),
      nextCursor: rows.length > limit ? String(page.at(-1)?.seq) : null,
    };
  }),
  create: api.create.handler(({ input, context: { desktop } }) =>
    viewOf(desktop, createDraft(plannerOf(desktop), input.draft, input.key ?? null)),
  ),
  get: api.get.handler(({ input, context: { desktop } }) => viewOf(desktop, input.id)),
  patch: api.patch.handler(({ input, context: { desktop } }) => {
    editPost(plannerOf(desktop), input.id, input.expectedRevision, input.draft);
    return viewOf(desktop, input.id);
  }),
  remove: api.remove.handler(({ input, context: { desktop } }) => ({
    removed: trashPost(plannerOf(desktop), input.id),
  })),
  restore: api.restore.handler(({ input, context: { desktop } }) => {
    restorePost(plannerOf(desktop), input.id);
    return viewOf(desktop, input.id);
  }),
  revisions: api.revisions.handler(({ input, context: { desktop } }) => {
    requirePost(desktop.store.db, input.id);
    return revisionsOf(desktop.store.db, input.id);
  }),
  restoreRevision: api.restoreRevision.handler(({ input, context: { desktop } }) => {
    restoreRevision(plannerOf(desktop), input.id, input.revision, input.expectedRevision);
    return viewOf(desktop, input.id);
  }),
};
