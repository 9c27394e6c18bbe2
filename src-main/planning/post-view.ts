import type { MediaView } from '#shared/contract/media.ts';
import type { DraftInput, PostView, TargetView } from '#shared/contract/posts.ts';
import { type ErrorAction, errorActionSchema } from '#shared/model/app-error.ts';
import { mapForBrowser } from '../http/host-map.ts';
import type { Db } from '../store/database.ts';
import { type MediaRow, mediaWithIds, usesOf } from '../store/media.ts';
import { mediaOf, type PostRow } from '../store/posts.ts';
import { type PlannedTarget, targetsOf } from '../store/targets.ts';

export type HostMap = ReadonlyMap<string, string> | null;

/** Posts as the window shows them: four queries for any number of posts. */
export function postViews(db: Db, rows: readonly PostRow[], hosts: HostMap): PostView[] {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const attached = Map.groupBy(mediaOf(db, ids), ({ postId }) => postId);
  const planned = Map.groupBy(targetsOf(db, ids), ({ target }) => target.postId);
  const uses = usesOf(
    db,
    [...attached.values()].flat().map(({ file }) => file.id),
  );
  const named = new Map(
    mediaWithIds(db, namedIds([...planned.values()].flat())).map((file) => [file.id, file]),
  );
  return rows.map((post) => ({
    id: post.id,
    caption: post.caption,
    tone: post.tone,
    category: post.category,
    media: (attached.get(post.id) ?? []).map(({ file, altText }) => ({
      ...mediaView(file, uses.get(file.id) ?? 0),
      altText,
    })),
    targets: (planned.get(post.id) ?? [])
      .filter(({ target }) => target.state !== 'canceled')
      .map((row) => targetView(row, hosts)),
    named: namedIds(planned.get(post.id) ?? []).flatMap((id) => {
      const file = named.get(id);
      return file === undefined ? [] : [mediaView(file, 0)];
    }),
    revision: post.revision,
    createdAt: post.createdAt,
    updatedAt: post.updatedAt,
    deletedAt: post.deletedAt,
  }));
}

/** The files that options name. */
function namedIds(planned: readonly PlannedTarget[]): string[] {
  const ids = planned.flatMap(({ target: { options } }) => [
    ...Object.values(options.fitted ?? {}),
    ...(options.thumbnail === undefined ? [] : [options.thumbnail]),
  ]);
  return [...new Set(ids)];
}

export function mediaView(file: MediaRow, uses: number): MediaView {
  const { id, hash, type, size, width, height, animated, video, altText, name, createdAt } = file;
  return {
    id,
    hash,
    type,
    size,
    width,
    height,
    animated,
    ...(video && { video }),
    altText,
    name,
    createdAt,
    uses,
    url: `/media/${hash}`,
    thumbUrl: `/media/${hash}/thumb`,
  };
}

export function targetView({ target, connection }: PlannedTarget, hosts: HostMap): TargetView {
  const { dueAt, local, zone, permalink, publishedAt, reasonMessage } = target;
  const action = errorActionSchema.safeParse(target.reasonAction);
  return {
    id: target.id,
    postId: target.postId,
    connectionId: connection.id,
    platform: connection.platform,
    accountName: connection.name,
    accountHandle: connection.handle,
    kind: target.kind,
    state: target.state,
    revision: target.revision,
    captionOverride: target.captionOverride,
    options: target.options,
    when: dueAt === null || local === null || zone === null ? null : { local, zone, instant: dueAt },
    lateMinutes: target.lateMinutes,
    publisher: publisherOf(connection),
    reason:
      reasonMessage === null
        ? null
        : {
            message: reasonMessage,
            action: action.success ? (action.data satisfies ErrorAction) : null,
            code: target.reasonCode,
            field: target.reasonField,
          },
    nextTryAt: target.notBefore,
    nextLookAt: target.nextLookAt,
    partlyOut: target.partlyOut && target.state !== 'published',
    publishedAt,
    lateMs: publishedAt === null || dueAt === null ? null : Math.max(publishedAt - dueAt, 0),
    remoteId: target.remoteId,
    permalink: permalink === null ? null : mapForBrowser(permalink, hosts),
    verification: target.verification,
  };
}

function publisherOf({ state, stateReason, name }: PlannedTarget['connection']): TargetView['publisher'] {
  switch (state) {
    case 'ok':
      return { by: 'laptop', why: null };
    case 'reconnect':
      return { by: 'nobody', why: `${name} must be reconnected first.` };
    case 'blocked':
      return { by: 'nobody', why: stateReason ?? `${name} cannot post at the moment.` };
    case 'removed':
      return { by: 'nobody', why: `${name} is not connected any more.` };
  }
}

/** A post as it would be typed again; for copies. */
export function draftOf(db: Db, post: PostRow): DraftInput {
  return {
    caption: post.caption,
    tone: post.tone,
    category: post.category,
    media: mediaOf(db, [post.id]).map(({ file, altText }) => ({ mediaId: file.id, altText })),
    targets: targetsOf(db, [post.id])
      .filter(({ target, connection }) => target.state !== 'canceled' && connection.state !== 'removed')
      .map(({ target }) => ({
        connectionId: target.connectionId,
        captionOverride: target.captionOverride,
        options: target.options,
      })),
  };
}

/** What was agreed to, was agreed to for one post. */
export function withoutAgreements(draft: DraftInput): DraftInput {
  const targets = draft.targets.map((target) => {
    const { agreed: _agreed, ...options } = target.options;
    return { ...target, options };
  });
  return { ...draft, targets };
}
