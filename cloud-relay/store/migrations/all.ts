import type { Migration } from '../migrate.ts';
import { start } from './0001-start.ts';

/** In order; one that was released is never changed. */
export const migrations: readonly Migration[] = [start];
