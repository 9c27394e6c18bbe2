import type { Migration } from '../migrate.ts';

/** The client's key of the last order to schedule a post, so that an order whose answer was lost can be sent again. */
export const orderKey: Migration = {
  version: 2,
  name: 'order-key',
  sql: 'ALTER TABLE posts ADD COLUMN order_key TEXT;',
};
