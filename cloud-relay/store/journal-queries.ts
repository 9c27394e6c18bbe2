// The statements of the journal, each for a whole batch.

/**
 * Intents. That of a visible call is the start record too: the target becomes `sending`, only if it is still claimed at this
 * fence and revision. $1: items. Answers the `n` of those that may be sent.
 */
export const insertIntents = `
WITH item AS (
  SELECT * FROM json_to_recordset($1::json) AS item(
    n int, id uuid, "targetId" uuid, "attemptId" uuid, fence bigint, revision int, name text, visible boolean,
    fingerprint text, now timestamptz)
), started AS (
  UPDATE targets t SET
    state = CASE WHEN item.visible THEN 'sending' ELSE t.state END,
    updated_at = item.now
  FROM item
  WHERE t.id = item."targetId" AND t.fence = item.fence AND t.revision = item.revision
    AND t.lease_until IS NOT NULL AND t.state IN ('claimed', 'sending')
  RETURNING item.n
), written AS (
  INSERT INTO steps (id, attempt_id, target_id, name, visible, state, fingerprint, started_at, looks)
  SELECT id, "attemptId", "targetId", name, visible, 'intent', fingerprint, now, 0
  FROM item JOIN started USING (n) ORDER BY n
)
SELECT n FROM started`;

/** Answers: facts, whoever holds the right, also over `absent`; an answer is never taken back. $1: items. */
export const saveAnswers = `
WITH item AS (
  SELECT * FROM json_to_recordset($1::json) AS item(id uuid, state step_state, answer json, error json, now timestamptz)
), answered AS (
  UPDATE steps s SET
    state = item.state,
    answered_at = item.now,
    answer = CASE item.state WHEN 'answered' THEN item.answer ELSE s.answer END,
    error = coalesce(item.error, s.error)
  FROM item
  WHERE s.id = item.id AND s.state IN ('intent', 'absent')
  RETURNING s.target_id, s.visible, s.state
)
UPDATE targets t SET partly_out = true
FROM answered
WHERE t.id = answered.target_id AND answered.visible AND answered.state = 'answered' AND NOT t.partly_out`;
