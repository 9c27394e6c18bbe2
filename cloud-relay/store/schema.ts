import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  integer,
  json,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { accountTiers, connectionStates } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/content.ts';
import type { Json } from '#shared/model/json.ts';
import { platformIds, targetKinds } from '#shared/model/platform-id.ts';
import type { PublishError } from '#shared/model/publish-error.ts';
import { targetStates } from '#shared/model/states.ts';
import { noticeActions, noticeKinds, noticeLevels } from '#shared/publishing/announce.ts';
import { checkResults, claimPurposes, executors, stepStates } from '#shared/publishing/job-store.ts';
import { attemptOutcomes } from '#shared/publishing/outcome-moves.ts';
import { auditActors } from '#shared/security/audit-entry.ts';

// The typed view of the tables; migrations/ is what makes them (enums, CHECKs, partial indexes). A test holds the two
// together. Column names are the snake_case of the property names.

/** An instant of the product, ms since 1970, kept as timestamptz(3). */
const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (ms) => new Date(ms).toISOString(),
  fromDriver: (written) => Date.parse(written),
});

/** `offered`: deposited here and inert, until the desktop confirms that it let go. */
export const relayTargetStates = ['offered', ...targetStates] as const;

export const platform = pgEnum('platform', platformIds);
export const targetKind = pgEnum('target_kind', targetKinds);
export const targetState = pgEnum('target_state', relayTargetStates);
export const executor = pgEnum('executor', executors);
export const accountTier = pgEnum('account_tier', accountTiers);
export const connectionState = pgEnum('connection_state', connectionStates);
export const claimPurpose = pgEnum('claim_purpose', claimPurposes);
export const attemptOutcome = pgEnum('attempt_outcome', attemptOutcomes);
export const stepState = pgEnum('step_state', stepStates);
export const checkResult = pgEnum('check_result', checkResults);
export const verification = pgEnum('verification', ['pending', ...checkResults]);
export const noticeKind = pgEnum('notice_kind', noticeKinds);
export const noticeLevel = pgEnum('notice_level', noticeLevels);
export const noticeAction = pgEnum('notice_action', noticeActions);
export const auditActor = pgEnum('audit_actor', auditActors);

/** `auditSeq`, `auditHead` and `noticeSeq` are where this user's chain and list of notices stand. */
export const users = pgTable('users', {
  id: uuid().primaryKey(),
  auditSeq: bigint({ mode: 'number' }).notNull().default(0),
  auditHead: text().notNull(),
  noticeSeq: bigint({ mode: 'number' }).notNull().default(0),
  createdAt: instant().notNull(),
});

export const connections = pgTable('connections', {
  id: uuid().primaryKey(),
  userId: uuid().notNull(),
  platform: platform().notNull(),
  accountId: text().notNull(),
  name: text().notNull(),
  handle: text().notNull(),
  tier: accountTier().notNull(),
  state: connectionState().notNull(),
  stateReason: text(),
  consent: text().notNull(),
  clientId: text().notNull(),
  grantSealed: text(),
  lastPublishedAt: instant(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

export const targets = pgTable('targets', {
  id: uuid().primaryKey(),
  userId: uuid().notNull(),
  connectionId: uuid().notNull(),
  postId: uuid().notNull(),
  kind: targetKind().notNull(),
  state: targetState().notNull(),
  revision: integer().notNull(),
  executor: executor().notNull(),
  fence: bigint({ mode: 'number' }).notNull(),
  worker: text(),
  leaseUntil: instant(),
  dueAt: instant().notNull(),
  leadMs: integer().notNull(),
  /** When work on it begins: `dueAt` less `leadMs`. The database computes it. */
  startsAt: instant().generatedAlwaysAs(sql`due_at - lead_ms`),
  lateMinutes: integer().notNull(),
  snapshot: json().$type<Snapshot>().notNull(),
  budgetKey: text(),
  partlyOut: boolean().notNull(),
  failures: integer().notNull(),
  notBefore: instant(),
  nextLookAt: instant(),
  reasonMessage: text(),
  reasonCode: text(),
  reasonAction: noticeAction(),
  reasonField: text(),
  remoteId: text(),
  permalink: text(),
  publishedAt: instant(),
  verifyAt: instant(),
  verification: verification(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

export const attempts = pgTable('attempts', {
  id: uuid().primaryKey(),
  targetId: uuid().notNull(),
  fence: bigint({ mode: 'number' }).notNull(),
  revision: integer().notNull(),
  purpose: claimPurpose().notNull(),
  executor: executor().notNull(),
  worker: text().notNull(),
  startedAt: instant().notNull(),
  endedAt: instant(),
  outcome: attemptOutcome(),
  message: text(),
  code: text(),
});

export const steps = pgTable('steps', {
  id: uuid().primaryKey(),
  seq: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
  attemptId: uuid().notNull(),
  targetId: uuid().notNull(),
  name: text().notNull(),
  visible: boolean().notNull(),
  state: stepState().notNull(),
  fingerprint: text().notNull(),
  answer: json().$type<Json>(),
  error: json().$type<PublishError>(),
  startedAt: instant().notNull(),
  answeredAt: instant(),
  looks: integer().notNull(),
});

export const checks = pgTable('checks', {
  id: uuid().primaryKey(),
  targetId: uuid().notNull(),
  at: instant().notNull(),
  result: checkResult().notNull(),
  note: text(),
});

/** What the seller's devices are to be told; they read on from the last `seq` they have. */
export const notices = pgTable(
  'notices',
  {
    userId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    id: uuid().notNull(),
    kind: noticeKind().notNull(),
    level: noticeLevel().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    action: noticeAction(),
    postId: uuid(),
    targetId: uuid(),
    connectionId: uuid(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.seq] })],
);

export const auditEvents = pgTable(
  'audit_events',
  {
    userId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    id: uuid().notNull(),
    at: instant().notNull(),
    actor: auditActor().notNull(),
    action: text().notNull(),
    summary: text().notNull(),
    postId: uuid(),
    targetId: uuid(),
    connectionId: uuid(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.seq] })],
);

export const schemaVersions = pgTable('schema_versions', {
  version: integer().primaryKey(),
  name: text().notNull(),
  minimumReader: integer().notNull(),
  appliedAt: instant().notNull(),
});
