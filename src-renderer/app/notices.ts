import { useQuery } from '@tanstack/react-query';
import type { Notice } from '#shared/contract/notices.ts';
import { api } from '#ui/api/queries.ts';
import { type ActionButton, actionButton } from '#ui/ui/error-action.ts';
import { openPost } from './drawer-store.ts';

export function useNotices() {
  return useQuery(api.notices.list.queryOptions({ input: { limit: 50 } }));
}

/** What is unread stands on top however old it is; within, the newest first. */
export function unreadFirst(notices: readonly Notice[]): Notice[] {
  return [...notices].sort(
    (a, b) => Number(a.readAt !== null) - Number(b.readAt !== null) || b.createdAt - a.createdAt,
  );
}

/** The button of a notice: what it asks for, else the post it is about. */
export function noticeButton(notice: Notice): ActionButton | null {
  const { action, postId } = notice;
  const asked = actionButton(action, notice);
  if (asked !== null) return asked;
  return postId === null ? null : { label: 'Open post', run: () => openPost(postId) };
}
