import type { EventEmitter } from 'node:events';
import type { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import type { Platform } from './hosts.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { State } from './state.ts';

/** Told as it happens, so that tests wait for the thing itself and not for time to pass. */
export interface WorldEvents {
  /** A call came in; nothing was done yet. */
  request: [LoggedRequest];
  /** A post was stored, by its id; the answer has not left yet. */
  post: [string];
}

/** What every handler of a practice platform works on. */
export interface World {
  /** Milliseconds since 1970; tests may pass a clock of their own. */
  now(): number;
  state: State;
  /** Says that `state` changed, so that it gets saved. */
  changed(): void;
  blobs: Blobs;
  faults: Faults;
  log: RequestLog;
  events: EventEmitter<WorldEvents>;
  /** Milliseconds added to every answer of a platform. */
  latency: Record<Platform, number>;
  /** What can be fetched: real origin -> loopback origin with path prefix. */
  internet: Map<string, string>;
  /** Calls counted against the rate limits; forgotten at a restart. */
  counters: Map<string, { since: number; count: number }>;
}
