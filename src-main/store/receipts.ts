import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { attempts, checks, steps } from './schema.ts';

export function attemptsOf(db: Db, targetId: string) {
  return db.select().from(attempts).where(eq(attempts.targetId, targetId)).orderBy(asc(attempts.fence)).all();
}

export function stepsOf(db: Db, targetId: string) {
  return db.select().from(steps).where(eq(steps.targetId, targetId)).orderBy(sql`rowid`).all();
}

export function checksOf(db: Db, targetId: string) {
  return db.select().from(checks).where(eq(checks.targetId, targetId)).orderBy(asc(checks.at)).all();
}
