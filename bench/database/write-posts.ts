import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { chained } from '#shared/security/audit-entry.ts';
import type { AttachedMedia } from '#shared/model/content.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { CHAIN_START } from '#shared/security/audit-chain.ts';
import { newId } from '#shared/model/ids.ts';
import { random } from '../practice-home.ts';
import type { SeedPost, SeedTarget } from './posts.ts';

/**
 * Writes posts with everything the app would have kept of them: revisions, snapshots, attempts, journal, checks, audit
 * trail. Straight into the tables: by way of the app it would take an hour.
 */
export function writePosts(
  raw: Database.Database,
  media: readonly AttachedMedia[],
  posts: Iterable<SeedPost>,
): void {
  const insert = prepare(raw);
  const audit = auditTrail(insert.audit);
  raw.transaction(() => {
    for (const { mediaId, hash, type, size, width, height, altText } of media)
      insert.media.run(mediaId, hash, type, size, width, height, altText, `${hash.slice(0, 8)}.jpg`, 0);
    for (const post of posts) {
      const { id, caption, tone, createdAt } = post;
      insert.post.run(id, caption, tone, createdAt, createdAt);
      for (const [position, { mediaId, altText }] of post.media.entries())
        insert.postMedia.run(id, position, mediaId, altText);
      insert.revision.run(id, 1, JSON.stringify(draftOf(post)), createdAt);
      audit(createdAt, 'seller', 'post.created', 'Started a post.', id);
      if (post.targets[0]?.dueAt !== null)
        audit(createdAt, 'seller', 'post.scheduled', 'Scheduled a post.', id);
      for (const target of post.targets) writeTarget(insert, audit, post, target);
    }
  })();
}

type Inserts = ReturnType<typeof prepare>;
type Audit = ReturnType<typeof auditTrail>;

function writeTarget(insert: Inserts, audit: Audit, post: SeedPost, target: SeedTarget): void {
  const { id, connectionId, state, dueAt } = target;
  const kind = post.media.length > 0 ? 'image' : 'text';
  const snapshot = { kind, text: post.caption, media: post.media, options: {} };
  const isOut = state === 'published';
  const remoteId = isOut ? String(BigInt(`0x${id.replaceAll('-', '').slice(0, 15)}`)) : null;
  const publishedAt = isOut && dueAt !== null ? dueAt + 3 : null;
  const fingerprint = createHash('sha256').update(post.caption).digest('hex');
  insert.target.run({
    id,
    postId: post.id,
    connectionId,
    kind,
    state,
    dueAt,
    local: dueAt === null ? null : new Date(dueAt).toISOString().slice(0, 16),
    zone: dueAt === null ? null : 'Europe/Berlin',
    snapshot: dueAt === null ? null : JSON.stringify(snapshot),
    fingerprint: dueAt === null ? null : fingerprint,
    leadMs: post.media.length > 0 ? 61_000 : 2350,
    reason: ['refused', 'missed', 'held', 'unknown'].includes(state) ? 'The platform said no.' : null,
    remoteId,
    permalink: remoteId === null ? null : `https://x.com/shop/status/${remoteId}`,
    publishedAt,
    verification: isOut ? 'there' : null,
    createdAt: post.createdAt,
  });
  if (publishedAt === null) return;
  const [attemptId, stepId] = [newId(publishedAt, random), newId(publishedAt, random)];
  insert.attempt.run(attemptId, id, publishedAt - 2000, publishedAt + 300);
  insert.step.run(
    stepId,
    attemptId,
    id,
    fingerprint,
    JSON.stringify({ id: remoteId }),
    publishedAt,
    publishedAt + 250,
  );
  for (const after of [60_000, 900_000])
    insert.check.run(newId(publishedAt + after, random), id, publishedAt + after);
  audit(publishedAt, 'publisher', 'target.published', 'Published to Shop on X.', post.id, id, connectionId);
}

function draftOf({ caption, tone, media, targets }: SeedPost) {
  return {
    caption,
    tone,
    category: null,
    media: media.map(({ mediaId, altText }) => ({ mediaId, altText })),
    targets: targets.map(({ connectionId }) => ({ connectionId, captionOverride: null, options: {} })),
  };
}

function auditTrail(insert: Inserts['audit']) {
  let head = CHAIN_START;
  return (
    at: number,
    actor: 'seller' | 'publisher',
    action: string,
    summary: string,
    postId: string,
    targetId: string | null = null,
    connectionId: string | null = null,
  ): void => {
    const event = chained({
      id: newId(at, random),
      at,
      actor,
      action,
      summary,
      postId,
      targetId,
      connectionId,
    });
    head = createHash('sha256')
      .update(`${head}\n${canonicalJson(event)}`)
      .digest('hex');
    insert.run({ ...event, hash: head });
  };
}

function prepare(raw: Database.Database) {
  return {
    media:
      raw.prepare(`INSERT INTO media (id, hash, type, size, width, height, animated, alt_text, name, created_at)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`),
    post: raw.prepare(
      'INSERT INTO posts (id, caption, tone, revision, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
    ),
    postMedia: raw.prepare(
      'INSERT INTO post_media (post_id, position, media_id, alt_text) VALUES (?, ?, ?, ?)',
    ),
    revision: raw.prepare('INSERT INTO post_revisions (post_id, revision, draft, at) VALUES (?, ?, ?, ?)'),
    target: raw.prepare(`INSERT INTO targets
      (id, post_id, connection_id, kind, options, state, revision, executor, fence, due_at, local, zone, late_minutes, snapshot,
       fingerprint, lead_ms, partly_out, failures, reason_message, remote_id, permalink, published_at, verification,
       created_at, updated_at)
      VALUES (@id, @postId, @connectionId, @kind, '{}', @state, 2, 'desktop', 1, @dueAt, @local, @zone, 15, @snapshot,
       @fingerprint, @leadMs, 0, 0, @reason, @remoteId, @permalink, @publishedAt, @verification,
       @createdAt, @createdAt)`),
    attempt: raw.prepare(`INSERT INTO attempts
      (id, target_id, fence, revision, purpose, executor, worker, started_at, ended_at, outcome)
      VALUES (?, ?, 1, 2, 'publish', 'desktop', 'desktop-bench', ?, ?, 'published')`),
    step: raw.prepare(`INSERT INTO steps
      (id, attempt_id, target_id, name, visible, state, fingerprint, answer, started_at, answered_at, looks)
      VALUES (?, ?, ?, 'post', 1, 'answered', ?, ?, ?, ?, 0)`),
    check: raw.prepare("INSERT INTO checks (id, target_id, at, result) VALUES (?, ?, ?, 'there')"),
    audit: raw.prepare(`INSERT INTO audit_events
      (id, at, actor, action, summary, post_id, target_id, connection_id, hash)
      VALUES (@id, @at, @actor, @action, @summary, @postId, @targetId, @connectionId, @hash)`),
  };
}
