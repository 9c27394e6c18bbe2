import type { ContractRouterClient } from '@orpc/contract';
import { appContract } from './app.ts';
import { calendarContract } from './calendar.ts';
import { connectionsContract } from './connections.ts';
import { mediaContract } from './media.ts';
import { noticesContract } from './notices.ts';
import { postsContract } from './posts.ts';
import { scheduleContract } from './schedule.ts';
import { targetsContract } from './targets.ts';

/** What the window and the desktop say to each other, under `/api`. */
export const desktopContract = {
  app: appContract,
  calendar: calendarContract,
  connections: connectionsContract,
  media: mediaContract,
  notices: noticesContract,
  posts: postsContract,
  schedule: scheduleContract,
  targets: targetsContract,
};

export type DesktopClient = ContractRouterClient<typeof desktopContract>;
