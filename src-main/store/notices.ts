import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import type { AuditEvent, Notice } from '#shared/contract/notices.ts';
import type { Db } from './database.ts';
import { auditEvents, notices } from './schema.ts';

/** Unread ones always, however many; read ones up to `limit` in all. Newest first. */
export function listNotices(db: Db, limit: number) {
  const unread = db
    .select()
    .from(notices)
    .where(isNull(notices.readAt))
    .orderBy(desc(notices.createdAt))
    .all();
  const room = Math.max(limit - unread.length, 0);
  const read = db
    .select()
    .from(notices)
    .where(isNotNull(notices.readAt))
    .orderBy(desc(notices.createdAt))
    .limit(room)
    .all();
  const items = [...unread, ...read].sort((a, b) => b.createdAt - a.createdAt);
  return { unread: unread.length, items: items.map(noticeView) };
}

export function addNotice(db: Db, notice: Omit<typeof notices.$inferInsert, 'readAt' | 'shownAt'>): void {
  db.insert(notices).values(notice).run();
}

export function markNoticeRead(db: Db, id: string, now: number): Notice | undefined {
  const row = db.update(notices).set({ readAt: now }).where(eq(notices.id, id)).returning().get();
  return row === undefined ? undefined : noticeView(row);
}

/** Those about one target, once it is decided. */
export function markNoticesRead(db: Db, targetId: string, now: number): void {
  db.update(notices)
    .set({ readAt: now })
    .where(and(eq(notices.targetId, targetId), isNull(notices.readAt)))
    .run();
}

export function markAllRead(db: Db, now: number): number {
  return db.update(notices).set({ readAt: now }).where(isNull(notices.readAt)).run().changes;
}

/** Notices the host has not shown yet; they are marked as shown, so each is shown once. */
export function takeUnshown(db: Db, now: number): Notice[] {
  const rows = db
    .select()
    .from(notices)
    .where(isNull(notices.shownAt))
    .orderBy(asc(notices.createdAt))
    .limit(20)
    .all();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) db.update(notices).set({ shownAt: now }).where(inArray(notices.id, ids)).run();
  return rows.map(noticeView);
}

/** The seller was told of this since `since`, whether they have read it or not: nothing is told twice. */
export function wasTold(
  db: Db,
  kinds: readonly Notice['kind'][],
  about: { connectionId?: string; targetId?: string; title?: string; text?: string },
  since: number,
): boolean {
  const { connectionId, targetId, title, text } = about;
  const told = db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        inArray(notices.kind, [...kinds]),
        gte(notices.createdAt, since),
        connectionId === undefined ? undefined : eq(notices.connectionId, connectionId),
        targetId === undefined ? undefined : eq(notices.targetId, targetId),
        title === undefined ? undefined : eq(notices.title, title),
        text === undefined ? undefined : eq(notices.text, text),
      ),
    )
    .limit(1)
    .get();
  return told !== undefined;
}

/** The account is connected again: that it must be reconnected is news no more. What it held up still is. */
export function markReconnected(db: Db, connectionId: string, now: number): void {
  db.update(notices)
    .set({ readAt: now })
    .where(
      and(
        eq(notices.connectionId, connectionId),
        eq(notices.kind, 'reconnect'),
        isNull(notices.targetId),
        isNull(notices.readAt),
      ),
    )
    .run();
}

export function listAudit(
  db: Db,
  query: { postId?: string | undefined; before?: number | undefined; limit: number },
): { items: AuditEvent[]; next: number | null } {
  const rows = db
    .select()
    .from(auditEvents)
    .where(
      and(
        query.postId === undefined ? undefined : eq(auditEvents.postId, query.postId),
        query.before === undefined ? undefined : lt(auditEvents.seq, query.before),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(query.limit + 1)
    .all();
  const items = rows.slice(0, query.limit);
  return {
    items: items.map(({ seq: _seq, hash: _hash, ...event }) => event),
    next: rows.length > query.limit ? (items.at(-1)?.seq ?? null) : null,
  };
}

function noticeView(row: typeof notices.$inferSelect): Notice {
  const { shownAt: _shownAt, action, ...notice } = row;
  return { ...notice, action: action as Notice['action'] };
}
