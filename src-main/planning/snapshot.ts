import type { AttachedMedia, Snapshot } from '#shared/model/content.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { judge } from '#shared/rules/judge.ts';
import type { Verdict } from '#shared/rules/rule-pack.ts';
import type { Hash } from '#shared/publishing/ports.ts';
import type { Db } from '../store/database.ts';
import { mediaOf, type PostRow } from '../store/posts.ts';
import type { PlannedTarget } from '../store/targets.ts';

/** The media of a post as they will be sent, with this post's alt texts. */
export function attachedMedia(db: Db, postId: string): AttachedMedia[] {
  return mediaOf(db, [postId]).map(({ altText, file }) => ({
    mediaId: file.id,
    hash: file.hash,
    type: file.type,
    size: file.size,
    width: file.width,
    height: file.height,
    animated: file.animated,
    altText,
  }));
}

/** What a target would publish now, and whether its platform takes that. */
export function snapshotOf(
  post: PostRow,
  { target, connection }: PlannedTarget,
  media: AttachedMedia[],
): { snapshot: Snapshot; verdict: Verdict } {
  const text = target.captionOverride ?? post.caption;
  const { options } = target;
  const verdict = judge(connection.platform, { text, media, options, tier: connection.tier });
  return { snapshot: { kind: verdict.kind, text, media, options }, verdict };
}

export function fingerprintOf(snapshot: Snapshot, hash: Hash): string {
  return hash(canonicalJson(snapshot));
}
