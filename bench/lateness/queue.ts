import { scheduleNew } from '#main/planning/schedule.ts';
import type { WorkerGift } from '#main/scheduler/messages.ts';
import { connect, openStore } from '#main/store/database.ts';
import { connectAccount, databaseFile, giftOf, makePracticeHome, plannerOn } from '../practice-home.ts';

export const ACCOUNTS = 7;

export interface Queue {
  gift: WorkerGift;
  /** Sets the times at which the posts are due, ms since 1970. To be called before the publisher starts. */
  setTimes(dueAt: (number: number) => number): void;
}

/** A data folder with `count` planned posts, in turn over 7 accounts, numbered in their text. */
export async function makeQueue(home: string, hosts: Record<string, string>, count: number): Promise<Queue> {
  const vault = await makePracticeHome(home, hosts);
  const store = openStore(databaseFile(home));
  const accounts: string[] = [];
  for (let number = 0; number < ACCOUNTS; number += 1)
    accounts.push(await connectAccount(store, vault, `shop${number}`));
  const planner = plannerOn(store);
  const posts: string[] = [];
  const someday = new Date(Date.now() + 60 * 60_000).toISOString();
  store.raw.transaction(() => {
    for (let number = 0; number < count; number += 1) {
      const connectionId = accounts[number % ACCOUNTS] ?? '';
      const draft = {
        caption: `Number #${number}: hand-thrown mugs, glazed in sea green`,
        tone: null,
        category: null,
        media: [],
        targets: [{ connectionId, captionOverride: null, options: {} }],
      };
      posts.push(scheduleNew(planner, draft, null, { when: { at: someday } }).postId);
    }
  })();
  store.close();
  return { gift: giftOf(home, vault, hosts), setTimes: (dueAt) => setTimes(home, posts, dueAt) };
}

function setTimes(home: string, posts: readonly string[], dueAt: (number: number) => number): void {
  const store = connect(databaseFile(home));
  const set = store.raw.prepare('UPDATE targets SET due_at = ? WHERE post_id = ?');
  store.raw.transaction(() => {
    for (const [number, postId] of posts.entries()) set.run(dueAt(number), postId);
  })();
  store.close();
}
