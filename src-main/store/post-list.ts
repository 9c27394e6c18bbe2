import { and, desc, eq, exists, getTableColumns, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { TargetState } from '#shared/model/states.ts';
import type { Db } from './database.ts';
import { type PostRow } from './posts.ts';
import { connections, posts, targets } from './schema.ts';
import { needsSellerNow } from './targets.ts';

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

const states = {
  draft: ['draft'],
  scheduled: ['scheduled', 'claimed', 'sending'],
  published: ['published'],
} satisfies Record<string, TargetState[]>;

/**
 * Posts, newest first; one more than `limit`, so that the caller sees whether there are more. Search is by the
 * beginnings of words and walks the full-text index from its newest row, so it ends as soon as the page is full.
 */
export function listPosts(db: Db, filter: PostFilter): PostRow[] {
  const { prefixes, literals } = searched(filter.search ?? '');
  const conditions = and(
    filter.trash === true ? isNotNull(posts.deletedAt) : isNull(posts.deletedAt),
    stateFilter(db, filter),
    accountFilter(db, filter),
    ...literals.map((text) => sql`instr(${posts.caption}, ${text}) > 0`),
  );
  if (prefixes === null) {
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
    .where(and(sql`posts_fts MATCH ${prefixes}`, before, conditions))
    .orderBy(sql`posts_fts.rowid DESC`)
    .limit(filter.limit + 1)
    .all();
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const PICTURE = /\p{Extended_Pictographic}\uFE0F?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*/gu;
/** Written without spaces, so the index has whole sentences for words. */
const SPACELESS = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const MOST_WORDS = 12;

/**
 * What is looked for: words as quoted prefixes, so that nothing a seller types is FTS syntax; what the index knows no
 * words of (emoji, Chinese) as it stands in the caption.
 */
function searched(text: string): { prefixes: string | null; literals: string[] } {
  const words = text.normalize('NFC').match(WORD) ?? [];
  const isLiteral = (word: string) => SPACELESS.test(word);
  const indexed = words.filter((word) => !isLiteral(word)).slice(0, MOST_WORDS);
  const pictures = text.match(PICTURE) ?? [];
  return {
    prefixes: indexed.length === 0 ? null : indexed.map((word) => `"${word}"*`).join(' '),
    literals: [...words.filter(isLiteral), ...pictures].slice(0, MOST_WORDS),
  };
}

function stateFilter(db: Db, { state }: PostFilter) {
  if (state === undefined) return undefined;
  // Few among many: from their index, instead of looking at every post.
  if (state === 'needs-you')
    return inArray(posts.id, db.select({ id: targets.postId }).from(targets).where(needsSellerNow));
  const some = exists(
    db
      .select({ one: sql`1` })
      .from(targets)
      .where(and(eq(targets.postId, posts.id), inArray(targets.state, states[state]))),
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
