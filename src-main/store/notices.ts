import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
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
    .limit(1000)
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
  for (const { id } of rows) db.update(notices).set({ shownAt: now }).where(eq(notices.id, id)).run();
  return rows.map(noticeView);
}

/** An unread notice of this kind about this connection or target is there already. */
export function hasUnread(
  db: Db,
  kind: Notice['kind'],
  about: { connectionId?: string; targetId?: string },
): boolean {
  const which =
    about.targetId === undefined
      ? eq(notices.connectionId, about.connectionId ?? '')
      : eq(notices.targetId, about.targetId);
  return (
    db
      .select({ id: notices.id })
      .from(notices)
      .where(and(eq(notices.kind, kind), isNull(notices.readAt), which))
      .limit(1)
      .get() !== undefined
  );
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

export function countAudit(db: Db): number {
  return db.select({ count: sql<number>`count(*)` }).from(auditEvents).get()?.count ?? 0;
}

function noticeView(row: typeof notices.$inferSelect): Notice {
  const { shownAt: _shownAt, action, ...notice } = row;
  return { ...notice, action: action as Notice['action'] };
}
