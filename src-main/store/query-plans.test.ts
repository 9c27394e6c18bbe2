import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queueCounts } from './analytics.ts';
import { prepareCalendar } from './calendar.ts';
import type { Store } from './database.ts';
import { prepareJobQueries } from './job-queries.ts';
import { listMedia, usesOf } from './media.ts';
import { dueForReading, metricsOf } from './metrics.ts';
import { listNotices, takeUnshown } from './notices.ts';
import { listPosts } from './post-list.ts';
import { findPostByKey, mediaOf, purgeTrash } from './posts.ts';
import { attemptsOf, checksOf, stepsOf } from './receipts.ts';
import {
  countedPosts,
  countUpcoming,
  findTarget,
  neighbours,
  openCallAt,
  targetsOf,
  waitingForSeller,
} from './targets.ts';
import { openMemoryStore } from './testing.ts';

// What is asked at every look at the queue, every tick and every click reads by an index: it costs the same with a
// hundred posts and with a hundred thousand.

let store: Store;
/** Every statement that was prepared, in order. */
const asked: string[] = [];

beforeAll(() => {
  store = openMemoryStore();
  const prepare = store.raw.prepare.bind(store.raw);
  store.raw.prepare = (sql: string) => {
    asked.push(sql);
    return prepare(sql);
  };
});
afterAll(() => store.close());

/** The plans of the statements that an action makes. */
function plansOf(action: (store: Store) => unknown): string[] {
  asked.length = 0;
  action(store);
  const statements = [...asked];
  // A statement that is kept from an earlier action is not prepared again: then this would look at nothing.
  if (statements.length === 0) throw new Error('the action prepared no statement');
  return statements.flatMap((sql) =>
    store.raw
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parametersOf(sql))
      .map(({ detail }) => detail),
  );
}

function parametersOf(sql: string): unknown[] {
  const names = [...new Set(sql.match(/@\w+/g))];
  if (names.length > 0) return [Object.fromEntries(names.map((name) => [name.slice(1), 1]))];
  return Array.from({ length: sql.split('?').length - 1 }, () => 1);
}

/** Walks over a whole table; over a partial index or a part that was picked out before, a walk is as long as that is. */
function fullScans(plans: string[]): string[] {
  const picked = new Set(plans.map((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(detail)?.[1]));
  return plans.filter((detail) => {
    const [, table] =
      /^SCAN (posts|targets|steps|attempts|checks|metrics|media|post_media|audit_events|t|p)\b(?! USING)/.exec(
        detail,
      ) ?? [];
    return table !== undefined && !picked.has(table);
  });
}

const actions: [string, (store: Store) => unknown][] = [
  ['the publisher’s looks', (s) => prepareJobQueries(s)],
  ['the calendar', (s) => prepareCalendar(s)],
  ['the counts of the queue', ({ db }) => queueCounts(db)],
  ['what waits for the seller', ({ db }) => waitingForSeller(db)],
  ['the targets of posts', ({ db }) => targetsOf(db, ['a', 'b'])],
  ['one target', ({ db }) => findTarget(db, 'a')],
  ['neighbours in time', ({ db }) => neighbours(db, 'c', 1, 2, 'p')],
  ['what counts against allowances', ({ db }) => countedPosts(db, ['c', 'd'], { from: 1, to: 2 }, 'p')],
  ['what is still to come', ({ db }) => countUpcoming(db, 'c')],
  ['an open call', ({ db }) => openCallAt(db, 't')],
  ['a receipt', ({ db }) => [attemptsOf(db, 't'), stepsOf(db, 't'), checksOf(db, 't'), metricsOf(db, 't')]],
  ['posts whose numbers are to be read', ({ db }) => dueForReading(db, 1)],
  ['the photos of posts', ({ db }) => [mediaOf(db, ['p']), usesOf(db, ['m'])]],
  ['the library', ({ db }) => listMedia(db, { limit: 10 })],
  ['a client’s key', ({ db }) => findPostByKey(db, 'k')],
  ['the inbox', ({ db }) => [listNotices(db, 10), takeUnshown(db, 1)]],
  ['posts that need the seller', ({ db }) => listPosts(db, { limit: 10, state: 'needs-you' })],
  ['posts by word', ({ db }) => listPosts(db, { limit: 10, search: 'mug' })],
];

test.each(actions)('%s: by index', (_what, action) => {
  const plans = plansOf(action);
  expect(plans.length).toBeGreaterThan(0);
  expect(fullScans(plans)).toEqual([]);
});

test('the list of posts walks from the newest and needs no sorting', () => {
  for (const filter of [{}, { state: 'scheduled' }, { state: 'published' }, { platform: 'x' }] as const) {
    const plans = plansOf(({ db }) => listPosts(db, { limit: 10, ...filter }));
    expect(plans.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
  }
});

describe('throwing away', () => {
  test('a post finds what hangs on it by index', () => {
    expect(
      plansOf(({ db }) => purgeTrash(db, 1)).filter((detail) => detail.startsWith('SCAN posts')),
    ).toEqual([]);
    const parents = store.raw
      .prepare<[], { table: string; column: string }>(
        `SELECT t.name AS "table", f."from" AS "column" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
         WHERE t.schema = 'main' AND f.on_delete = 'CASCADE'`,
      )
      .all();
    expect(parents.length).toBeGreaterThan(4);
    for (const { table, column } of parents) {
      const [plan] = store.raw
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT 1 FROM ${table} WHERE ${column} = 'x'`)
        .all();
      expect(plan?.detail, `${table}.${column}`).toMatch(/^SEARCH/);
    }
  });
});
