import type { Migration } from '../migrate.ts';
import { start } from './0001-start.ts';
import { orderKey } from './0002-order-key.ts';
import { stepsOfAttempt } from './0003-steps-of-attempt.ts';
import { calendarStates } from './0004-calendar-states.ts';

/** In order. One kind of change a migration; never changed once released. */
export const migrations: readonly Migration[] = [start, orderKey, stepsOfAttempt, calendarStates];
