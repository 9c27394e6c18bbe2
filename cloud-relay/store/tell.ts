import { createHash } from 'node:crypto';
import type pg from 'pg';
import { newId, type RandomBytes } from '#shared/model/ids.ts';
import { canonicalJson } from '#shared/model/json.ts';
import type { Instant } from '#shared/model/time.ts';
import type { Announcement } from '#shared/publishing/announce.ts';
import { chained } from '#shared/security/audit-entry.ts';
import { batch, written } from './batch.ts';

/** An announcement and what it is about. */
export interface Told {
  userId: string;
  targetId: string;
  postId: string;
  connectionId: string;
  announcement: Announcement;
  now: Instant;
}

/** Where a user's audit chain and list of notices stand. */
export interface Ledger {
  auditSeq: number;
  auditHead: string;
  noticeSeq: number;
}

/**
 * Locks the users of some targets until the transaction ends: their chains and lists grow by one writer at a time. So a device
 * that reads on from a number never misses one that was given before and committed after.
 */
export async function lockUsersOf(
  client: pg.ClientBase,
  targetIds: readonly string[],
): Promise<Map<string, Ledger>> {
  if (targetIds.length === 0) return new Map();
  const { rows } = await client.query<Ledger & { id: string }>({
    name: 'lock-users',
    text: `
      SELECT id, audit_seq AS "auditSeq", audit_head AS "auditHead", notice_seq AS "noticeSeq" FROM users
      WHERE id IN (SELECT user_id FROM targets WHERE id = ANY ($1::uuid[]))
      ORDER BY id FOR NO KEY UPDATE`,
    values: [targetIds],
  });
  return new Map(rows.map(({ id, ...ledger }) => [id, ledger]));
}

/** Writes announcements as audit events, each linked to the one before of its user, and as notices for the devices. */
export async function tell(
  client: pg.ClientBase,
  ledgers: ReadonlyMap<string, Ledger>,
  told: readonly Told[],
  random: RandomBytes,
): Promise<void> {
  if (told.length === 0) return;
  const events: object[] = [];
  const notices: object[] = [];
  const grown = new Map<string, Ledger>();
  for (const { announcement, userId, targetId, postId, connectionId, now } of told) {
    const ledger = ledgers.get(userId);
    if (ledger === undefined) throw new Error('the user of an announcement is not locked');
    const about = { postId, targetId, connectionId };
    const { action, summary } = announcement.audit;
    // As the database will give it back: it keeps no NUL.
    const entry = { action, summary: summary.replaceAll('\0', '') };
    const event = chained({ id: newId(now, random), at: now, actor: 'publisher', ...entry, ...about });
    ledger.auditSeq += 1;
    ledger.auditHead = createHash('sha256')
      .update(`${ledger.auditHead}\n${canonicalJson(event)}`)
      .digest('hex');
    events.push({ ...event, userId, seq: ledger.auditSeq, at: written(now), hash: ledger.auditHead });
    if (announcement.notice !== null) {
      ledger.noticeSeq += 1;
      const id = newId(now, random);
      notices.push({
        ...announcement.notice,
        ...about,
        id,
        userId,
        seq: ledger.noticeSeq,
        now: written(now),
      });
    }
    grown.set(userId, ledger);
  }
  const users = Array.from(grown, ([id, ledger]) => ({ id, ...ledger }));
  await client.query({ name: 'tell', text: tellAll, values: [batch(events), batch(notices), batch(users)] });
}

const tellAll = `
WITH event AS (
  INSERT INTO audit_events (user_id, seq, id, at, actor, action, summary, post_id, target_id, connection_id, hash)
  SELECT * FROM json_to_recordset($1::json) AS event(
    "userId" uuid, seq bigint, id uuid, at timestamptz, actor audit_actor, action text, summary text, "postId" uuid,
    "targetId" uuid, "connectionId" uuid, hash text)
), notice AS (
  INSERT INTO notices (user_id, seq, id, kind, level, title, text, action, post_id, target_id, connection_id, created_at)
  SELECT * FROM json_to_recordset($2::json) AS notice(
    "userId" uuid, seq bigint, id uuid, kind notice_kind, level notice_level, title text, text text, action notice_action,
    "postId" uuid, "targetId" uuid, "connectionId" uuid, now timestamptz)
)
UPDATE users u SET audit_seq = grown."auditSeq", audit_head = grown."auditHead", notice_seq = grown."noticeSeq"
FROM json_to_recordset($3::json) AS grown(id uuid, "auditSeq" bigint, "auditHead" text, "noticeSeq" bigint)
WHERE u.id = grown.id`;
