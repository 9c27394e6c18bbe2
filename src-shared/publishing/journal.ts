import { canonicalJson, type Json } from '../model/json.ts';
import { mayBeOut, type PublishError, PublishFailure } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import {
  type Finding,
  type Note,
  type Steps,
  UnmappedAnswer,
  type VisibleOptions,
} from '../platforms/platform.ts';
import { nextLook, tooLate } from './decide.ts';
import { HttpFailure } from './http.ts';
import type { Claim, JobStore, StepRecord } from './job-store.ts';
import type { Hash } from './ports.ts';
import type { Witness } from './witness.ts';

/** The claim is no longer ours (edited, canceled, taken over, lease over): stop, record, do not retry. */
export class RightLost extends Error {}

/** A visible call has no answer and none could be found. Null: there is no further look, the seller decides. */
export class Unresolved extends Error {
  readonly nextLookAt: Instant | null;

  constructor(message: string, nextLookAt: Instant | null) {
    super(message);
    this.nextLookAt = nextLookAt;
  }
}

/** While looking: what is left to do has to be sent, which only a claim to publish may do. */
export class NeedsSending extends Error {}

/** What the journal needs of the worker that holds the claim. */
export interface Sender {
  /** Waits until the start record should be written, a moment before the target is due. */
  untilStart(): Promise<void>;
  /** Waits for the due instant, then looks a last time whether the right still holds. @throws RightLost */
  untilDue(): Promise<void>;
  /** Runs a call with a good token: after a token failure once more with a fresh one. */
  withToken<T>(call: () => Promise<T>): Promise<T>;
  now(): Instant;
  /** How far the platform's clock is ahead of ours, ms, by its newest answer; 0 while it has not answered. */
  clockOffset(): number;
}

/** How often a visible call is made at most: once, and once more when the first surely did not arrive. */
const MAX_TRIES = 2;

/** How often at most a call is made again where that is the only way to look. */
const MAX_REPEATS = 3;
/** ms until the next, when a repeated call got no answer either. */
const REPEAT_AGAIN_MS = 30_000;

/** Less is the network's doing and the `Date` header's whole seconds. */
const NOTABLE_OFFSET_MS = 30_000;

/** How far the wall clock may have been put back between two processes of ours. */
const CLOCK_DOUBT_MS = 10 * 60_000;

/**
 * The two verbs over the journal. `records` is the target's journal so far; answered steps are replayed from it.
 * A visible step's rule: no second call without proof that the first did nothing.
 */
export function createSteps(
  claim: Claim,
  records: readonly StepRecord[],
  { store, sender, hash, witness }: { store: JobStore; sender: Sender; hash: Hash; witness: Witness },
): Steps {
  const byName = Map.groupBy(records, (record) => record.name);

  async function repeatable<T extends Json>(
    name: string,
    call: () => Promise<T>,
    options: { sent: unknown; validMs?: number },
  ): Promise<T> {
    const fingerprint = hash(canonicalJson(options.sent));
    const looking = claim.purpose === 'look';
    const answered = byName
      .get(name)
      ?.findLast((record) => record.state === 'answered' && record.fingerprint === fingerprint);
    if (answered !== undefined) {
      const age = sender.now() - (answered.answeredAt ?? answered.startedAt);
      if (looking || options.validMs === undefined || age < options.validMs) return answered.answer as T;
    }
    if (looking) throw new NeedsSending();

    const step = await store.intend(claim, { name, visible: false, fingerprint, now: sender.now() });
    if (step === null) throw new RightLost();
    try {
      const answer = await sender.withToken(call);
      await store.answer(step, { state: 'answered', answer, now: sender.now() });
      return answer;
    } catch (thrown) {
      const error = errorOf(thrown);
      await store.answer(step, { state: 'failed', error, now: sender.now() });
      // Nobody can see it, so whatever came of it, it may be done again.
      throw new PublishFailure(error.class === 'transient' ? { ...error, effect: 'none' } : error);
    }
  }

  async function visible<T extends Json>(
    name: string,
    call: (note: Note) => Promise<T>,
    options: VisibleOptions<T>,
  ): Promise<T> {
    const earlier = byName.get(name) ?? [];
    const answered = earlier.findLast((record) => record.state === 'answered');
    if (answered !== undefined) return answered.answer as T;

    const open = earlier.findLast((record) => record.state === 'intent');
    if (open !== undefined) {
      const found = await look(open, options);
      if (found !== null) return found.answer;
    }
    const inVain =
      earlier.filter((record) => record.state === 'absent').length + (open === undefined ? 0 : 1);
    if (inVain >= MAX_TRIES) throw new Unresolved('It was sent twice and cannot be found.', null);
    if (claim.purpose === 'look') throw new NeedsSending();
    return send(name, call, options, inVain > 0 ? (earlier[0] ?? null) : null);
  }

  /** Looks for an earlier call. Null: it surely did not happen, which is now in the journal. */
  async function look<T extends Json>(
    open: StepRecord,
    options: VisibleOptions<T>,
  ): Promise<{ answer: T } | null> {
    const waited = witness.waited(open.id);
    const due = nextLook(options.looks, open.looks, open.startedAt, open.startedAt);
    if (due !== null && due > sender.now()) throw new Unresolved('No answer came.', due);
    const finding = await findFrom(open, options);
    if (finding.kind === 'found') {
      await store.answer(open, { state: 'answered', answer: finding.answer, now: sender.now() });
      witness.forget(open.id);
      return { answer: finding.answer };
    }
    if (finding.kind === 'absent' && finding.final === true) return absent(open);
    await store.looked(open);
    const why = finding.kind === 'unsure' ? finding.why : 'No answer came, and it is not there yet.';
    const now = sender.now();
    const next = nextLook(options.looks, open.looks + 1, open.startedAt, now);
    if (next !== null) throw new Unresolved(why, next);
    if (finding.kind === 'unsure' && options.repeat === undefined) throw new Unresolved(why, null);
    const missing = lookingTime(options.looks) - waited;
    if (missing > 0) throw new Unresolved(why, now + missing);
    if (finding.kind === 'unsure') return repeat(open, options, why);
    return absent(open);
  }

  async function absent(open: StepRecord): Promise<null> {
    await store.answer(open, { state: 'absent', now: sender.now() });
    witness.forget(open.id);
    return null;
  }

  /**
   * The last look where there is nothing to look at: a platform that has the first post names it instead of making a second.
   * In time only, since it is made now if it was not made then.
   */
  async function repeat<T extends Json>(
    open: StepRecord,
    options: VisibleOptions<T>,
    why: string,
  ): Promise<{ answer: T }> {
    const repeats = Math.max(0, open.looks + 1 - options.looks.length);
    if (options.repeat === undefined || repeats >= MAX_REPEATS || tooLate(claim, sender.now()))
      throw new Unresolved(why, null);
    await sender.untilStart();
    await sender.untilDue();
    try {
      const answer = await sender.withToken(options.repeat);
      await store.answer(open, { state: 'answered', answer, now: sender.now() });
      witness.forget(open.id);
      return { answer };
    } catch (thrown) {
      const error = errorOf(thrown);
      if (mayBeOut(error)) throw new Unresolved(error.message, sender.now() + REPEAT_AGAIN_MS);
      // That this one is refused says nothing of the first.
      if (error.class === 'content') throw new Unresolved(error.message, null);
      throw thrown;
    }
  }

  async function send<T extends Json>(
    name: string,
    call: (note: Note) => Promise<T>,
    options: VisibleOptions<T>,
    firstTry: StepRecord | null,
  ): Promise<T> {
    const fingerprint = hash(canonicalJson(options.sent));
    await sender.untilStart();
    const step = await store.intend(claim, { name, visible: true, fingerprint, now: sender.now() });
    if (step === null) throw new RightLost();
    try {
      await sender.untilDue();
    } catch (lost) {
      const error: PublishError = {
        class: 'transient',
        effect: 'none',
        message: 'It did not leave this computer.',
      };
      await store.answer(step, { state: 'failed', error, now: sender.now() });
      throw lost;
    }
    // Not at the intent: the wall clock may have made it wait for long.
    witness.sent(step.id);
    try {
      const attempt = firstTry === null ? call : (options.repeat ?? call);
      const answer = await sender.withToken(() => attempt((learnt) => store.note(step, learnt)));
      await store.answer(step, { state: 'answered', answer, now: sender.now() });
      return answer;
    } catch (thrown) {
      const error = errorOf(thrown);
      if (mayBeOut(error)) {
        throw new Unresolved(error.message, nextLook(options.looks, 0, step.startedAt, sender.now()));
      }
      if (error.class === 'content' && error.alreadyThere === true) {
        const mine = await alreadyThere(step, options, firstTry);
        if (mine !== null) return mine.answer;
      }
      await store.answer(step, { state: 'refused', error, now: sender.now() });
      throw new PublishFailure(error);
    }
  }

  /** The platform says that the post is there: is it an earlier try of ours? Null: there was none. */
  async function alreadyThere<T extends Json>(
    step: StepRecord,
    options: VisibleOptions<T>,
    firstTry: StepRecord | null,
  ): Promise<{ answer: T } | null> {
    const finding = await findFrom(firstTry ?? step, options);
    const answer =
      finding.kind === 'found'
        ? finding.answer
        : firstTry !== null
          ? (options.whenAlreadyThere ?? null)
          : null;
    if (answer === null && firstTry === null) return null;
    if (answer === null) {
      throw new Unresolved(
        'The platform says that this post is there already, but it cannot be found.',
        null,
      );
    }
    await store.answer(step, { state: 'answered', answer, now: sender.now() });
    return { answer };
  }

  /**
   * `find` on the platform's own clock: where ours is wrong, our post would lie outside of the time that is searched, and
   * be sent again. The platform's time comes with its answers, so a wrong guess shows at once.
   */
  async function findFrom<T>(step: StepRecord, options: VisibleOptions<T>): Promise<Finding<T>> {
    const find = (offset: number) =>
      options.find({
        startedAt: leftAt(step) + offset,
        looks: step.looks,
        ...(step.answer === null ? {} : { noted: step.answer }),
      });
    const guess = sender.clockOffset();
    const finding = await sender.withToken(() => find(guess));
    const offset = sender.clockOffset();
    if (finding.kind === 'found' || Math.abs(offset - guess) < NOTABLE_OFFSET_MS) return finding;
    return sender.withToken(() => find(offset));
  }

  /** When a call left, on our clock as it goes now. Of one that another process sent only the wall clock of then is known. */
  function leftAt({ id, startedAt }: Pick<StepRecord, 'id' | 'startedAt'>): Instant {
    const since = witness.sinceSent(id);
    return since === null ? Math.min(startedAt, sender.now()) - CLOCK_DOUBT_MS : sender.now() - since;
  }

  return { repeatable, visible };
}

/** From the first look to the last: so long must be really waited before "not there" counts. */
function lookingTime(looks: readonly number[]): number {
  return (looks.at(-1) ?? 0) - (looks[0] ?? 0);
}

/**
 * Any failure of a call as a publish error. What the adapter did not foresee (an answer it could not read, a bug) counts
 * as "may be out": the call had left.
 */
export function errorOf(thrown: unknown): PublishError {
  if (thrown instanceof PublishFailure) return thrown.error;
  if (thrown instanceof HttpFailure) {
    return thrown.kind === 'not-sent'
      ? { class: 'transient', effect: 'none', message: 'The platform could not be reached.' }
      : { class: 'transient', effect: 'possible', message: 'No answer came from the platform.' };
  }
  const code = thrown instanceof UnmappedAnswer ? `HTTP ${thrown.status}` : String(thrown).slice(0, 200);
  return {
    class: 'transient',
    effect: 'possible',
    message: 'The platform gave an answer we do not know.',
    code,
  };
}
