import { AppError } from '#shared/model/app-error.ts';
import { listAudit, listNotices, markAllRead, markNoticeRead } from '../store/notices.ts';
import { implementation, numberCursor } from './context.ts';

const api = implementation.notices;

export const noticeHandlers = {
  list: api.list.handler(({ input, context: { desktop } }) => listNotices(desktop.store.db, input.limit)),
  read: api.read.handler(({ input, context: { desktop } }) => {
    const notice = markNoticeRead(desktop.store.db, input.id, desktop.clock.now());
    if (notice === undefined) throw new AppError('NOT_FOUND', 'This notice is not there any more.');
    desktop.emit({ topic: 'notice' });
    return notice;
  }),
  readAll: api.readAll.handler(({ context: { desktop } }) => {
    const read = markAllRead(desktop.store.db, desktop.clock.now());
    desktop.emit({ topic: 'notice' });
    return { read };
  }),
  activity: api.activity.handler(({ input, context: { desktop } }) => {
    const { items, next } = listAudit(desktop.store.db, {
      postId: input.postId,
      before: numberCursor(input.cursor),
      limit: input.limit,
    });
    return { items, nextCursor: next === null ? null : String(next) };
  }),
};
