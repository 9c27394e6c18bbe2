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
  // Each walks the partial index with the same condition, however many posts were published.
  const counts = db.get<{ scheduled: number; sending: number; needsYou: number }>(sql`
    SELECT
      (SELECT count(*) FROM targets WHERE state = 'scheduled') AS scheduled,
      (SELECT count(*) FROM targets
        WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until IS NOT NULL AND state <> 'unknown') AS sending,
      (SELECT count(*) FROM targets WHERE state IN ('refused', 'unknown', 'held', 'missed')) AS needsYou`);
  return counts ?? { scheduled: 0, sending: 0, needsYou: 0 };
}
