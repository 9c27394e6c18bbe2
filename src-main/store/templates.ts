import { asc, eq } from 'drizzle-orm';
import type { Template } from '#shared/contract/app.ts';
import type { Db } from './database.ts';
import { templates } from './schema.ts';

export function listTemplates(db: Db): Template[] {
  return db.select().from(templates).orderBy(asc(templates.name)).all();
}

export function insertTemplate(db: Db, template: Template): void {
  db.insert(templates).values(template).run();
}

export function updateTemplate(
  db: Db,
  id: string,
  change: { name?: string | undefined; body?: string | undefined; updatedAt: number },
): Template | undefined {
  return db.update(templates).set(change).where(eq(templates.id, id)).returning().get();
}

export function deleteTemplate(db: Db, id: string): boolean {
  return db.delete(templates).where(eq(templates.id, id)).run().changes === 1;
}
