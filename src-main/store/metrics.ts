import { and, desc, eq, gt, isNotNull, lte, sql } from 'drizzle-orm';
import type { Metrics } from '#shared/model/metrics.ts';
import type { Db } from './database.ts';
import { connections, metrics, targets } from './schema.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** When the numbers of a post are read by themselves, ms after it went out; one that is long past is left out. */
const READ_AFTER = [HOUR, DAY, 7 * DAY] as const;
const OLDEST = 14 * DAY;

/** The latest numbers of a target; null when none were read yet. */
export function metricsOf(db: Db, targetId: string): { numbers: Metrics; at: number } | null {
  const row = db.select().from(metrics).where(eq(metrics.targetId, targetId)).get();
  return row === undefined || row.toldAt === null ? null : { numbers: row.numbers, at: row.toldAt };
}

/** Notes that the platform is about to be asked: whatever comes of it, it is asked again at the next time only. */
export function noteAsked(db: Db, targetId: string, now: number): void {
  db.insert(metrics)
    .values({ targetId, numbers: {}, toldAt: null, askedAt: now })
    .onConflictDoUpdate({ target: metrics.targetId, set: { askedAt: now } })
    .run();
}

/** Keeps what was told. Numbers that were told once stay when nothing is told any more, as of a story after its day. */
export function keepNumbers(db: Db, targetId: string, numbers: Metrics, now: number): void {
  const isEmpty = Object.keys(numbers).length === 0;
  const nothingKept = sql`${metrics.numbers} = '{}'`;
  db.update(metrics)
    .set({ numbers, toldAt: now })
    .where(and(eq(metrics.targetId, targetId), isEmpty ? nothingKept : undefined))
    .run();
}

/** Posts whose numbers are to be read now, the newest first; none of an account that is not in order. */
export function dueForReading(db: Db, now: number): { targetId: string; connectionId: string }[] {
  const [first, second, third] = READ_AFTER;
  const age = sql`${now} - ${targets.publishedAt}`;
  const lastTime = sql`${targets.publishedAt} + CASE
    WHEN ${age} >= ${third} THEN ${third} WHEN ${age} >= ${second} THEN ${second} ELSE ${first} END`;
  return db
    .select({ targetId: targets.id, connectionId: connections.id })
    .from(targets)
    .innerJoin(connections, eq(connections.id, targets.connectionId))
    .leftJoin(metrics, eq(metrics.targetId, targets.id))
    .where(
      and(
        isNotNull(targets.remoteId),
        gt(targets.publishedAt, now - OLDEST),
        lte(targets.publishedAt, now - first),
        eq(targets.state, 'published'),
        eq(connections.state, 'ok'),
        sql`coalesce(${metrics.askedAt}, 0) < ${lastTime}`,
      ),
    )
    .orderBy(desc(targets.publishedAt))
    .all();
}
