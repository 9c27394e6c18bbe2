// The statements of claim, start, lease and sweep. Every one that takes or uses a right names its holder in the WHERE.
// $1 is always the deciding instant: null for the database's own clock, which is the only one in production.

const NOW = 'coalesce($1::timestamptz, statement_timestamp())';

const DUE = (until: string) => `
  t.executor = $2 AND t.state = 'scheduled' AND t.starts_at <= ${until}
  AND (t.not_before IS NULL OR t.not_before <= ${NOW})`;

/** Another worker has a post of this account under way. */
const ACCOUNT_TAKEN = (worker: string) => `EXISTS (
  SELECT FROM targets o
  WHERE o.connection_id = t.connection_id AND o.lease_until IS NOT NULL AND o.state IN ('claimed', 'sending') AND o.worker <> ${worker})`;

/**
 * Which targets to claim: users take turns, each with what begins first. Locks the targets and their accounts; what another
 * worker has locked is passed over, so that no two of them look at one account at once.
 * $3: ms ahead, $4: worker, $5: limit.
 */
export const pickDue = `
WITH waiting AS MATERIALIZED (
  SELECT DISTINCT t.user_id FROM targets t WHERE ${DUE(`${NOW} + $3 * interval '1 ms'`)}
), share AS (
  SELECT ceil($5::numeric / greatest(count(*), 1)) AS size FROM waiting
), locked AS MATERIALIZED (
  SELECT mine.* FROM waiting w CROSS JOIN LATERAL (
    SELECT t.id, t.user_id, t.starts_at
    FROM targets t JOIN connections c ON c.id = t.connection_id
    WHERE t.user_id = w.user_id AND ${DUE(`${NOW} + $3 * interval '1 ms'`)} AND NOT ${ACCOUNT_TAKEN('$4')}
    ORDER BY t.starts_at LIMIT (SELECT size FROM share)
    FOR NO KEY UPDATE OF t, c SKIP LOCKED
  ) mine
)
SELECT id FROM locked
ORDER BY row_number() OVER (PARTITION BY user_id ORDER BY starts_at), starts_at
LIMIT $5`;

/** $3: limit. */
export const pickLooks = `
SELECT t.id FROM targets t
WHERE t.executor = $2 AND t.state = 'unknown' AND t.next_look_at <= ${NOW} AND t.lease_until IS NULL
ORDER BY t.next_look_at LIMIT $3
FOR NO KEY UPDATE OF t SKIP LOCKED`;

/**
 * Takes what was picked and is locked. The account is looked at once more: this statement sees what others committed between
 * the pick and its lock.
 * $2: executor, $3: worker, $4: lease in ms, $5: purpose, $6: the picked, each with the id of its attempt.
 */
export const take = `
WITH picked AS (
  SELECT * FROM json_to_recordset($6::json) AS picked(id uuid, "attemptId" uuid)
), taken AS (
  UPDATE targets t SET
    state = CASE $5::claim_purpose WHEN 'publish' THEN 'claimed' ELSE t.state END,
    fence = t.fence + 1,
    worker = $3,
    lease_until = ${NOW} + $4 * interval '1 ms',
    not_before = NULL,
    updated_at = ${NOW}
  FROM picked
  WHERE t.id = picked.id AND ($5::claim_purpose = 'look' OR NOT ${ACCOUNT_TAKEN('$3')})
  RETURNING t.*, picked."attemptId"
), opened AS (
  INSERT INTO attempts (id, target_id, fence, revision, purpose, executor, worker, started_at)
  SELECT "attemptId", id, fence, revision, $5::claim_purpose, $2, $3, ${NOW} FROM taken
)
SELECT
  t.id AS "targetId", t.post_id AS "postId", t."attemptId", t.revision, t.fence, t.due_at AS "dueAt",
  t.late_minutes AS "lateMinutes", t.failures, t.partly_out AS "partlyOut", t.snapshot,
  c.id, c.platform, c.account_id AS "accountId", c.name, c.handle, c.tier, c.client_id AS "clientId", c.consent,
  c.state, c.state_reason AS "stateReason", c.last_published_at AS "lastPublishedAt"
FROM taken t JOIN connections c ON c.id = t.connection_id
ORDER BY t.due_at, t.id`;

/** The right is still that of this claim. $2: lease in ms, $3: claims. */
export const extendLeases = `
WITH item AS (
  SELECT * FROM json_to_recordset($2::json) AS item(n int, "targetId" uuid, fence bigint, "leaseMs" int)
)
UPDATE targets t SET lease_until = ${NOW} + item."leaseMs" * interval '1 ms'
FROM item
WHERE t.id = item."targetId" AND t.fence = item.fence AND t.lease_until IS NOT NULL
RETURNING item.n`;

/**
 * $2: executor, $3: targets in flight here, $4: all leases count as over. What another statement is writing just now is left
 * to the next sweep.
 */
export const sweep = `
WITH over AS (
  SELECT t.id, t.state FROM targets t
  WHERE t.executor = $2 AND t.lease_until IS NOT NULL AND t.state IN ('claimed', 'sending', 'unknown')
    AND ($4 OR t.lease_until <= ${NOW}) AND t.id <> ALL ($3::uuid[])
  FOR NO KEY UPDATE SKIP LOCKED
), freed AS (
  UPDATE targets t SET
    worker = NULL,
    lease_until = NULL,
    updated_at = ${NOW},
    state = CASE over.state WHEN 'claimed' THEN 'scheduled' ELSE 'unknown' END::target_state,
    next_look_at = CASE over.state WHEN 'sending' THEN ${NOW} ELSE t.next_look_at END,
    reason_message = CASE over.state WHEN 'sending' THEN 'The relay stopped while it was being sent.' ELSE t.reason_message END,
    reason_code = CASE over.state WHEN 'sending' THEN NULL ELSE t.reason_code END,
    reason_action = CASE over.state WHEN 'sending' THEN 'resolve' ELSE t.reason_action END,
    reason_field = CASE over.state WHEN 'sending' THEN NULL ELSE t.reason_field END
  FROM over WHERE t.id = over.id
  RETURNING t.id, over.state AS was
), ended AS (
  UPDATE attempts a SET
    ended_at = ${NOW},
    outcome = CASE freed.was WHEN 'claimed' THEN 'released' ELSE 'unknown' END::attempt_outcome
  FROM freed WHERE a.target_id = freed.id AND a.ended_at IS NULL
)
SELECT id, was FROM freed`;

/** ms until something next needs doing; null: nothing waits. $2: executor. */
export const nextWake = `
SELECT extract(epoch FROM min(at) - ${NOW}) * 1000 AS "waitMs" FROM (
  SELECT min(starts_at) AS at FROM targets WHERE executor = $2 AND state = 'scheduled' AND not_before IS NULL
  UNION ALL
  SELECT min(greatest(starts_at, not_before)) FROM targets
    WHERE executor = $2 AND state = 'scheduled' AND not_before IS NOT NULL
  UNION ALL
  SELECT min(next_look_at) FROM targets WHERE executor = $2 AND state = 'unknown' AND lease_until IS NULL
  UNION ALL
  SELECT min(verify_at) FROM targets WHERE executor = $2 AND verify_at IS NOT NULL
) soonest`;

/** Published targets to be read back by now. $2: executor, $3: ms until each comes up again, $4: limit. */
export const takeVerifications = `
WITH picked AS (
  SELECT t.id FROM targets t WHERE t.executor = $2 AND t.verify_at <= ${NOW}
  ORDER BY t.verify_at LIMIT $4
  FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE targets t SET verify_at = ${NOW} + $3 * interval '1 ms'
FROM picked WHERE t.id = picked.id
RETURNING t.id`;
