import { AppError } from '#shared/model/app-error.ts';
import { type AttachedMedia, fittedMedia, type Snapshot, type TargetOptions } from '#shared/model/content.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { judge } from '#shared/rules/judge.ts';
import type { Verdict } from '#shared/rules/rule-pack.ts';
import type { Hash } from '#shared/publishing/ports.ts';
import type { Db } from '../store/database.ts';
import { findMedia, type MediaRow } from '../store/media.ts';
import { mediaOf, type PostRow } from '../store/posts.ts';
import type { PlannedTarget } from '../store/targets.ts';

/** The media of a post as they will be sent, with this post's alt texts. */
export function attachedMedia(db: Db, postId: string): AttachedMedia[] {
  return mediaOf(db, [postId]).map(({ altText, file }) => attached(file, altText));
}

/** The same as one account gets them. */
export function mediaFor(db: Db, media: readonly AttachedMedia[], options: TargetOptions): AttachedMedia[] {
  const find = (id: string) => {
    const file = findMedia(db, id);
    return file && attached(file, '');
  };
  return fittedMedia(media, ({ mediaId }) => mediaId, options, find);
}

/** A file of the library as part of a post. */
export function attached(file: MediaRow, altText: string): AttachedMedia {
  const { id: mediaId, hash, type, size, width, height, animated, video } = file;
  return { mediaId, hash, type, size, width, height, animated, altText, ...(video && { video }) };
}

/**
 * What a target would publish now, and whether its platform takes that.
 * @param publicMedia whether platforms could fetch its files @throws AppError NOT_FOUND
 */
export function snapshotOf(
  db: Db,
  post: PostRow,
  { target, connection }: PlannedTarget,
  attachedToPost: readonly AttachedMedia[],
  publicMedia: boolean,
): { snapshot: Snapshot; verdict: Verdict } {
  const text = target.captionOverride ?? post.caption;
  const media = mediaFor(db, attachedToPost, target.options);
  // What is sent is in the media now; which file of the post each of them stands for is nobody's business but ours.
  const { fitted: _fitted, ...options } = target.options;
  const thumbnail = options.thumbnail === undefined ? undefined : thumbnailOf(db, options.thumbnail);
  const { tier, consent } = connection;
  const verdict = judge(connection.platform, { text, media, options, thumbnail, tier, consent, publicMedia });
  const snapshot = { kind: verdict.kind, text, media, options, ...(thumbnail && { thumbnail }) };
  return { snapshot, verdict };
}

function thumbnailOf(db: Db, mediaId: string): AttachedMedia {
  const file = findMedia(db, mediaId);
  if (file !== undefined) return attached(file, '');
  throw new AppError('NOT_FOUND', 'The thumbnail is not in the library any more. Choose another one.', {
    field: 'options',
    action: 'choose-media',
  });
}

export function fingerprintOf(snapshot: Snapshot, hash: Hash): string {
  return hash(canonicalJson(snapshot));
}
