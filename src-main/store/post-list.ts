import { and, desc, eq, exists, getTableColumns, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { needsSeller, type TargetState } from '#shared/model/states.ts';
import type { Db } from './database.ts';
import { type PostRow } from './posts.ts';
import { connections, posts, targets } from './schema.ts';

export interface PostFilter {
  state?: 'draft' | 'scheduled' | 'published' | 'needs-you' | undefined;
  platform?: PlatformId | undefined;
  connectionId?: string | undefined;
  search?: string | undefined;
  trash?: boolean | undefined;
  /** Only posts older than the one with this number. */
  before?: number | undefined;
  limit: number;
}

const states: Readonly<Record<NonNullable<PostFilter['state']>, readonly TargetState[]>> = {
  draft: ['draft'],
  scheduled: ['scheduled', 'claimed', 'sending'],
  published: ['published'],
  'needs-you': needsSeller,
};

/**
 * Posts, newest first; one more than `limit`, so that the caller sees whether there are more. Search is by the
 * beginnings of words and walks the full-text index from its newest row, so it ends as soon as the page is full.
 */
export function listPosts(db: Db, filter: PostFilter): PostRow[] {
  const query = searchQuery(filter.search ?? '');
  const conditions = and(
    filter.trash === true ? isNotNull(posts.deletedAt) : isNull(posts.deletedAt),
    stateFilter(db, filter),
    accountFilter(db, filter),
  );
  if (query === null) {
    const before = filter.before === undefined ? undefined : lt(posts.seq, filter.before);
    return db
      .select()
      .from(posts)
      .where(and(before, conditions))
      .orderBy(desc(posts.seq))
      .limit(filter.limit + 1)
      .all();
  }
  const before = filter.before === undefined ? undefined : sql`posts_fts.rowid < ${filter.before}`;
  return db
    .select(getTableColumns(posts))
    .from(posts)
    .innerJoin(sql`posts_fts`, sql`posts_fts.rowid = ${posts.seq}`)
    .where(and(sql`posts_fts MATCH ${query}`, before, conditions))
    .orderBy(sql`posts_fts.rowid DESC`)
    .limit(filter.limit + 1)
    .all();
}

/** Each word as a quoted prefix, so that nothing a seller types is FTS syntax. */
function searchQuery(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0
    ? null
    : words
        .slice(0, 12)
        .map((word) => `"${word}"*`)
        .join(' ');
}

function stateFilter(db: Db, { state }: PostFilter) {
  if (state === undefined) return undefined;
  const some = exists(
    db
      .select({ one: sql`1` })
      .from(targets)
      .where(and(eq(targets.postId, posts.id), inArray(targets.state, [...states[state]]))),
  );
  if (state !== 'draft') return some;
  // A post without any account yet is a draft as well.
  const any = exists(
    db
      .select({ one: sql`1` })
      .from(targets)
      .where(and(eq(targets.postId, posts.id), sql`${targets.state} <> 'canceled'`)),
  );
  return sql`(${some} OR NOT ${any})`;
}

function accountFilter(db: Db, { platform, connectionId }: PostFilter) {
  if (platform === undefined && connectionId === undefined) return undefined;
  return exists(
    db
      .select({ one: sql`1` })
      .from(targets)
      .innerJoin(connections, eq(connections.id, targets.connectionId))
      .where(
        and(
          eq(targets.postId, posts.id),
          sql`${targets.state} <> 'canceled'`,
          platform === undefined ? undefined : eq(connections.platform, platform),
          connectionId === undefined ? undefined : eq(connections.id, connectionId),
        ),
      ),
  );
}
