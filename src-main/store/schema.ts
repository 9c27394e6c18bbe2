import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AccountTier, ConnectionState } from '#shared/model/connection.ts';
import type { AttachedMedia, Snapshot, TargetOptions } from '#shared/model/content.ts';
import type { Json } from '#shared/model/json.ts';
import type { Metrics } from '#shared/model/metrics.ts';
import type { PlatformId, TargetKind } from '#shared/model/platform-id.ts';
import type { PublishError } from '#shared/model/publish-error.ts';
import type { TargetState } from '#shared/model/states.ts';
import type { DraftInput, Tone } from '#shared/contract/posts.ts';
import type { NoticeKind } from '#shared/publishing/announce.ts';
import type { Executor, StepRecord } from '#shared/publishing/job-store.ts';
import type { AttemptOutcome } from '#shared/publishing/outcome-moves.ts';

// The typed view of the tables; migrations/ is what makes them (STRICT, CHECKs, partial indexes). A test holds the two
// together. Column names are the snake_case of the property names.

const instant = () => integer();
const flag = () => integer({ mode: 'boolean' });
const json = <T>() => text({ mode: 'json' }).$type<T>();

/** `consent` is empty where a platform has but one. */
export const apps = sqliteTable(
  'apps',
  {
    platform: text().$type<PlatformId>().notNull(),
    consent: text().notNull(),
    clientId: text().notNull(),
    secretSealed: text(),
    updatedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.consent] })],
);

export const connections = sqliteTable('connections', {
  id: text().primaryKey(),
  platform: text().$type<PlatformId>().notNull(),
  accountId: text().notNull(),
  name: text().notNull(),
  handle: text().notNull(),
  avatarUrl: text(),
  tier: text().$type<AccountTier>().notNull(),
  state: text().$type<ConnectionState>().notNull(),
  stateReason: text(),
  scopes: json<string[]>().notNull(),
  consent: text().notNull(),
  clientId: text().notNull(),
  tokenExpiresAt: instant(),
  renewable: flag().notNull(),
  grantSealed: text(),
  refreshHolder: text(),
  refreshLeaseUntil: instant(),
  lastPublishedAt: instant(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

export const media = sqliteTable('media', {
  id: text().primaryKey(),
  hash: text().notNull(),
  type: text().$type<AttachedMedia['type']>().notNull(),
  size: integer().notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  animated: flag().notNull(),
  video: json<NonNullable<AttachedMedia['video']>>(),
  altText: text().notNull(),
  name: text().notNull(),
  sourceId: text(),
  recipe: text(),
  createdAt: instant().notNull(),
  hiddenAt: instant(),
});

export const posts = sqliteTable('posts', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull(),
  caption: text().notNull(),
  tone: text().$type<Tone>(),
  category: text(),
  revision: integer().notNull(),
  clientKey: text(),
  orderKey: text(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
  deletedAt: instant(),
});

export const postMedia = sqliteTable(
  'post_media',
  {
    postId: text().notNull(),
    position: integer().notNull(),
    mediaId: text().notNull(),
    altText: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.position] })],
);

export const postRevisions = sqliteTable(
  'post_revisions',
  {
    postId: text().notNull(),
    revision: integer().notNull(),
    draft: json<DraftInput>().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.revision] })],
);

export const targets = sqliteTable('targets', {
  id: text().primaryKey(),
  postId: text().notNull(),
  connectionId: text().notNull(),
  kind: text().$type<TargetKind>().notNull(),
  captionOverride: text(),
  options: json<TargetOptions>().notNull(),
  state: text().$type<TargetState>().notNull(),
  revision: integer().notNull(),
  executor: text().$type<Executor>().notNull(),
  fence: integer().notNull(),
  worker: text(),
  leaseUntil: instant(),
  dueAt: instant(),
  local: text(),
  zone: text(),
  lateMinutes: integer().notNull(),
  snapshot: json<Snapshot>(),
  fingerprint: text(),
  leadMs: integer().notNull(),
  partlyOut: flag().notNull(),
  failures: integer().notNull(),
  notBefore: instant(),
  nextLookAt: instant(),
  reasonMessage: text(),
  reasonCode: text(),
  reasonAction: text(),
  reasonField: text(),
  remoteId: text(),
  permalink: text(),
  publishedAt: instant(),
  verifyAt: instant(),
  verification: text().$type<'pending' | 'there' | 'changed' | 'gone' | 'unsure'>(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

export const attempts = sqliteTable('attempts', {
  id: text().primaryKey(),
  targetId: text().notNull(),
  fence: integer().notNull(),
  revision: integer().notNull(),
  purpose: text().$type<'publish' | 'look'>().notNull(),
  executor: text().$type<Executor>().notNull(),
  worker: text().notNull(),
  startedAt: instant().notNull(),
  endedAt: instant(),
  outcome: text().$type<AttemptOutcome>(),
  message: text(),
  code: text(),
});

export const steps = sqliteTable('steps', {
  id: text().primaryKey(),
  attemptId: text().notNull(),
  targetId: text().notNull(),
  name: text().notNull(),
  visible: flag().notNull(),
  state: text().$type<StepRecord['state']>().notNull(),
  fingerprint: text().notNull(),
  answer: json<Json>(),
  error: json<PublishError>(),
  startedAt: instant().notNull(),
  answeredAt: instant(),
  looks: integer().notNull(),
});

export const checks = sqliteTable('checks', {
  id: text().primaryKey(),
  targetId: text().notNull(),
  at: instant().notNull(),
  result: text().$type<'there' | 'changed' | 'gone' | 'unsure'>().notNull(),
  note: text(),
});

/** The latest numbers of a post. `toldAt` is null while none were told. */
export const metrics = sqliteTable('metrics', {
  targetId: text().primaryKey(),
  numbers: json<Metrics>().notNull(),
  toldAt: instant(),
  askedAt: instant().notNull(),
});

export const notices = sqliteTable('notices', {
  id: text().primaryKey(),
  kind: text().$type<NoticeKind>().notNull(),
  level: text().$type<'info' | 'warn' | 'alarm'>().notNull(),
  title: text().notNull(),
  text: text().notNull(),
  action: text(),
  postId: text(),
  targetId: text(),
  connectionId: text(),
  createdAt: instant().notNull(),
  readAt: instant(),
  shownAt: instant(),
});

export const auditEvents = sqliteTable('audit_events', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull(),
  at: instant().notNull(),
  actor: text().$type<'seller' | 'publisher' | 'app'>().notNull(),
  action: text().notNull(),
  summary: text().notNull(),
  postId: text(),
  targetId: text(),
  connectionId: text(),
  hash: text().notNull(),
});

export const templates = sqliteTable('templates', {
  id: text().primaryKey(),
  name: text().notNull(),
  body: text().notNull(),
  updatedAt: instant().notNull(),
});

export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: json<Json>().notNull(),
});

export const analyticsEvents = sqliteTable('analytics_events', {
  id: text().primaryKey(),
  name: text().notNull(),
  targetId: text(),
  properties: json<Record<string, string | number | boolean>>().notNull(),
  at: instant().notNull(),
});

export const jobLog = sqliteTable('job_log', {
  id: text().primaryKey(),
  job: text().notNull(),
  startedAt: instant().notNull(),
  endedAt: instant(),
  ok: flag(),
  note: text(),
});

export const outbox = sqliteTable('outbox', {
  seq: integer().primaryKey({ autoIncrement: true }),
  mutationId: text().notNull(),
  kind: text().notNull(),
  payload: json<Json>().notNull(),
  createdAt: instant().notNull(),
  sentAt: instant(),
  confirmedAt: instant(),
});
