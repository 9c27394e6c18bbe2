export const auditActors = ['seller', 'publisher', 'app'] as const;

/** One event of the audit trail. `at` in ms. */
export interface AuditEntry {
  id: string;
  at: number;
  actor: (typeof auditActors)[number];
  action: string;
  summary: string;
  postId?: string | null;
  targetId?: string | null;
  connectionId?: string | null;
}

/** What of an event is covered by its hash. */
export function chained(entry: AuditEntry) {
  const { id, at, actor, action, summary, postId = null, targetId = null, connectionId = null } = entry;
  return { id, at, actor, action, summary, postId, targetId, connectionId };
}
