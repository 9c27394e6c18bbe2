import type { Instant } from '../model/time.ts';

/** Time as the engine sees it; tests use a virtual one. */
export interface Clock {
  /** Wall clock, ms since 1970. Decides what is due. */
  now(): Instant;
  /** Monotonic ms. Decides whether a claim may still be acted on; clock changes do not touch it. */
  monotonic(): number;
  /** Resolves at the wall-clock instant or a moment after it, never before. */
  sleepUntil(instant: Instant): Promise<void>;
  /** The same, but ends as soon as `sooner` resolves. */
  sleepUntilOr(instant: Instant, sooner: Promise<void>): Promise<void>;
  /** Runs `task` every `ms`, one at a time, until stopped. */
  every(ms: number, task: () => Promise<void>): { stop(): void };
}

/** The bytes of attached media, by content hash (SHA-256, hex). */
export interface MediaSource {
  /** Bytes from start (inclusive) to end (exclusive). @throws PublishFailure `content` when the file is gone */
  read(hash: string, start: number, end: number): Promise<Uint8Array>;
}

/** A place on the public internet for files that a platform fetches by itself. */
export interface PublicMedia {
  /**
   * Lays a file there and tells its https address: plain ASCII, hard to guess, without a redirect, and another one at every
   * call, so that a fetch belongs to one attempt. It stays for at least `forMs`. @throws PublishFailure `transient`
   */
  address(file: { hash: string; type: string; size: number }, forMs: number): Promise<string>;
  /** When this address was first fetched; null: not yet. @throws PublishFailure `transient` */
  fetchedAt(address: string): Promise<Instant | null>;
}

export interface Log {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
}

/** SHA-256 of a text, lower-case hex; synchronous, so that nothing can come between a decision and its record. */
export type Hash = (text: string) => string;
