import type { Migration } from '../migrate.ts';

/** Instants are timestamptz(3), ids are UUIDv7, columns named *_sealed hold envelopes of security/. */
export const start: Migration = {
  version: 1,
  name: 'start',
  minimumReader: 1,
  sql: `
CREATE TYPE platform AS ENUM ('x', 'facebook', 'instagram', 'linkedin', 'pinterest', 'youtube', 'tiktok');
CREATE TYPE target_kind AS ENUM ('text', 'link', 'image', 'images', 'video', 'reel', 'story', 'document', 'thread');
CREATE TYPE target_state AS ENUM ('offered', 'draft', 'scheduled', 'claimed', 'sending', 'published', 'refused', 'unknown', 'held', 'missed', 'canceled');
CREATE TYPE executor AS ENUM ('desktop', 'relay');
CREATE TYPE account_tier AS ENUM ('standard', 'premium');
CREATE TYPE connection_state AS ENUM ('ok', 'reconnect', 'blocked', 'removed');
CREATE TYPE claim_purpose AS ENUM ('publish', 'look');
CREATE TYPE attempt_outcome AS ENUM ('published', 'refused', 'unknown', 'retry', 'held', 'released', 'missed');
CREATE TYPE step_state AS ENUM ('intent', 'answered', 'refused', 'absent', 'failed');
CREATE TYPE check_result AS ENUM ('there', 'changed', 'gone', 'unsure');
CREATE TYPE verification AS ENUM ('pending', 'there', 'changed', 'gone', 'unsure');
CREATE TYPE notice_kind AS ENUM ('refused', 'missed', 'unknown', 'held', 'reconnect', 'gone', 'changed', 'late', 'app');
CREATE TYPE notice_level AS ENUM ('info', 'warn', 'alarm');
CREATE TYPE notice_action AS ENUM ('reconnect', 'edit-post', 'resolve', 'choose-time', 'retry');
CREATE TYPE audit_actor AS ENUM ('seller', 'publisher', 'app');

CREATE TABLE users (
  id uuid PRIMARY KEY,
  audit_seq bigint NOT NULL DEFAULT 0,
  audit_head text NOT NULL DEFAULT repeat('0', 64),
  notice_seq bigint NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL
);

CREATE TABLE connections (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  platform platform NOT NULL,
  account_id text NOT NULL,
  name text NOT NULL,
  handle text NOT NULL,
  tier account_tier NOT NULL,
  state connection_state NOT NULL,
  state_reason text,
  consent text NOT NULL,
  client_id text NOT NULL,
  grant_sealed text,
  last_published_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (user_id, platform, account_id),
  UNIQUE (id, user_id)
);

-- A target's account is always one of the same user. One that has targets is not deleted, but with its user.
CREATE TABLE targets (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  connection_id uuid NOT NULL,
  post_id uuid NOT NULL,
  kind target_kind NOT NULL,
  state target_state NOT NULL,
  revision integer NOT NULL,
  executor executor NOT NULL,
  fence bigint NOT NULL,
  worker text,
  lease_until timestamptz(3),
  due_at timestamptz(3) NOT NULL,
  lead_ms integer NOT NULL CHECK (lead_ms >= 0),
  starts_at timestamptz(3) GENERATED ALWAYS AS
    (((due_at AT TIME ZONE 'UTC') - lead_ms * interval '1 millisecond') AT TIME ZONE 'UTC') STORED,
  late_minutes integer NOT NULL,
  snapshot json NOT NULL,
  budget_key text,
  partly_out boolean NOT NULL,
  failures integer NOT NULL,
  not_before timestamptz(3),
  next_look_at timestamptz(3),
  reason_message text,
  reason_code text,
  reason_action notice_action,
  reason_field text,
  remote_id text,
  permalink text,
  published_at timestamptz(3),
  verify_at timestamptz(3),
  verification verification,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  FOREIGN KEY (connection_id, user_id) REFERENCES connections (id, user_id),
  CHECK (state NOT IN ('claimed', 'sending') OR (lease_until IS NOT NULL AND worker IS NOT NULL))
);
-- Every index is written at each of a post's three moves, so there are those that the queue asks and no more.
CREATE INDEX targets_starts ON targets (executor, starts_at) WHERE state = 'scheduled';
CREATE INDEX targets_turns ON targets (user_id, executor, starts_at) WHERE state = 'scheduled';
CREATE INDEX targets_not_before ON targets (executor, not_before) WHERE state = 'scheduled' AND not_before IS NOT NULL;
CREATE INDEX targets_in_hand ON targets (connection_id) WHERE lease_until IS NOT NULL;
CREATE INDEX targets_looks ON targets (executor, next_look_at) WHERE state = 'unknown' AND next_look_at IS NOT NULL;
CREATE INDEX targets_verify ON targets (executor, verify_at) WHERE verify_at IS NOT NULL;
CREATE INDEX targets_out ON targets (connection_id, published_at) WHERE remote_id IS NOT NULL;

CREATE TABLE attempts (
  id uuid PRIMARY KEY,
  target_id uuid NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  fence bigint NOT NULL,
  revision integer NOT NULL,
  purpose claim_purpose NOT NULL,
  executor executor NOT NULL,
  worker text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  outcome attempt_outcome,
  message text,
  code text
) WITH (fillfactor = 60);
CREATE INDEX attempts_of_target ON attempts (target_id);

CREATE TABLE steps (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  attempt_id uuid NOT NULL,
  target_id uuid NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  name text NOT NULL,
  visible boolean NOT NULL,
  state step_state NOT NULL,
  fingerprint text NOT NULL,
  answer json,
  error json,
  started_at timestamptz(3) NOT NULL,
  answered_at timestamptz(3),
  looks integer NOT NULL
) WITH (fillfactor = 60);
CREATE INDEX steps_of_target ON steps (target_id, seq);

CREATE TABLE checks (
  id uuid PRIMARY KEY,
  target_id uuid NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  at timestamptz(3) NOT NULL,
  result check_result NOT NULL,
  note text
);
CREATE INDEX checks_of_target ON checks (target_id);

CREATE TABLE notices (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  seq bigint NOT NULL,
  id uuid NOT NULL,
  kind notice_kind NOT NULL,
  level notice_level NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  action notice_action,
  post_id uuid,
  target_id uuid,
  connection_id uuid,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, seq)
);

CREATE TABLE audit_events (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  seq bigint NOT NULL,
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  actor audit_actor NOT NULL,
  action text NOT NULL,
  summary text NOT NULL,
  post_id uuid,
  target_id uuid,
  connection_id uuid,
  hash text NOT NULL,
  PRIMARY KEY (user_id, seq)
);
`,
};
