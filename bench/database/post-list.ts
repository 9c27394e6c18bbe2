import { and, desc, isNull, like } from 'drizzle-orm';
import { postViews } from '#main/planning/post-view.ts';
import type { Store } from '#main/store/database.ts';
import { listPosts } from '#main/store/post-list.ts';
import { posts } from '#main/store/schema.ts';
import { type Line, line, spread, timed } from '../line.ts';
import { type Answers, answerTimes } from './answers.ts';
import { POSTS } from './seed.ts';

const RUNS = 300;
const PAGE = 50;

/** Beginnings of words as they are typed: common, rare, two words, and one that nothing begins with. */
const typed = [
  'wal',
  'lin',
  'porc',
  'glazed',
  'sea gr',
  'back in',
  'cafe',
  'teap',
  'no 4711',
  'mar',
  'xyz',
  'hand',
];
const search = (run: number) => typed[Math.abs(run) % typed.length] ?? '';

const page = (store: Store, filter: { search?: string }) => {
  const rows = listPosts(store.db, { ...filter, limit: PAGE });
  return postViews(store.db, rows.slice(0, PAGE), null);
};

function pageByLike(store: Store, text: string) {
  const rows = store.db
    .select()
    .from(posts)
    .where(and(isNull(posts.deletedAt), like(posts.caption, `%${text}%`)))
    .orderBy(desc(posts.seq))
    .limit(PAGE)
    .all();
  return postViews(store.db, rows, null);
}

export async function benchSearch(store: Store, answers: Answers): Promise<Line> {
  const ours = await timed(RUNS, (run) => page(store, { search: search(run) }));
  const theirs = await timed(RUNS / 10, (run) => pageByLike(store, search(run)));
  return line({
    bench: `database: caption search by beginnings of words, newest ${PAGE} of ${POSTS} posts`,
    figures: {
      ...spread(ours),
      ...(await answerTimes(answers, (run) => `/api/posts?search=${encodeURIComponent(search(run))}`)),
    },
    peer: { name: 'the same page found by LIKE', figures: spread(theirs) },
    goal: { atMost: { p50Ms: 5, p99Ms: 5 } },
    counted: `${typed.length} different searches in turn; the page with photos, accounts and states of each post; answer…Ms: the same through the door of the shipped app`,
    notCounted:
      'drawing. LIKE is quick where a page is full at once, and reads every caption where it is not',
  });
}

export async function benchPostList(store: Store, answers: Answers): Promise<Line> {
  return line({
    bench: `database: first page of the post list, ${PAGE} of ${POSTS} posts`,
    figures: {
      ...spread(await timed(RUNS, () => page(store, {}))),
      ...(await answerTimes(answers, () => '/api/posts')),
    },
    counted:
      'the page with photos, accounts and states of each post; answer…Ms: the same through the door of the shipped app',
    notCounted: 'drawing',
  });
}
