import { and, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { DraftInput } from '#shared/contract/posts.ts';
import { AppError } from '#shared/model/app-error.ts';
import { canonicalJson } from '#shared/model/json.ts';
import type { Db } from './database.ts';
import { media, postMedia, postRevisions, posts, targets } from './schema.ts';

export type PostRow = typeof posts.$inferSelect;

/** Within this time successive saves of one post become one revision in the history. */
const REVISION_SPACING_MS = 30_000;

export function findPost(db: Db, id: string): PostRow | undefined {
  return db.select().from(posts).where(eq(posts.id, id)).get();
}

/** @throws AppError NOT_FOUND */
export function requirePost(db: Db, id: string): PostRow {
  const row = findPost(db, id);
  if (row === undefined) throw new AppError('NOT_FOUND', 'This post does not exist any more.');
  return row;
}

export function findPostByKey(db: Db, key: string): PostRow | undefined {
  return db.select().from(posts).where(eq(posts.clientKey, key)).get();
}

export function insertPost(
  db: Db,
  row: { id: string; draft: DraftInput; key: string | null; now: number },
): void {
  const { id, draft, key, now } = row;
  const { caption, tone, category } = draft;
  db.insert(posts)
    .values({ id, caption, tone, category, revision: 1, clientKey: key, createdAt: now, updatedAt: now })
    .run();
  writeMedia(db, id, draft.media);
  keepRevision(db, id, 1, draft, now);
}

/** Compare-and-set on the revision. False: it was changed elsewhere meanwhile. */
export function updatePost(
  db: Db,
  change: { id: string; expected: number; draft: DraftInput; now: number },
): boolean {
  const { id, expected, draft, now } = change;
  const { caption, tone, category } = draft;
  const changed = db
    .update(posts)
    .set({ caption, tone, category, revision: expected + 1, updatedAt: now })
    .where(and(eq(posts.id, id), eq(posts.revision, expected), isNull(posts.deletedAt)))
    .run();
  if (changed.changes !== 1) return false;
  writeMedia(db, id, draft.media);
  keepRevision(db, id, expected + 1, draft, now);
  return true;
}

/** Counts a change of time as a change of the post, so that two windows notice each other. */
export function bumpRevision(db: Db, id: string, expected: number | undefined, now: number): boolean {
  const same = expected === undefined ? undefined : eq(posts.revision, expected);
  const changed = db
    .update(posts)
    .set({ revision: sql`${posts.revision} + 1`, updatedAt: now })
    .where(and(eq(posts.id, id), same, isNull(posts.deletedAt)))
    .run();
  return changed.changes === 1;
}

export function keepOrderKey(db: Db, id: string, orderKey: string): void {
  db.update(posts).set({ orderKey }).where(eq(posts.id, id)).run();
}

export function setDeleted(db: Db, id: string, deletedAt: number | null, now: number): void {
  db.update(posts)
    .set({ deletedAt, revision: sql`${posts.revision} + 1`, updatedAt: now })
    .where(eq(posts.id, id))
    .run();
}

/** Empties the trash of what has lain in it since before `before`; nothing that is out, or may be, is thrown away. */
export function purgeTrash(db: Db, before: number): number {
  const sent = or(
    isNotNull(targets.remoteId),
    inArray(targets.state, ['sending', 'published', 'unknown']),
    targets.partlyOut,
  );
  const kept = db.select({ id: targets.postId }).from(targets).where(sent);
  return db
    .delete(posts)
    .where(and(lt(posts.deletedAt, before), sql`${posts.id} NOT IN ${kept}`))
    .run().changes;
}

export function revisionsOf(db: Db, postId: string) {
  return db
    .select({ revision: postRevisions.revision, at: postRevisions.at, draft: postRevisions.draft })
    .from(postRevisions)
    .where(eq(postRevisions.postId, postId))
    .orderBy(desc(postRevisions.revision))
    .limit(200)
    .all();
}

export function mediaOf(db: Db, postIds: string[]) {
  return db
    .select({ postId: postMedia.postId, altText: postMedia.altText, file: media })
    .from(postMedia)
    .innerJoin(media, eq(media.id, postMedia.mediaId))
    .where(inArray(postMedia.postId, postIds))
    .orderBy(postMedia.postId, postMedia.position)
    .all();
}

function writeMedia(db: Db, postId: string, list: DraftInput['media']): void {
  db.delete(postMedia).where(eq(postMedia.postId, postId)).run();
  if (list.length === 0) return;
  const known = db
    .select({ id: media.id })
    .from(media)
    .where(
      inArray(
        media.id,
        list.map(({ mediaId }) => mediaId),
      ),
    )
    .all();
  const missing = list.findIndex(({ mediaId }) => !known.some(({ id }) => id === mediaId));
  if (missing >= 0) {
    throw new AppError('NOT_FOUND', 'One of the photos is not in the library any more. Add it again.', {
      field: `media.${missing}`,
      action: 'choose-media',
    });
  }
  db.insert(postMedia)
    .values(list.map(({ mediaId, altText }, position) => ({ postId, position, mediaId, altText })))
    .run();
}

function keepRevision(db: Db, postId: string, revision: number, draft: DraftInput, now: number): void {
  const last = db
    .select()
    .from(postRevisions)
    .where(eq(postRevisions.postId, postId))
    .orderBy(desc(postRevisions.revision))
    .limit(1)
    .get();
  // The autosaves of a thought that is being typed are one revision; whatever took something away keeps what was there.
  if (last !== undefined && now - last.at < REVISION_SPACING_MS && onlyAdds(last.draft, draft)) {
    db.delete(postRevisions)
      .where(and(eq(postRevisions.postId, postId), eq(postRevisions.revision, last.revision)))
      .run();
  }
  db.insert(postRevisions).values({ postId, revision, draft, at: now }).run();
}

/** The new draft is the old one with something typed into its caption. */
function onlyAdds(before: DraftInput, after: DraftInput): boolean {
  const rest = ({ caption: _caption, ...others }: DraftInput) => canonicalJson(others);
  if (rest(before) !== rest(after)) return false;
  const [old, now] = [before.caption, after.caption];
  let head = 0;
  while (head < old.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return now.length >= old.length && head + tail === old.length;
}
