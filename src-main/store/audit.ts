import { createHash } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { canonicalJson } from '#shared/model/json.ts';
import { CHAIN_START } from '#shared/security/audit-chain.ts';
import { type AuditEntry, chained } from '#shared/security/audit-entry.ts';
import type { Db } from './database.ts';
import { auditEvents } from './schema.ts';

/**
 * Appends to the audit trail inside the caller's transaction. Each event carries the hash of the one before
 * (security/audit-chain), here by Node's synchronous SHA-256 because a SQLite transaction cannot wait.
 */
export function appendAudit(db: Db, entry: AuditEntry): void {
  const last = db
    .select({ hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.seq))
    .limit(1)
    .get();
  const event = chained(entry);
  const hash = createHash('sha256')
    .update(`${last?.hash ?? CHAIN_START}\n${canonicalJson(event)}`)
    .digest('hex');
  db.insert(auditEvents)
    .values({ ...event, hash })
    .run();
}
