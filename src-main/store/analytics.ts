import { sql } from 'drizzle-orm';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { Db } from './database.ts';
import { analyticsEvents } from './schema.ts';

export function insertEvent(db: Db, event: typeof analyticsEvents.$inferInsert): void {
  db.insert(analyticsEvents).values(event).run();
}

export function eventCounts(db: Db, since: number): { name: string; count: number }[] {
  return db.all(
    sql`SELECT name, count(*) AS count FROM analytics_events WHERE at >= ${since} GROUP BY name ORDER BY count DESC LIMIT 50`,
  );
}

/** One row for every target that ended or should have since `since`. */
export interface EndedRow {
  platform: PlatformId;
  state: 'published' | 'refused' | 'missed' | 'held' | 'unknown';
  at: number;
  /** ms after its time; null when it was not published. */
  lateMs: number | null;
}

export function endedSince(db: Db, since: number, now: number): EndedRow[] {
  return db.all(sql`
    SELECT c.platform, t.state, coalesce(t.published_at, t.due_at) AS at, t.published_at - t.due_at AS lateMs
    FROM targets t JOIN connections c ON c.id = t.connection_id
    WHERE t.due_at >= ${since} AND t.due_at <= ${now} AND t.state IN ('published', 'refused', 'missed', 'held', 'unknown')`);
}

export function queueCounts(db: Db): { scheduled: number; sending: number; needsYou: number } {
  const rows = db.all<{ state: string; count: number }>(sql`
    SELECT state, count(*) AS count FROM targets
    WHERE state IN ('scheduled', 'claimed', 'sending', 'refused', 'unknown', 'held', 'missed') GROUP BY state`);
  const sum = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((all, { count }) => all + count, 0);
  return {
    scheduled: sum('scheduled'),
    sending: sum('claimed', 'sending'),
    needsYou: sum('refused', 'unknown', 'held', 'missed'),
  };
}
