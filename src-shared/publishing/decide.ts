import { mayBeOut, type PublishError } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import { judge } from '../rules/judge.ts';
import type { Claim, Outcome, Reason } from './job-store.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Waits between tries that surely had no effect, ms. The last one repeats for as long as the post is not too late. */
const backoff = [2 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];

/** A platform that says "again at once", or whose clock is behind ours, must not make us ask without a pause. */
const LEAST_WAIT = 2 * SECOND;

/** A post this late is "catching up" and is paced. */
const CATCH_UP_AFTER = MINUTE;

/**
 * The last preflight: why a claimed target may not be worked on now, or null. Rules and the account's tier may have changed
 * since it was planned. `publicMedia`: whether platforms can fetch its files. `catchUp` says until when the account must wait before it
 * catches up with another late post.
 */
export function obstacle(
  claim: Claim,
  now: Instant,
  publicMedia: boolean,
  catchUp: () => Instant | null,
): Outcome | null {
  if (claim.purpose === 'look') return null;
  if (tooLate(claim, now)) return { to: 'missed', reason: missedReason(claim, now, null) };
  if (claim.connection.state !== 'ok') return accountOutcome(claim);
  const unfit = judge(claim.connection.platform, {
    ...claim.snapshot,
    tier: claim.connection.tier,
    consent: claim.connection.consent,
    publicMedia,
  }).findings.find(({ level }) => level === 'stop');
  if (unfit !== undefined) {
    return {
      to: 'refused',
      reason: { message: unfit.message, code: null, action: 'edit-post', field: unfit.field },
    };
  }
  if (claim.partlyOut || now - claim.dueAt <= CATCH_UP_AFTER) return null;
  const notBefore = catchUp();
  if (notBefore === null) return null;
  if (inTime(claim, notBefore)) return { to: 'scheduled', notBefore, reason: null, counts: false };
  return {
    to: 'missed',
    reason: missedReason(claim, now, 'after a pause the posts of an account go out one by one'),
  };
}

export function tooLate(claim: Claim, now: Instant): boolean {
  return !claim.partlyOut && now > claim.dueAt + claim.lateMs;
}

/** What follows when a try ended in an error whose effect is known to be none. */
export function afterFailure(claim: Claim, error: PublishError, now: Instant): Outcome {
  const code = error.code ?? null;
  switch (error.class) {
    case 'content':
      return {
        to: 'refused',
        reason: { message: error.message, code, action: 'edit-post', field: error.field },
      };
    case 'token':
      return {
        to: 'held',
        reason: { message: error.message, code, action: 'reconnect', field: null },
        connectionState: 'reconnect',
      };
    case 'account':
      return {
        to: 'held',
        reason: {
          message: error.message,
          code,
          action: error.reconnect ? 'reconnect' : 'resolve',
          field: null,
        },
        connectionState: error.reconnect ? 'reconnect' : 'blocked',
      };
    case 'quota': {
      const until = error.until === undefined ? null : Math.max(error.until, now + LEAST_WAIT);
      if (until !== null && inTime(claim, until)) return retry(until, error.message, code);
      return {
        to: 'held',
        reason: { message: error.message, code, action: 'choose-time', field: null },
        connectionState: null,
      };
    }
    case 'transient': {
      if (mayBeOut(error)) throw new Error('a failure that may be out is not decided here');
      const ours = backoff[Math.min(claim.failures, backoff.length - 1)] ?? MINUTE;
      const wait = Math.max(error.after ?? ours, LEAST_WAIT);
      if (inTime(claim, now + wait)) return retry(now + wait, error.message, code);
      return { to: 'missed', reason: missedReason(claim, now, error.message) };
    }
  }
}

/** What follows when the platform was asked and whether it did it is not known. */
export function afterSilence(why: string, nextLookAt: Instant | null): Outcome {
  return { to: 'unknown', reason: { message: why, code: null, action: 'resolve', field: null }, nextLookAt };
}

/** The platform let us see twice that nothing is out: send it again if there is time, else ask the seller. */
export function afterAbsence(claim: Claim, now: Instant): Outcome {
  if (tooLate(claim, now))
    return { to: 'missed', reason: missedReason(claim, now, 'the first try did not arrive') };
  return {
    to: 'scheduled',
    notBefore: null,
    reason: plain(
      claim.partlyOut
        ? 'A part of it is out; the rest follows.'
        : 'The first try did not arrive; sending it again.',
    ),
    counts: true,
  };
}

/** When to look next for a call that got no answer, or null when every look has been made in vain. */
export function nextLook(
  looks: readonly number[],
  looked: number,
  startedAt: Instant,
  now: Instant,
): Instant | null {
  const offset = looks[looked];
  if (offset === undefined) return null;
  // Two looks are never at once: after a long sleep a list that lags is given a few seconds.
  return looked === 0 ? startedAt + offset : Math.max(startedAt + offset, now + 5 * SECOND);
}

/** When a published post is read back: a minute and a quarter of an hour after it went out. */
export function nextVerification(publishedAt: Instant, now: Instant): Instant | null {
  return [MINUTE, 15 * MINUTE].map((after) => publishedAt + after).find((at) => at > now) ?? null;
}

/** How late a target went out, in words. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 90) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

function inTime(claim: Claim, at: Instant): boolean {
  return claim.partlyOut || at <= claim.dueAt + claim.lateMs;
}

function retry(at: Instant, message: string, code: string | null): Outcome {
  return {
    to: 'scheduled',
    notBefore: at,
    reason: { message, code, action: null, field: null },
    counts: true,
  };
}

function accountOutcome(claim: Claim): Outcome {
  const { state, stateReason } = claim.connection;
  if (state === 'blocked') {
    return {
      to: 'held',
      reason: {
        message: stateReason ?? 'The account cannot post at the moment.',
        code: null,
        action: 'resolve',
        field: null,
      },
      connectionState: null,
    };
  }
  const message =
    state === 'removed'
      ? 'The account was disconnected. Connect it again, or choose another one.'
      : (stateReason ?? 'The account must be reconnected first.');
  return {
    to: 'held',
    reason: { message, code: null, action: 'reconnect', field: null },
    connectionState: null,
  };
}

function missedReason(claim: Claim, now: Instant, cause: string | null): Reason {
  const late = duration(Math.max(now - claim.dueAt, 0));
  const allowed = duration(claim.lateMs);
  const because = cause === null ? '' : ` (${cause.replace(/\.$/, '')})`;
  return {
    message: `It was due ${late} ago and may go out at most ${allowed} late${because}. Nothing was published; choose what to do.`,
    code: null,
    action: 'choose-time',
    field: null,
  };
}

function plain(message: string): Reason {
  return { message, code: null, action: null, field: null };
}
