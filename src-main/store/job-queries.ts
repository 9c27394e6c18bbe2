import type Database from 'better-sqlite3';
import { eq, sql } from 'drizzle-orm';
import type { TargetState } from '#shared/model/states.ts';
import type { Executor } from '#shared/publishing/job-store.ts';
import type { Store } from './database.ts';
import { steps } from './schema.ts';

type Query<Parameters extends object, Row> = Database.Statement<[Parameters], Row>;
type Page = { executor: Executor; now: number; limit: number };

/** What the publisher asks at every look at the queue and of every post before it leaves, prepared once. The looks walk partial indexes. */
export interface JobQueries {
  nextWake: Query<{ executor: Executor; longestLead: number }, { at: number | null }>;
  due: Query<Page & { until: number; longestLead: number }, { id: string }>;
  looks: Query<Page & { until: number; longestLead: number }, { id: string }>;
  verifications: Query<Page, { id: string }>;
  leasesOver: Query<{ executor: Executor; until: number }, { id: string; state: TargetState }>;
  /** The start record's two halves, written a moment before a call leaves. */
  start: Query<{ id: string; fence: number; revision: number; visible: 0 | 1; now: number }, never>;
  insertStep: Query<
    {
      id: string;
      attemptId: string;
      targetId: string;
      name: string;
      visible: 0 | 1;
      fingerprint: string;
      now: number;
    },
    never
  >;
  steps: ReturnType<typeof prepareSteps>;
  taken: Query<{ connectionId: string; exceptTargetId: string; since: number }, { remoteId: string }>;
}

export function prepareJobQueries(store: Store): JobQueries {
  const { raw } = store;
  return {
    nextWake: raw.prepare(`
      SELECT min(at) AS at FROM (
        SELECT min(due_at - lead_ms) AS at FROM targets
          WHERE executor = @executor AND state = 'scheduled' AND not_before IS NULL AND due_at <= @longestLead + (
            SELECT min(due_at) FROM targets WHERE executor = @executor AND state = 'scheduled')
        UNION ALL
        SELECT min(not_before) FROM targets
          WHERE executor = @executor AND state = 'scheduled' AND not_before IS NOT NULL
        UNION ALL
        SELECT min(next_look_at) FROM targets
          WHERE executor = @executor AND state = 'unknown' AND next_look_at IS NOT NULL AND lease_until IS NULL
        UNION ALL
        SELECT min(verify_at) FROM targets WHERE executor = @executor AND verify_at IS NOT NULL)`),
    due: raw.prepare(`
      SELECT id FROM targets
      WHERE executor = @executor AND state = 'scheduled' AND due_at <= @until + @longestLead
        AND due_at - lead_ms <= @until AND (not_before IS NULL OR not_before <= @now)
      ORDER BY due_at LIMIT @limit`),
    looks: raw.prepare(`
      SELECT id FROM targets
      WHERE executor = @executor AND state = 'unknown' AND next_look_at <= @now AND lease_until IS NULL
      ORDER BY next_look_at LIMIT @limit`),
    verifications: raw.prepare(`
      SELECT id FROM targets WHERE executor = @executor AND verify_at <= @now ORDER BY verify_at LIMIT @limit`),
    leasesOver: raw.prepare(`
      SELECT id, state FROM targets
      WHERE executor = @executor AND state IN ('claimed', 'sending', 'unknown') AND lease_until IS NOT NULL
        AND lease_until <= @until`),
    start: raw.prepare(`
      UPDATE targets SET state = CASE @visible WHEN 1 THEN 'sending' ELSE state END, updated_at = @now
      WHERE id = @id AND fence = @fence AND revision = @revision AND lease_until IS NOT NULL
        AND state IN ('claimed', 'sending')`),
    insertStep: raw.prepare(`
      INSERT INTO steps (id, attempt_id, target_id, name, visible, state, fingerprint, started_at, looks)
      VALUES (@id, @attemptId, @targetId, @name, @visible, 'intent', @fingerprint, @now, 0)`),
    steps: prepareSteps(store),
    taken: raw.prepare(`
      SELECT remote_id AS remoteId FROM targets
      WHERE connection_id = @connectionId AND remote_id IS NOT NULL AND published_at >= @since AND id <> @exceptTargetId`),
  };
}

function prepareSteps({ db }: Store) {
  return db
    .select()
    .from(steps)
    .where(eq(steps.targetId, sql.placeholder('targetId')))
    .orderBy(sql`rowid`)
    .prepare();
}
