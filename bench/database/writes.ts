import { createDraft, editPost } from '#main/planning/drafts.ts';
import type { Store } from '#main/store/database.ts';
import { createGroupCommit } from '#main/store/group-commit.ts';
import { createJobStore } from '#main/store/job-store.ts';
import type { DraftInput } from '#shared/contract/posts.ts';
import { type Line, line, spread, timed } from '../line.ts';
import { plannerOn, random } from '../practice-home.ts';
import { POSTS } from './seed.ts';

const RUNS = 300;

export async function benchDraftSave(store: Store): Promise<Line> {
  const planner = plannerOn(store);
  const accounts = store.raw.prepare<[], { id: string }>('SELECT id FROM connections LIMIT 3').all();
  const draft = (typed: number): DraftInput => ({
    caption: `A draft that grows as it is typed: ${'another word '.repeat(20 + (typed % 20))}${typed}`,
    tone: 'friendly',
    category: null,
    media: [],
    targets: accounts.map(({ id }) => ({ connectionId: id, captionOverride: null, options: {} })),
  });
  const id = createDraft(planner, draft(0), null);
  let revision = 1;
  const times = await timed(RUNS, (run) => {
    editPost(planner, id, revision, draft(run));
    revision += 1;
  });
  store.raw.prepare('DELETE FROM posts WHERE id = ?').run(id);
  return line({
    bench: `database: saving a draft for 3 accounts, ${POSTS} posts`,
    figures: spread(times),
    counted:
      'post, targets, revision, search index in one transaction that is flushed to disk (synchronous=FULL)',
    notCounted: 'the wait of the window until typing pauses',
  });
}

/** What the publisher does at every look at the queue. */
export async function benchClaimDue(store: Store): Promise<Line> {
  const jobs = createJobStore(store, createGroupCommit(store), random);
  const query = { executor: 'desktop', worker: 'bench', leaseMs: 30_000, limit: 500 } as const;
  const times = await timed(RUNS * 10, async () => {
    const now = Date.now();
    const claims = await jobs.claimDue({ ...query, now, until: now });
    if (claims.length > 0) throw new Error('nothing is due in this database');
  });
  return line({
    bench: `database: looking for due posts, none due, ${POSTS} posts`,
    figures: spread(times),
    counted: 'one read; nothing is written',
    notCounted: 'looks, read-backs and the next time to wake, which are reads of the same kind',
  });
}
