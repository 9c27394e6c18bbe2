import type { Migration } from '../migrate.ts';

/** Deleting an attempt looks for its steps: without the index it would read them all, and the publisher would wait. */
export const stepsOfAttempt: Migration = {
  version: 3,
  name: 'steps-of-attempt',
  sql: 'CREATE INDEX steps_of_attempt ON steps (attempt_id);',
};
