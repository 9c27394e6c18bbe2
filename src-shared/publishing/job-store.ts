import type { AccountTier, ConnectionState } from '../model/connection.ts';
import type { Snapshot } from '../model/content.ts';
import type { Json } from '../model/json.ts';
import type { PlatformId } from '../model/platform-id.ts';
import type { PublishError } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import type { Announcement, NoticeAction } from './announce.ts';

export const executors = ['desktop', 'relay'] as const;
export type Executor = (typeof executors)[number];

export const claimPurposes = ['publish', 'look'] as const;

export const stepStates = ['intent', 'answered', 'refused', 'absent', 'failed'] as const;

/** The exclusive right of one executor to work on one target at one revision. */
export interface Claim {
  targetId: string;
  postId: string;
  attemptId: string;
  revision: number;
  /** Larger than that of every earlier claim of this target; every later write names it. */
  fence: number;
  /** `publish`: it is due. `look`: it is `unknown` and the platform is asked whether it is out. */
  purpose: (typeof claimPurposes)[number];
  dueAt: Instant;
  /** Published up to this many ms late. */
  lateMs: number;
  /** Tries so far that ended before anything could be out. */
  failures: number;
  /** A part of it is out already: it is carried on with however late it is. */
  partlyOut: boolean;
  snapshot: Snapshot;
  connection: {
    id: string;
    platform: PlatformId;
    accountId: string;
    name: string;
    handle: string;
    tier: AccountTier;
    clientId: string;
    consent: string;
    state: ConnectionState;
    stateReason: string | null;
    /** When this account last published, for the pace of catching up; null: never. */
    lastPublishedAt: Instant | null;
  };
}

/** One remote call in the journal. */
export interface StepRecord {
  id: string;
  attemptId: string;
  name: string;
  visible: boolean;
  /**
   * intent: about to leave, or no answer came. answered: done. refused: the platform surely did nothing.
   * absent: found not to have happened. failed: surely without visible effect (a repeatable call went wrong, a visible
   * one never left).
   */
  state: (typeof stepStates)[number];
  /** SHA-256 of what was sent. */
  fingerprint: string;
  /** Of an intent: what its call has noted. */
  answer: Json;
  startedAt: Instant;
  answeredAt: Instant | null;
  /** How often `find` has looked for it in vain. */
  looks: number;
}

export interface Reason {
  message: string;
  code: string | null;
  action: NoticeAction | null;
  field: string | null;
}

/** How a claim ends. */
export type Outcome =
  | {
      to: 'published';
      remoteId: string | null;
      permalink: string | null;
      publishedAt: Instant;
      verifyAt: Instant | null;
      /** As Published has it. */
      shortfalls?: readonly string[];
      leftToSeller?: string;
    }
  | { to: 'refused'; reason: Reason }
  | { to: 'unknown'; reason: Reason; nextLookAt: Instant | null }
  /** Back to the queue: nothing is out, or a look has proved so. `counts`: it was a failed try. */
  | { to: 'scheduled'; notBefore: Instant | null; reason: Reason | null; counts: boolean }
  | { to: 'held'; reason: Reason; connectionState: 'reconnect' | 'blocked' | null }
  | { to: 'missed'; reason: Reason };

export interface ClaimQuery {
  executor: Executor;
  worker: string;
  now: Instant;
  leaseMs: number;
  limit: number;
}

/**
 * Where targets and their journal live. SQLite on the desktop, Postgres on the relay; one conformance suite for both.
 * Every write is durable when its promise resolves. Writes that name a claim change nothing and answer false when the
 * claim's fence is no longer the newest: the right is lost, stop.
 *
 * `now` is the caller's clock. A store that several machines share decides by a clock of its own what is due and whose lease is
 * over, and takes the other instants of a query as spans from `now`; it also lets only one worker at a time onto an account.
 */
export interface JobStore {
  /** When something next needs doing (a target's lead before it is due; a retry, look or verification), or null. */
  nextWake(query: { executor: Executor; now: Instant }): Promise<Instant | null>;

  /**
   * Claims targets that are `scheduled`, whose work begins by `until` (their lead before they are due, for uploads take time)
   * and that are past their not-before; the first due first. Opens an attempt for each.
   */
  claimDue(query: ClaimQuery & { until: Instant }): Promise<Claim[]>;

  /** Claims `unknown` targets whose next look is due; they stay `unknown`. */
  claimLooks(query: ClaimQuery): Promise<Claim[]>;

  /** Keeps the right for `leaseMs` from now on. */
  extend(claim: Claim, lease: { now: Instant; leaseMs: number }): Promise<boolean>;

  /** The journal of a target over all attempts, oldest first. */
  steps(targetId: string): Promise<StepRecord[]>;

  /**
   * Writes down that a call is about to leave. For a visible step this is also the start record: the target becomes
   * `sending`, only if it is still claimed at this fence and revision. Null: the right is lost.
   */
  intend(
    claim: Claim,
    step: { name: string; visible: boolean; fingerprint: string; now: Instant },
  ): Promise<StepRecord | null>;

  /** Writes down what came of a call. A fact: recorded whoever holds the right by now, also over an `absent`. */
  answer(
    step: Pick<StepRecord, 'id'>,
    result:
      | { state: 'answered'; answer: Json; now: Instant }
      | { state: 'refused' | 'failed'; error: PublishError; now: Instant }
      | { state: 'absent'; now: Instant },
  ): Promise<void>;

  /** Keeps what a call under way has learnt, in place of its answer; only while there is none. */
  note(step: Pick<StepRecord, 'id'>, learnt: Json): Promise<void>;

  /** Counts a look that found nothing. */
  looked(step: Pick<StepRecord, 'id'>): Promise<void>;

  /** Ends the claim: the move, its announcement and the end of the attempt in one transaction. */
  close(claim: Claim, outcome: Outcome, announcement: Announcement | null, now: Instant): Promise<boolean>;

  /**
   * Takes back rights whose lease is over, but for `inFlight`: `claimed` -> `scheduled`, `sending` -> `unknown`.
   * `orphaned` true: every lease of this executor counts as over. Only where one process at a time publishes for it, which is
   * known to be gone.
   */
  sweep(query: {
    executor: Executor;
    now: Instant;
    inFlight: ReadonlySet<string>;
    orphaned: boolean;
  }): Promise<Swept>;

  /** Remote ids of this account's other targets that were published since `since`. */
  taken(connectionId: string, exceptTargetId: string, since: Instant): Promise<Set<string>>;

  /** Takes published targets that should be read back by now; each comes up again at `againAt` unless a check is saved. */
  takeVerifications(query: {
    executor: Executor;
    now: Instant;
    againAt: Instant;
    limit: number;
  }): Promise<Verification[]>;

  saveCheck(
    targetId: string,
    check: {
      at: Instant;
      result: CheckResult;
      note: string | null;
      nextAt: Instant | null;
    },
    announcement: Announcement | null,
  ): Promise<void>;
}

export interface Swept {
  released: string[];
  unknown: string[];
}

/** What a read-back said: as it was sent, with another text, not there any more, or it cannot be told. */
export const checkResults = ['there', 'changed', 'gone', 'unsure'] as const;
export type CheckResult = (typeof checkResults)[number];

export interface Verification {
  targetId: string;
  postId: string;
  remoteId: string;
  publishedAt: Instant;
  /** What the check before said; null: this is the first. */
  last: CheckResult | null;
  snapshot: Snapshot;
  connection: Claim['connection'];
}
