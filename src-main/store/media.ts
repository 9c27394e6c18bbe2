import { and, desc, eq, inArray, isNotNull, isNull, like, lt, or, sql } from 'drizzle-orm';
import { canonicalJson } from '#shared/model/json.ts';
import type { Recipe } from '#shared/model/rendition.ts';
import type { Db } from './database.ts';
import { media, postMedia } from './schema.ts';

export type MediaRow = typeof media.$inferSelect;
type Made = 'hiddenAt' | 'sourceId' | 'recipe';
export type NewMedia = Omit<MediaRow, Made | 'video'> & { video?: MediaRow['video'] | undefined };

export function findMedia(db: Db, id: string): MediaRow | undefined {
  return db.select().from(media).where(eq(media.id, id)).get();
}

export function findMediaByHash(db: Db, hash: string): MediaRow | undefined {
  return db.select().from(media).where(eq(media.hash, hash)).get();
}

/**
 * The same bytes again are the same file: it is shown again, if it was hidden. A rendition that the seller adds is from then
 * on a file like any other.
 */
export function saveMedia(db: Db, row: NewMedia): MediaRow {
  const shown = { hiddenAt: null, sourceId: null, recipe: null, createdAt: row.createdAt };
  return db
    .insert(media)
    .values(row)
    .onConflictDoUpdate({ target: media.hash, set: shown })
    .returning()
    .get();
}

/** Made from a file of the library, never shown in it. What has the same bytes already stays what it is. */
export function saveRendition(db: Db, row: NewMedia, source: MediaRow, recipe: Recipe): MediaRow {
  return db
    .insert(media)
    .values({ ...row, sourceId: source.id, recipe: canonicalJson(recipe), hiddenAt: row.createdAt })
    .onConflictDoUpdate({ target: media.hash, set: hiddenFromNow(row.createdAt) })
    .returning()
    .get();
}

/** A rendition that was made before; from now on it is as new, so that it is there until a post has it. */
export function reuseRendition(db: Db, sourceId: string, recipe: Recipe, now: number): MediaRow | undefined {
  const same = and(eq(media.sourceId, sourceId), eq(media.recipe, canonicalJson(recipe)));
  return db.update(media).set(hiddenFromNow(now)).where(same).returning().get();
}

const hiddenFromNow = (now: number) => ({
  hiddenAt: sql`CASE WHEN ${media.hiddenAt} IS NULL THEN NULL ELSE ${now} END`,
});

/** Files by their ids, as far as they are there. */
export function mediaWithIds(db: Db, ids: readonly string[]): MediaRow[] {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(media)
        .where(inArray(media.id, [...ids]))
        .all();
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

/**
 * Hidden files that no post uses any more, nor anything that may still go out as it was scheduled.
 * @param before renditions made later than this are left: the post that they were made for may not be saved yet
 */
export function unusedMedia(db: Db, before: number): MediaRow[] {
  const used = db.select({ id: postMedia.mediaId }).from(postMedia);
  const fitted = sql`SELECT fitted.value FROM targets t, json_each(t.options, '$.fitted') fitted`;
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
        or(isNull(media.recipe), lt(media.hiddenAt, before)),
        sql`${media.id} NOT IN ${used}`,
        sql`${media.id} NOT IN (${fitted})`,
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
