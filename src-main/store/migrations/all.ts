import type { Migration } from '../migrate.ts';
import { start } from './0001-start.ts';

/** In order. One kind of change a migration; never changed once released. */
export const migrations: readonly Migration[] = [start];
