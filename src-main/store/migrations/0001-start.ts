import type { Migration } from '../migrate.ts';

/** Instants are ms since 1970 in UTC; ids are UUIDv7; columns named *_sealed hold envelopes of security/. */
export const start: Migration = {
  version: 1,
  name: 'start',
  sql: `
CREATE TABLE apps (
  platform TEXT NOT NULL CHECK (platform IN ('x', 'facebook', 'instagram', 'linkedin', 'pinterest', 'youtube', 'tiktok')),
  consent TEXT NOT NULL,
  client_id TEXT NOT NULL,
  secret_sealed TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (platform, consent)
) STRICT;

CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  platform TEXT NOT NULL CHECK (platform IN ('x', 'facebook', 'instagram', 'linkedin', 'pinterest', 'youtube', 'tiktok')),
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  handle TEXT NOT NULL,
  avatar_url TEXT,
  tier TEXT NOT NULL CHECK (tier IN ('standard', 'premium')),
  state TEXT NOT NULL CHECK (state IN ('ok', 'reconnect', 'blocked', 'removed')),
  state_reason TEXT,
  scopes TEXT NOT NULL,
  consent TEXT NOT NULL,
  client_id TEXT NOT NULL,
  token_expires_at INTEGER,
  renewable INTEGER NOT NULL CHECK (renewable IN (0, 1)),
  grant_sealed TEXT,
  refresh_holder TEXT,
  refresh_lease_until INTEGER,
  last_published_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (platform, account_id)
) STRICT;

CREATE TABLE media (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/quicktime', 'video/webm', 'application/pdf')),
  size INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  animated INTEGER NOT NULL CHECK (animated IN (0, 1)),
  video TEXT,
  alt_text TEXT NOT NULL,
  name TEXT NOT NULL,
  source_id TEXT REFERENCES media (id) ON DELETE SET NULL,
  recipe TEXT,
  created_at INTEGER NOT NULL,
  hidden_at INTEGER
) STRICT;
CREATE INDEX media_newest ON media (created_at) WHERE hidden_at IS NULL;
CREATE INDEX media_renditions ON media (source_id, recipe) WHERE source_id IS NOT NULL;

CREATE TABLE posts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  caption TEXT NOT NULL,
  tone TEXT CHECK (tone IN ('friendly', 'professional', 'playful', 'luxurious', 'minimalist', 'urgent')),
  category TEXT,
  revision INTEGER NOT NULL,
  client_key TEXT UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX posts_trash ON posts (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE post_media (
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  media_id TEXT NOT NULL REFERENCES media (id),
  alt_text TEXT NOT NULL,
  PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_media_uses ON post_media (media_id);

CREATE TABLE post_revisions (
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  draft TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (post_id, revision)
) STRICT;

CREATE VIRTUAL TABLE posts_fts USING fts5 (caption, content = 'posts', content_rowid = 'seq', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER posts_fts_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_fts (rowid, caption) VALUES (new.seq, new.caption);
END;
CREATE TRIGGER posts_fts_delete AFTER DELETE ON posts BEGIN
  INSERT INTO posts_fts (posts_fts, rowid, caption) VALUES ('delete', old.seq, old.caption);
END;
CREATE TRIGGER posts_fts_update AFTER UPDATE OF caption ON posts WHEN old.caption IS NOT new.caption BEGIN
  INSERT INTO posts_fts (posts_fts, rowid, caption) VALUES ('delete', old.seq, old.caption);
  INSERT INTO posts_fts (rowid, caption) VALUES (new.seq, new.caption);
END;

CREATE TABLE targets (
  id TEXT PRIMARY KEY,
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  connection_id TEXT NOT NULL REFERENCES connections (id),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'link', 'image', 'images', 'video', 'reel', 'story', 'document', 'thread')),
  caption_override TEXT,
  options TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'claimed', 'sending', 'published', 'refused', 'unknown', 'held', 'missed', 'canceled')),
  revision INTEGER NOT NULL,
  executor TEXT NOT NULL CHECK (executor IN ('desktop', 'relay')),
  fence INTEGER NOT NULL,
  worker TEXT,
  lease_until INTEGER,
  due_at INTEGER,
  local TEXT,
  zone TEXT,
  late_minutes INTEGER NOT NULL,
  snapshot TEXT,
  fingerprint TEXT,
  lead_ms INTEGER NOT NULL,
  partly_out INTEGER NOT NULL CHECK (partly_out IN (0, 1)),
  failures INTEGER NOT NULL,
  not_before INTEGER,
  next_look_at INTEGER,
  reason_message TEXT,
  reason_code TEXT,
  reason_action TEXT,
  reason_field TEXT,
  remote_id TEXT,
  permalink TEXT,
  published_at INTEGER,
  verify_at INTEGER,
  verification TEXT CHECK (verification IN ('pending', 'there', 'changed', 'gone', 'unsure')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (post_id, connection_id),
  CHECK (state IN ('draft', 'canceled') OR (due_at IS NOT NULL AND snapshot IS NOT NULL)),
  CHECK (state NOT IN ('claimed', 'sending') OR lease_until IS NOT NULL)
) STRICT;
CREATE INDEX targets_due ON targets (executor, due_at) WHERE state = 'scheduled';
CREATE INDEX targets_not_before ON targets (executor, not_before) WHERE state = 'scheduled' AND not_before IS NOT NULL;
CREATE INDEX targets_leases ON targets (executor, lease_until) WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until IS NOT NULL;
CREATE INDEX targets_looks ON targets (executor, next_look_at) WHERE state = 'unknown' AND next_look_at IS NOT NULL;
CREATE INDEX targets_verify ON targets (executor, verify_at) WHERE verify_at IS NOT NULL;
CREATE INDEX targets_attention ON targets (state, due_at) WHERE state IN ('refused', 'unknown', 'held', 'missed');
CREATE INDEX targets_calendar ON targets (due_at, post_id) WHERE due_at IS NOT NULL;
CREATE INDEX targets_of_connection ON targets (connection_id, state);
CREATE INDEX targets_out ON targets (connection_id, published_at) WHERE remote_id IS NOT NULL;

CREATE TABLE attempts (
  id TEXT PRIMARY KEY,
  target_id TEXT NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  fence INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('publish', 'look')),
  executor TEXT NOT NULL CHECK (executor IN ('desktop', 'relay')),
  worker TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('published', 'refused', 'unknown', 'retry', 'held', 'released', 'missed')),
  message TEXT,
  code TEXT,
  UNIQUE (target_id, fence)
) STRICT;

CREATE TABLE steps (
  id TEXT PRIMARY KEY,
  attempt_id TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
  target_id TEXT NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  visible INTEGER NOT NULL CHECK (visible IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('intent', 'answered', 'refused', 'absent', 'failed')),
  fingerprint TEXT NOT NULL,
  answer TEXT,
  error TEXT,
  started_at INTEGER NOT NULL,
  answered_at INTEGER,
  looks INTEGER NOT NULL
) STRICT;
CREATE INDEX steps_of_target ON steps (target_id, id);

CREATE TABLE checks (
  id TEXT PRIMARY KEY,
  target_id TEXT NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('there', 'changed', 'gone', 'unsure')),
  note TEXT
) STRICT;
CREATE INDEX checks_of_target ON checks (target_id, at);

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('refused', 'missed', 'unknown', 'held', 'reconnect', 'gone', 'changed', 'late', 'app')),
  level TEXT NOT NULL CHECK (level IN ('info', 'warn', 'alarm')),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  action TEXT,
  post_id TEXT,
  target_id TEXT,
  connection_id TEXT,
  created_at INTEGER NOT NULL,
  read_at INTEGER,
  shown_at INTEGER
) STRICT;
CREATE INDEX notices_unread ON notices (created_at) WHERE read_at IS NULL;
CREATE INDEX notices_unshown ON notices (created_at) WHERE shown_at IS NULL;

CREATE TABLE audit_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('seller', 'publisher', 'app')),
  action TEXT NOT NULL,
  summary TEXT NOT NULL,
  post_id TEXT,
  target_id TEXT,
  connection_id TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_post ON audit_events (post_id, seq) WHERE post_id IS NOT NULL;

CREATE TABLE templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE analytics_events (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  target_id TEXT,
  properties TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX analytics_by_time ON analytics_events (at, name);

CREATE TABLE job_log (
  id TEXT PRIMARY KEY,
  job TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  ok INTEGER CHECK (ok IN (0, 1)),
  note TEXT
) STRICT;
CREATE INDEX job_log_newest ON job_log (started_at);

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  mutation_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  confirmed_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (seq) WHERE confirmed_at IS NULL;
`,
};
