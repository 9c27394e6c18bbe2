import { mayBeOut, PublishFailure } from '../model/publish-error.ts';
import type { PlatformId } from '../model/platform-id.ts';
import type { Account, Platform } from '../platforms/platform.ts';
import type { AccountLanes } from './account-lanes.ts';
import { announce } from './announce.ts';
import { afterAbsence, afterFailure, afterSilence, nextVerification, obstacle, tooLate } from './decide.ts';
import type { Http } from './http.ts';
import type { Claim, JobStore, Outcome } from './job-store.ts';
import { createSteps, errorOf, NeedsSending, RightLost, type Sender, Unresolved } from './journal.ts';
import type { Clock, Hash, Log, MediaSource, PublicMedia } from './ports.ts';
import type { Tokens } from './tokens.ts';
import type { Witness } from './witness.ts';

export interface Workshop {
  store: JobStore;
  platforms: Readonly<Record<PlatformId, Platform>>;
  http: Http;
  tokens: Tokens;
  media: MediaSource;
  publicMedia: PublicMedia | null;
  clock: Clock;
  log: Log;
  hash: Hash;
  lanes: AccountLanes;
  witness: Witness;
  /** ms a claim is good for; kept up while the work goes on. */
  leaseMs: number;
  /** Least ms between two posts of one account while catching up. */
  paceMs: () => number;
}

/** The start record is written this long before the due instant, so that only the call itself is left for it. */
const START_AHEAD_MS = 150;
/** Part of the lease that is not used, for slow timers and writes. */
const LEASE_MARGIN_MS = 2000;
/** No post of ours from longer ago can be mistaken for this one: every `find` looks at minutes around its intent. */
const TAKEN_MS = 24 * 60 * 60_000;
/** Wait before a look that could not be made (network, rate limit) is tried again. */
const LOOK_AGAIN_MS = 60_000;

/** Carries one claim from admission to its close. Never throws; what happened is in the store. */
export async function work(shop: Workshop, claim: Claim, claimedAt: number): Promise<void> {
  const { store, clock, log } = shop;
  const platform = shop.platforms[claim.connection.platform];
  const lease = keepLease(shop, claim, claimedAt);
  try {
    const outcome = await outcomeOf(shop, claim, platform, lease.deadline);
    if (outcome === null) return;
    const now = clock.now();
    const kept = await store.close(claim, outcome, announce(claim, outcome, platform.name), now);
    if (!kept) log.warn('the right was lost before the end', { target: claim.targetId, outcome: outcome.to });
  } catch (bug) {
    // The lease runs out and the sweep turns it into what it may be: back to the queue, or unknown.
    log.warn('work on a target broke off', { target: claim.targetId, error: String(bug) });
  } finally {
    lease.stop();
  }
}

async function outcomeOf(
  shop: Workshop,
  claim: Claim,
  platform: Platform,
  deadline: () => number,
): Promise<Outcome | null> {
  const { store, clock } = shop;
  const { id, lastPublishedAt } = claim.connection;
  const now = clock.now();
  const inTheWay = obstacle(claim, now, shop.publicMedia !== null, () =>
    shop.lanes.catchUp(id, lastPublishedAt, now, shop.paceMs()),
  );
  if (inTheWay !== null) return inTheWay;

  const platformClock = watchClock(shop);
  const sender = senderOf(shop, claim, deadline, platformClock.offset);
  const { token } = sender;
  const account = { ...accountOf(shop, claim.connection), http: platformClock.http, token };
  try {
    const steps = createSteps(claim, await store.steps(claim.targetId), {
      store,
      sender,
      hash: shop.hash,
      witness: shop.witness,
    });
    const taken = await store.taken(claim.connection.id, claim.targetId, claim.dueAt - TAKEN_MS);
    const published = await platform.publish(
      { account, snapshot: claim.snapshot, media: shop.media, publicMedia: shop.publicMedia, taken },
      steps,
    );
    const publishedAt = (await firstVisibleAt(store, claim)) ?? clock.now();
    const permalink =
      published.permalink ??
      (published.remoteId === null ? null : platform.permalink(account, published.remoteId));
    const verifyAt = published.remoteId === null ? null : nextVerification(publishedAt, clock.now());
    return { ...published, to: 'published', permalink, publishedAt, verifyAt };
  } catch (thrown) {
    return outcomeOfFailure(await asItStands(store, claim), thrown, clock.now());
  } finally {
    sender.leave();
  }
}

/** Null: the right is lost, whoever holds it now decides. */
function outcomeOfFailure(claim: Claim, thrown: unknown, now: number): Outcome | null {
  if (thrown instanceof RightLost) return null;
  if (thrown instanceof Late && claim.purpose === 'publish')
    return afterFailure(claim, { class: 'transient', effect: 'none', message: thrown.message }, now);
  if (thrown instanceof NeedsSending) return afterAbsence(claim, now);
  if (thrown instanceof Unresolved) return afterSilence(thrown.message, thrown.nextLookAt);
  const error = errorOf(thrown);
  if (claim.purpose === 'look') {
    // Looking failed; that says nothing about the post. Try again soon, but not when only the seller can help.
    const hopeless = error.class === 'token' || error.class === 'account';
    return afterSilence(
      `Could not look whether it is out: ${error.message}`,
      hopeless ? null : now + LOOK_AGAIN_MS,
    );
  }
  // Outside of a step nothing has left, whatever went wrong.
  return afterFailure(
    claim,
    mayBeOut(error) && error.class === 'transient' ? { ...error, effect: 'none' } : error,
    now,
  );
}

/** When the public could first see it: the answer of the first visible step. */
async function firstVisibleAt(store: JobStore, claim: Claim): Promise<number | null> {
  const steps = await store.steps(claim.targetId);
  const first = steps.find((step) => step.visible && step.state === 'answered');
  // The intent is written a moment ahead; the call left at its time.
  return first === undefined ? null : Math.max(first.startedAt, claim.dueAt);
}

/** A first part may have gone out, or have been found, since the claim: what remains is not missed, it follows. */
async function asItStands(store: JobStore, claim: Claim): Promise<Claim> {
  return { ...claim, partlyOut: claim.partlyOut || (await firstVisibleAt(store, claim)) !== null };
}

/** The claim's account, ready to be called on. */
export function accountOf(shop: Workshop, connection: Claim['connection']): Account {
  const { id, accountId, handle, tier, clientId, consent } = connection;
  return {
    accountId,
    handle,
    tier,
    clientId,
    consent,
    token: () => shop.tokens.access(id),
    http: shop.http,
    clock: shop.clock,
  };
}

/** Notes by the `Date` header of every answer how far the platform's clock is ahead of ours. */
function watchClock({ http, clock }: Workshop): { http: Http; offset: () => number } {
  let offset = 0;
  return {
    offset: () => offset,
    async http(request) {
      const answer = await http(request);
      const at = Date.parse(answer.headers.date ?? '');
      if (!Number.isNaN(at)) offset = at - clock.now();
      return answer;
    },
  };
}

/** Too late at the last look before the bytes leave. */
class Late extends Error {}

function senderOf(
  shop: Workshop,
  claim: Claim,
  deadline: () => number,
  clockOffset: () => number,
): Sender & { leave(): void; token(): Promise<string> } {
  const { store, clock, tokens } = shop;
  const { id } = claim.connection;
  let leave: (() => void) | null = null;
  /** The token of the call under way: when it is refused, exactly this one is renewed. */
  let bearer: string | null = null;
  return {
    token: async () => bearer ?? tokens.access(id),
    now: () => clock.now(),
    clockOffset,
    leave: () => leave?.(),
    async untilStart() {
      // A token that must be renewed is renewed now rather than when it is due. What fails here is judged by the call.
      await tokens.access(id).catch(() => {});
      await clock.sleepUntil(claim.dueAt - START_AHEAD_MS);
      leave ??= await shop.lanes.enter(id);
    },
    async untilDue() {
      await clock.sleepUntil(claim.dueAt);
      if (clock.monotonic() > deadline()) throw new RightLost();
      // The machine may have slept since the claim.
      if (tooLate(claim, clock.now()) && tooLate(await asItStands(store, claim), clock.now()))
        throw new Late('this computer was asleep');
    },
    async withToken(call) {
      bearer = await tokens.access(id);
      try {
        return await call();
      } catch (thrown) {
        if (!(thrown instanceof PublishFailure) || thrown.error.class !== 'token') throw thrown;
        bearer = await tokens.renew(id, bearer);
        return await call();
      } finally {
        bearer = null;
      }
    },
  };
}

/** Extends the lease while the work goes on. The deadline is monotonic: wall-clock changes cannot prolong a right. */
function keepLease(shop: Workshop, claim: Claim, claimedAt: number) {
  const { store, clock, leaseMs } = shop;
  let deadline = claimedAt + leaseMs - LEASE_MARGIN_MS;
  const timer = clock.every(leaseMs / 3, async () => {
    const before = clock.monotonic();
    // A right that was taken away ends now, not when it would have run out.
    deadline = (await store.extend(claim, { now: clock.now(), leaseMs }))
      ? before + leaseMs - LEASE_MARGIN_MS
      : Number.NEGATIVE_INFINITY;
  });
  return { deadline: () => deadline, stop: timer.stop };
}
