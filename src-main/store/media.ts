import { and, desc, eq, inArray, isNotNull, isNull, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { media, postMedia } from './schema.ts';

export type MediaRow = typeof media.$inferSelect;

export function findMedia(db: Db, id: string): MediaRow | undefined {
  return db.select().from(media).where(eq(media.id, id)).get();
}

export function findMediaByHash(db: Db, hash: string): MediaRow | undefined {
  return db.select().from(media).where(eq(media.hash, hash)).get();
}

/** The same bytes again are the same file: it is shown again, if it was hidden. */
export function saveMedia(db: Db, row: Omit<MediaRow, 'hiddenAt'>): MediaRow {
  return db
    .insert(media)
    .values(row)
    .onConflictDoUpdate({ target: media.hash, set: { hiddenAt: null, createdAt: row.createdAt } })
    .returning()
    .get();
}

export function setAltText(db: Db, id: string, altText: string): MediaRow | undefined {
  return db.update(media).set({ altText }).where(eq(media.id, id)).returning().get();
}

/** Hidden from the library; the file stays as long as a post uses it. */
export function hideMedia(db: Db, id: string, now: number): boolean {
  return (
    db
      .update(media)
      .set({ hiddenAt: now })
      .where(and(eq(media.id, id), isNull(media.hiddenAt)))
      .run().changes === 1
  );
}

export function listMedia(
  db: Db,
  query: { search?: string | undefined; before?: { at: number; id: string } | undefined; limit: number },
): MediaRow[] {
  const words = query.search?.trim() ?? '';
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const matches =
    words === '' ? undefined : or(escaped(media.name, pattern), escaped(media.altText, pattern));
  const before =
    query.before === undefined
      ? undefined
      : or(
          lt(media.createdAt, query.before.at),
          and(eq(media.createdAt, query.before.at), lt(media.id, query.before.id)),
        );
  return db
    .select()
    .from(media)
    .where(and(isNull(media.hiddenAt), matches, before))
    .orderBy(desc(media.createdAt), desc(media.id))
    .limit(query.limit)
    .all();
}

/** In how many posts each file is used. */
export function usesOf(db: Db, ids: string[]): Map<string, number> {
  const rows = db
    .select({ id: postMedia.mediaId, count: sql<number>`count(DISTINCT ${postMedia.postId})` })
    .from(postMedia)
    .where(inArray(postMedia.mediaId, ids))
    .groupBy(postMedia.mediaId)
    .all();
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Hidden files that no post uses any more, nor anything that may still go out as it was scheduled. */
export function unusedMedia(db: Db): MediaRow[] {
  const used = db.select({ id: postMedia.mediaId }).from(postMedia);
  const thumbnail = sql`
    EXISTS (SELECT 1 FROM targets t WHERE json_extract(t.options, '$.thumbnail') = ${media.id})`;
  const underWay = sql`
    EXISTS (SELECT 1 FROM targets t, json_each(t.snapshot, '$.media') file
      WHERE t.state IN ('scheduled', 'claimed', 'sending', 'unknown')
        AND json_extract(file.value, '$.hash') = ${media.hash})`;
  return db
    .select()
    .from(media)
    .where(
      and(
        isNotNull(media.hiddenAt),
        sql`${media.id} NOT IN ${used}`,
        sql`NOT ${thumbnail}`,
        sql`NOT ${underWay}`,
      ),
    )
    .all();
}

/** False: it was added again meanwhile. */
export function deleteHiddenMedia(db: Db, id: string): boolean {
  return (
    db
      .delete(media)
      .where(and(eq(media.id, id), isNotNull(media.hiddenAt)))
      .run().changes === 1
  );
}

function escaped(column: typeof media.name | typeof media.altText, pattern: string) {
  return sql`${like(column, pattern)} ESCAPE '\\'`;
}
