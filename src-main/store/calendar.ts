import type Database from 'better-sqlite3';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { TargetState } from '#shared/model/states.ts';
import type { Tone } from '#shared/contract/posts.ts';
import type { Store } from './database.ts';

export interface CalendarRow {
  postId: string;
  revision: number;
  dueAt: number;
  caption: string;
  tone: Tone | null;
  hash: string | null;
}

export interface CalendarTargetRow {
  id: string;
  postId: string;
  dueAt: number;
  platform: PlatformId;
  state: TargetState;
  connectionState: string;
}

export interface CalendarQueries {
  counts(from: number, to: number): { total: number; needsYou: number };
  /** Cards of a span: one a post and time, earliest first. */
  cards(from: number, to: number, limit: number): CalendarRow[];
  /** Targets of a span, for the cards chosen from it. */
  targets(from: number, to: number): CalendarTargetRow[];
}

/**
 * The month view's hot queries, prepared once and walking the index by time: what is read grows with what is shown,
 * not with what is planned.
 */
export function prepareCalendar({ raw }: Store): CalendarQueries {
  const counts: Database.Statement<[number, number], { total: number; needsYou: number }> = raw.prepare(`
    SELECT count(*) AS total, coalesce(sum(state IN ('refused', 'unknown', 'held', 'missed')), 0) AS needsYou
    FROM targets WHERE due_at >= ? AND due_at < ? AND state <> 'canceled'`);
  const cards: Database.Statement<[number, number, number], CalendarRow> = raw.prepare(`
    SELECT p.id AS postId, p.revision, t.due_at AS dueAt, substr(p.caption, 1, 160) AS caption, p.tone,
      (SELECT m.hash FROM post_media pm JOIN media m ON m.id = pm.media_id WHERE pm.post_id = t.post_id ORDER BY pm.position LIMIT 1) AS hash
    FROM (SELECT DISTINCT due_at, post_id FROM targets WHERE due_at >= ? AND due_at < ? AND state <> 'canceled' ORDER BY due_at, post_id LIMIT ?) t
    JOIN posts p ON p.id = t.post_id
    ORDER BY t.due_at, t.post_id`);
  const targets: Database.Statement<[number, number], CalendarTargetRow> = raw.prepare(`
    SELECT t.id, t.post_id AS postId, t.due_at AS dueAt, c.platform, t.state, c.state AS connectionState
    FROM targets t JOIN connections c ON c.id = t.connection_id
    WHERE t.due_at >= ? AND t.due_at <= ? AND t.state <> 'canceled'
    ORDER BY t.due_at, c.platform, t.id`);
  return {
    counts: (from, to) => counts.get(from, to) ?? { total: 0, needsYou: 0 },
    cards: (from, to, limit) => cards.all(from, to, limit),
    targets: (from, to) => targets.all(from, to),
  };
}
