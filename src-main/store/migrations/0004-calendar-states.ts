import type { Migration } from '../migrate.ts';

/** With the states in it the index alone answers how many targets a day has: a month is counted without reading a row. */
export const calendarStates: Migration = {
  version: 4,
  name: 'calendar-states',
  sql: `
DROP INDEX targets_calendar;
CREATE INDEX targets_calendar ON targets (due_at, post_id, state) WHERE due_at IS NOT NULL;
`,
};
