import { implementation } from './context.ts';
import { appHandlers } from './app.ts';
import { calendarHandlers } from './calendar.ts';
import { connectionHandlers } from './connections.ts';
import { mediaHandlers } from './media.ts';
import { noticeHandlers } from './notices.ts';
import { postHandlers } from './posts.ts';
import { scheduleHandlers } from './schedule.ts';
import { targetHandlers } from './targets.ts';

/** The whole desktop contract, handled. */
export const router = implementation.router({
  app: appHandlers,
  calendar: calendarHandlers,
  connections: connectionHandlers,
  media: mediaHandlers,
  notices: noticeHandlers,
  posts: postHandlers,
  schedule: scheduleHandlers,
  targets: targetHandlers,
});
