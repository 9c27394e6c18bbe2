import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionState } from '../model/connection.ts';
import { mayMove, type TargetState, targetStates } from '../model/states.ts';
import type { Instant } from '../model/time.ts';
import type { Announcement } from './announce.ts';
import type { Claim, Executor, JobStore, Outcome, Reason } from './job-store.ts';

/** What every job store must do, SQLite and Postgres alike: tests over a place where targets can be planted. */
export interface JobStoreBench {
  /** One more worker over the same data, with a connection of its own. */
  worker(): Promise<JobStore>;
  /** An account to post on. @returns its id */
  account(): Promise<string>;
  /** A target that waits in the queue, unless told otherwise. @returns its id */
  plant(wish: PlantedTarget): Promise<string>;
  /** Puts a target into a state behind the store's back. */
  put(targetId: string, state: TargetState): Promise<void>;
  /** The seller changes it: another revision, and whoever held it has lost the right. */
  edit(targetId: string): Promise<void>;
  target(targetId: string): Promise<TargetFacts>;
  connection(id: string): Promise<{
    state: ConnectionState;
    stateReason: string | null;
    lastPublishedAt: Instant | null;
  }>;
  attempts(
    targetId: string,
  ): Promise<{ fence: number; purpose: string; endedAt: Instant | null; outcome: string | null }[]>;
  /** What was told about a target: actions of the audit trail, kinds of notices. */
  told(targetId: string): Promise<{ audit: string[]; notices: string[] }>;
  /** Closes everything and opens it anew, as after a start of the process. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface PlantedTarget {
  connectionId: string;
  dueAt: Instant;
  text?: string;
  /** ms */
  leadMs?: number;
  lateMs?: number;
  executor?: Executor;
}

export interface TargetFacts {
  state: TargetState;
  revision: number;
  fence: number;
  leaseUntil: Instant | null;
  failures: number;
  partlyOut: boolean;
  notBefore: Instant | null;
  nextLookAt: Instant | null;
  reason: Reason | null;
  remoteId: string | null;
  permalink: string | null;
  publishedAt: Instant | null;
  verifyAt: Instant | null;
  verification: string | null;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NOW = Date.UTC(2026, 10, 24, 9, 0, 0);
const LEASE = 30 * SECOND;

const reason: Reason = { message: 'Not like this.', code: 'E 7', action: 'edit-post', field: 'caption' };
const outcomes = {
  published: {
    to: 'published',
    remoteId: '922337203685477001',
    permalink: 'https://x.test/1',
    publishedAt: NOW,
    verifyAt: NOW + MINUTE,
  },
  refused: { to: 'refused', reason },
  unknown: { to: 'unknown', reason, nextLookAt: NOW + MINUTE },
  scheduled: { to: 'scheduled', notBefore: NOW + MINUTE, reason, counts: true },
  held: { to: 'held', reason, connectionState: 'reconnect' },
  missed: { to: 'missed', reason },
} as const satisfies Record<Outcome['to'], Outcome>;
const everyOutcome = Object.values(outcomes);

const announcement: Announcement = {
  audit: { action: 'target.refused', summary: 'It was refused.' },
  notice: {
    kind: 'refused',
    level: 'alarm',
    title: 'Not published',
    text: 'Not like this.',
    action: 'edit-post',
  },
};

export function describeJobStore(name: string, makeBench: () => Promise<JobStoreBench>): void {
  describe(`job store: ${name}`, () => {
    let bench: JobStoreBench;
    let store: JobStore;
    let account: string;

    beforeEach(async () => {
      bench = await makeBench();
      store = await bench.worker();
      account = await bench.account();
    });
    afterEach(() => bench.close());

    const plant = (wish: Partial<PlantedTarget> = {}) =>
      bench.plant({ connectionId: account, dueAt: NOW, ...wish });
    const due = (
      change: {
        now?: Instant;
        limit?: number;
        executor?: Executor;
        worker?: string;
      } = {},
      from = store,
    ) => {
      const now = change.now ?? NOW;
      return from.claimDue({
        executor: 'desktop',
        worker: 'w1',
        now,
        leaseMs: LEASE,
        limit: 500,
        until: now,
        ...change,
      });
    };
    const looks = (now: Instant, limit = 500) =>
      store.claimLooks({ executor: 'desktop', worker: 'w1', now, leaseMs: LEASE, limit });
    const sweep = (
      now: Instant,
      change: { inFlight?: string[]; orphaned?: boolean; executor?: Executor } = {},
    ) =>
      store.sweep({
        executor: change.executor ?? 'desktop',
        now,
        inFlight: new Set(change.inFlight),
        orphaned: change.orphaned ?? false,
      });
    const nextWake = (now = NOW) => store.nextWake({ executor: 'desktop', now });
    const visible = (claim: Claim, now = NOW) =>
      store.intend(claim, { name: 'post', visible: true, fingerprint: 'f1', now });
    const repeatable = (claim: Claim, now = NOW) =>
      store.intend(claim, { name: 'upload', visible: false, fingerprint: 'f0', now });

    /** A planted target, claimed. */
    async function claimed(wish: Partial<PlantedTarget> = {}): Promise<Claim> {
      const id = await plant(wish);
      const claims = await due({ now: wish.dueAt ?? NOW });
      return claims.find(({ targetId }) => targetId === id) ?? expect.fail('it was not claimed');
    }

    /** A target that may be out, with its next look at an instant. */
    async function unknown(nextLookAt: Instant | null): Promise<Claim> {
      const claim = await claimed();
      await visible(claim);
      expect(await store.close(claim, { to: 'unknown', reason, nextLookAt }, null, NOW)).toBe(true);
      return claim;
    }

    /** The same target in the hands of another worker. */
    async function takenOver(claim: Claim): Promise<Claim> {
      await sweep(NOW + LEASE);
      const [later] = await due({ now: NOW + LEASE, worker: 'w2' });
      expect(later?.targetId).toBe(claim.targetId);
      return later ?? expect.fail('it was not claimed again');
    }

    describe('claiming', () => {
      test('takes what is due, oldest first, and no more than was asked for', async () => {
        const late = await plant({ dueAt: NOW - 2 * MINUTE });
        const now = await plant({ dueAt: NOW });
        const oldest = await plant({ dueAt: NOW - 3 * MINUTE });
        await plant({ dueAt: NOW + 1 });
        await plant({ dueAt: NOW, executor: 'relay' });
        expect((await due({ limit: 2 })).map(({ targetId }) => targetId)).toEqual([oldest, late]);
        expect((await due()).map(({ targetId }) => targetId)).toEqual([now]);
        expect(await due()).toEqual([]);
      });

      test('takes what has photos or videos earlier, for their uploads', async () => {
        await plant({ dueAt: NOW + 30 * SECOND, leadMs: 2 * SECOND });
        const video = await plant({ dueAt: NOW + 30 * MINUTE, leadMs: 30 * MINUTE });
        const photos = await plant({ dueAt: NOW + 30 * SECOND, leadMs: MINUTE });
        const soon = await plant({ dueAt: NOW + SECOND, leadMs: 2 * SECOND });
        expect((await due()).map(({ targetId }) => targetId)).toEqual([soon, photos, video]);
      });

      test('waits for a not-before, once', async () => {
        const claim = await claimed();
        await store.close(claim, { ...outcomes.scheduled, notBefore: NOW + MINUTE }, null, NOW);
        expect(await due({ now: NOW + MINUTE - 1 })).toEqual([]);
        expect(await due({ now: NOW + MINUTE })).toHaveLength(1);
        expect((await bench.target(claim.targetId)).notBefore).toBeNull();
      });

      test('gives all that is needed to publish', async () => {
        const id = await plant({ text: 'Mugs & bowls', lateMs: 7 * MINUTE, dueAt: NOW - MINUTE });
        const [claim] = await due();
        expect(claim).toMatchObject({
          targetId: id,
          purpose: 'publish',
          dueAt: NOW - MINUTE,
          lateMs: 7 * MINUTE,
          failures: 0,
          partlyOut: false,
          revision: (await bench.target(id)).revision,
          snapshot: { kind: 'text', text: 'Mugs & bowls', media: [], options: {} },
          connection: { id: account, state: 'ok', stateReason: null, lastPublishedAt: null },
        });
        expect(await bench.target(id)).toMatchObject({ state: 'claimed', leaseUntil: NOW + LEASE });
        expect(await bench.attempts(id)).toEqual([
          { fence: claim?.fence, purpose: 'publish', endedAt: null, outcome: null },
        ]);
      });

      test('is exclusive: two workers at once share the targets and none gets one of the other', async () => {
        // Each on an account of its own: a store may let only one worker at a time onto an account.
        const ids = await Promise.all(
          Array.from({ length: 20 }, async () => plant({ connectionId: await bench.account() })),
        );
        const other = await bench.worker();
        const turns = Array.from({ length: 8 }, (_, turn) =>
          due({ limit: 3, worker: turn % 2 === 0 ? 'w1' : 'w2' }, turn % 2 === 0 ? store : other),
        );
        const claims = (await Promise.all(turns)).flat();
        expect(claims.map(({ targetId }) => targetId).sort()).toEqual(ids.sort());
      });

      test('gives a number that is larger each time', async () => {
        const first = await claimed();
        const second = await takenOver(first);
        await store.close(second, { ...outcomes.scheduled, notBefore: null }, null, NOW);
        const [third] = await due({ now: NOW + LEASE });
        const fences = [first, second, third].map((claim) => claim?.fence ?? 0);
        expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b));
      });
    });

    describe('a right that is lost', () => {
      test('changes nothing any more: neither lease, journal nor outcome', async () => {
        const old = await claimed();
        const holder = await takenOver(old);
        const before = await bench.target(old.targetId);
        expect(await store.extend(old, { now: NOW, leaseMs: 10 * MINUTE })).toBe(false);
        expect(await visible(old)).toBeNull();
        expect(await repeatable(old)).toBeNull();
        for (const outcome of everyOutcome)
          expect(await store.close(old, outcome, announcement, NOW)).toBe(false);
        expect(await bench.target(old.targetId)).toEqual(before);
        expect(await store.steps(old.targetId)).toEqual([]);
        expect(await bench.told(old.targetId)).toEqual({ audit: [], notices: [] });
        expect((await bench.connection(account)).state).toBe('ok');
        expect(await visible(holder)).not.toBeNull();
      });

      test('is lost by an edit of the seller, and the new revision is claimed anew', async () => {
        const claim = await claimed();
        await bench.edit(claim.targetId);
        expect(await visible(claim)).toBeNull();
        expect(await store.close(claim, outcomes.missed, null, NOW)).toBe(false);
        const [next] = await due();
        expect(next?.revision).toBeGreaterThan(claim.revision);
      });

      test('is not enough at another revision', async () => {
        const claim = await claimed();
        expect(await visible({ ...claim, revision: claim.revision + 1 })).toBeNull();
        expect((await bench.target(claim.targetId)).state).toBe('claimed');
      });

      test('ends with its own close', async () => {
        const claim = await claimed();
        await store.close(claim, outcomes.held, null, NOW);
        expect(await store.extend(claim, { now: NOW, leaseMs: MINUTE })).toBe(false);
        expect(await visible(claim)).toBeNull();
        expect(await bench.target(claim.targetId)).toMatchObject({ state: 'held', leaseUntil: null });
      });
    });

    describe('the journal', () => {
      test('has the intent of a visible call as the start record, that of others not', async () => {
        const claim = await claimed();
        expect(await repeatable(claim)).toMatchObject({ visible: false, state: 'intent' });
        expect((await bench.target(claim.targetId)).state).toBe('claimed');
        expect(await visible(claim)).toMatchObject({
          visible: true,
          state: 'intent',
          fingerprint: 'f1',
          looks: 0,
        });
        expect((await bench.target(claim.targetId)).state).toBe('sending');
        // A thread goes on while it is being sent.
        expect(await visible(claim)).not.toBeNull();
      });

      test('keeps the order over all attempts, and answers as they were', async () => {
        const answer = { id: '922337203685477001', parts: [1, null, { ok: true }], text: 'é "&"' };
        const first = await claimed();
        const upload = await repeatable(first, NOW);
        await store.answer({ id: upload?.id ?? '' }, { state: 'answered', answer, now: NOW + 1 });
        const second = await takenOver(first);
        await visible(second, NOW + LEASE);
        expect(await store.steps(first.targetId)).toEqual([
          expect.objectContaining({
            name: 'upload',
            attemptId: first.attemptId,
            state: 'answered',
            answer,
            startedAt: NOW,
            answeredAt: NOW + 1,
          }),
          expect.objectContaining({
            name: 'post',
            attemptId: second.attemptId,
            state: 'intent',
            answer: null,
            answeredAt: null,
          }),
        ]);
      });

      test('says that a part is out once a visible call is answered', async () => {
        const claim = await claimed();
        const upload = await repeatable(claim);
        await store.answer({ id: upload?.id ?? '' }, { state: 'answered', answer: null, now: NOW });
        expect((await bench.target(claim.targetId)).partlyOut).toBe(false);
        const post = await visible(claim);
        await store.answer({ id: post?.id ?? '' }, { state: 'answered', answer: { id: '7' }, now: NOW });
        expect((await bench.target(claim.targetId)).partlyOut).toBe(true);
      });

      test('takes a late answer as the fact it is: whoever holds the right, and over "absent"', async () => {
        const claim = await claimed();
        const post = await visible(claim);
        await sweep(NOW + LEASE);
        await store.answer({ id: post?.id ?? '' }, { state: 'absent', now: NOW + MINUTE });
        await store.answer(
          { id: post?.id ?? '' },
          { state: 'answered', answer: { id: '7' }, now: NOW + 2 * MINUTE },
        );
        expect(await store.steps(claim.targetId)).toMatchObject([{ state: 'answered', answer: { id: '7' } }]);
        expect((await bench.target(claim.targetId)).partlyOut).toBe(true);
      });

      test('never takes an answer back', async () => {
        const error = { class: 'transient', effect: 'none', message: 'No.' } as const;
        const claim = await claimed();
        const id = (await visible(claim))?.id ?? '';
        await store.answer({ id }, { state: 'answered', answer: { id: '7' }, now: NOW });
        await store.answer({ id }, { state: 'absent', now: NOW });
        await store.answer({ id }, { state: 'refused', error, now: NOW });
        await store.answer({ id }, { state: 'answered', answer: { id: '8' }, now: NOW });
        expect(await store.steps(claim.targetId)).toMatchObject([{ state: 'answered', answer: { id: '7' } }]);
      });

      test('keeps what a call under way has learnt, until there is an answer', async () => {
        const claim = await claimed();
        const id = (await visible(claim))?.id ?? '';
        await store.note({ id }, { publication: '5' });
        expect(await store.steps(claim.targetId)).toMatchObject([
          { state: 'intent', answer: { publication: '5' }, answeredAt: null },
        ]);
        expect((await bench.target(claim.targetId)).partlyOut).toBe(false);
        await store.answer({ id }, { state: 'answered', answer: { id: '7' }, now: NOW });
        await store.note({ id }, { publication: '6' });
        expect(await store.steps(claim.targetId)).toMatchObject([{ state: 'answered', answer: { id: '7' } }]);
      });

      test('counts the looks', async () => {
        const claim = await claimed();
        const id = (await visible(claim))?.id ?? '';
        await store.looked({ id });
        await store.looked({ id });
        expect(await store.steps(claim.targetId)).toMatchObject([{ state: 'intent', looks: 2 }]);
      });
    });

    describe('closing', () => {
      test('a published target keeps what the platform said, and its account when it last published', async () => {
        const claim = await claimed();
        await visible(claim);
        expect(await store.close(claim, outcomes.published, null, NOW + 5)).toBe(true);
        const { remoteId, permalink, publishedAt, verifyAt } = outcomes.published;
        expect(await bench.target(claim.targetId)).toMatchObject({
          state: 'published',
          remoteId,
          permalink,
          publishedAt,
          verifyAt,
          leaseUntil: null,
          verification: 'pending',
          reason: null,
        });
        expect((await bench.connection(account)).lastPublishedAt).toBe(publishedAt);
        expect(await bench.attempts(claim.targetId)).toMatchObject([
          { endedAt: NOW + 5, outcome: 'published' },
        ]);
        const next = await claimed({ dueAt: NOW + MINUTE });
        expect(next.connection.lastPublishedAt).toBe(publishedAt);
      });

      test('a failed try counts, one that was only put off does not', async () => {
        const claim = await claimed();
        await store.close(
          claim,
          { to: 'scheduled', notBefore: NOW + 1, reason: null, counts: false },
          null,
          NOW,
        );
        expect(await bench.target(claim.targetId)).toMatchObject({
          state: 'scheduled',
          failures: 0,
          notBefore: NOW + 1,
          reason: null,
        });
        const [again] = await due({ now: NOW + 1 });
        if (again === undefined) return expect.fail('it was not claimed again');
        await store.close(again, outcomes.scheduled, null, NOW);
        expect(await bench.target(claim.targetId)).toMatchObject({ failures: 1, reason });
        expect(await bench.attempts(claim.targetId)).toMatchObject([
          { outcome: 'released' },
          { outcome: 'retry' },
        ]);
      });

      test.each(['reconnect', 'blocked', null] as const)(
        'held with the account %s',
        async (connectionState) => {
          const claim = await claimed();
          await store.close(claim, { to: 'held', reason, connectionState }, null, NOW);
          expect(await bench.target(claim.targetId)).toMatchObject({ state: 'held', reason });
          const expected =
            connectionState === null
              ? { state: 'ok', stateReason: null }
              : { state: connectionState, stateReason: reason.message };
          expect(await bench.connection(account)).toMatchObject(expected);
        },
      );

      test('tells in the same transaction: what cannot be told is not done', async () => {
        const claim = await claimed();
        const before = await bench.target(claim.targetId);
        const untellable = {
          ...announcement,
          notice: { ...announcement.notice, kind: 'nonsense' },
        } as unknown as Announcement;
        await expect(store.close(claim, outcomes.refused, untellable, NOW)).rejects.toThrow(/./);
        expect(await bench.target(claim.targetId)).toEqual(before);
        expect(await bench.told(claim.targetId)).toEqual({ audit: [], notices: [] });
        expect(await bench.attempts(claim.targetId)).toMatchObject([{ endedAt: null }]);

        expect(await store.close(claim, outcomes.refused, announcement, NOW)).toBe(true);
        expect(await bench.told(claim.targetId)).toEqual({ audit: ['target.refused'], notices: ['refused'] });
        expect(await bench.target(claim.targetId)).toMatchObject({ state: 'refused', reason });
      });

      test('late, over "unknown", is proof: the one who sent it knows', async () => {
        const claim = await claimed();
        await visible(claim);
        expect(await sweep(NOW + LEASE)).toEqual({ released: [], unknown: [claim.targetId] });
        expect(await store.close(claim, outcomes.published, null, NOW + MINUTE)).toBe(true);
        expect(await bench.target(claim.targetId)).toMatchObject({ state: 'published', nextLookAt: null });
      });

      test('later still, over a look that has begun, it is not', async () => {
        const claim = await claimed();
        await visible(claim);
        await sweep(NOW + LEASE);
        const [look] = await looks(NOW + LEASE);
        expect(await store.close(claim, outcomes.published, null, NOW + MINUTE)).toBe(false);
        expect(await store.close(look ?? claim, outcomes.published, null, NOW + MINUTE)).toBe(true);
      });

      test('makes the moves of the table and no other', async () => {
        for (const state of targetStates) {
          for (const outcome of everyOutcome) {
            const claim = await claimed();
            await bench.put(claim.targetId, state);
            const moved = await store.close(claim, outcome, null, NOW);
            expect([state, outcome.to, moved]).toEqual([state, outcome.to, mayMove(state, outcome.to)]);
            expect((await bench.target(claim.targetId)).state).toBe(moved ? outcome.to : state);
            if (outcome.to === 'held') account = await bench.account();
          }
        }
      });

      test('a look moves only what is unknown, and may leave it so', async () => {
        for (const state of targetStates) {
          for (const outcome of everyOutcome) {
            await unknown(NOW);
            const [look] = await looks(NOW);
            if (look === undefined) return expect.fail('there was nothing to look for');
            await bench.put(look.targetId, state);
            const expected = state === 'unknown' && (outcome.to === 'unknown' || mayMove(state, outcome.to));
            expect([state, outcome.to, await store.close(look, outcome, null, NOW)]).toEqual([
              state,
              outcome.to,
              expected,
            ]);
            if (!expected || outcome.to === 'unknown') await bench.put(look.targetId, 'missed');
            if (outcome.to === 'held') account = await bench.account();
          }
        }
      });
    });

    describe('looking', () => {
      test('is due at its time, one at a time, and leaves it unknown', async () => {
        const { targetId } = await unknown(NOW + MINUTE);
        await unknown(null);
        expect(await looks(NOW + MINUTE - 1)).toEqual([]);
        const [look] = await looks(NOW + MINUTE);
        expect(look).toMatchObject({ targetId, purpose: 'look' });
        expect(await bench.target(targetId)).toMatchObject({
          state: 'unknown',
          leaseUntil: NOW + MINUTE + LEASE,
        });
        expect(await looks(NOW + MINUTE)).toEqual([]);
        expect(await visible(look ?? expect.fail())).toBeNull();
      });

      test('that broke off is made again after the sweep', async () => {
        const { targetId } = await unknown(NOW);
        const [look] = await looks(NOW);
        expect(await sweep(NOW + LEASE - 1)).toEqual({ released: [], unknown: [] });
        await sweep(NOW + LEASE);
        expect(await bench.target(targetId)).toMatchObject({ state: 'unknown', leaseUntil: null });
        const [again] = await looks(NOW + LEASE);
        expect(again?.fence).toBeGreaterThan(look?.fence ?? 0);
        expect((await bench.attempts(targetId)).map(({ outcome }) => outcome)).toEqual([
          'unknown',
          'unknown',
          null,
        ]);
      });
    });

    describe('the sweep', () => {
      test('gives back what nothing has left of, and doubts what may be out', async () => {
        const waiting = await claimed();
        const sending = await claimed();
        await visible(sending);
        expect(await sweep(NOW + LEASE - 1)).toEqual({ released: [], unknown: [] });
        expect(await sweep(NOW + LEASE)).toEqual({
          released: [waiting.targetId],
          unknown: [sending.targetId],
        });
        expect(await bench.target(waiting.targetId)).toMatchObject({ state: 'scheduled', leaseUntil: null });
        expect(await bench.target(sending.targetId)).toMatchObject({
          state: 'unknown',
          leaseUntil: null,
          nextLookAt: NOW + LEASE,
        });
        expect(await bench.attempts(waiting.targetId)).toMatchObject([
          { endedAt: NOW + LEASE, outcome: 'released' },
        ]);
        expect(await bench.attempts(sending.targetId)).toMatchObject([
          { endedAt: NOW + LEASE, outcome: 'unknown' },
        ]);
      });

      test("spares what is in flight, what was prolonged and what is another executor's", async () => {
        const flying = await claimed();
        const prolonged = await claimed();
        expect(await store.extend(prolonged, { now: NOW, leaseMs: 2 * LEASE })).toBe(true);
        await plant({ executor: 'relay' });
        await due({ executor: 'relay' });
        expect(await sweep(NOW + LEASE, { inFlight: [flying.targetId] })).toEqual({
          released: [],
          unknown: [],
        });
        expect(await sweep(NOW + LEASE, { executor: 'relay' })).toMatchObject({
          released: [expect.any(String)],
        });
      });

      test('takes every lease back of an executor that is known to be gone', async () => {
        const { targetId } = await claimed();
        expect(await sweep(NOW, { orphaned: true })).toEqual({ released: [targetId], unknown: [] });
        expect(await sweep(NOW, { orphaned: true })).toEqual({ released: [], unknown: [] });
      });
    });

    describe('the next time to wake', () => {
      test('is never while nothing waits', async () => {
        expect(await nextWake()).toBeNull();
        await plant({ executor: 'relay' });
        await unknown(null);
        expect(await nextWake()).toBeNull();
      });

      test('is a moment before the first target is due', async () => {
        await plant({ dueAt: NOW + 2 * MINUTE, leadMs: 2 * SECOND });
        await plant({ dueAt: NOW + MINUTE, leadMs: 2 * SECOND });
        expect(await nextWake()).toBe(NOW + 58 * SECOND);
      });

      test('is that of a later one whose uploads take longer', async () => {
        await plant({ dueAt: NOW + 20 * MINUTE, leadMs: 2 * SECOND });
        await plant({ dueAt: NOW + 50 * MINUTE, leadMs: 45 * MINUTE });
        expect(await nextWake()).toBe(NOW + 5 * MINUTE);
      });

      test('is now for what is overdue', async () => {
        await plant({ dueAt: NOW - MINUTE });
        expect(await nextWake()).toBe(NOW);
      });

      test('is a retry, not the time that has passed', async () => {
        const claim = await claimed();
        await store.close(claim, { ...outcomes.scheduled, notBefore: NOW + 5 * MINUTE }, null, NOW);
        expect(await nextWake()).toBe(NOW + 5 * MINUTE);
      });

      test('is a look, but for one that is under way', async () => {
        await unknown(NOW + MINUTE);
        expect(await nextWake()).toBe(NOW + MINUTE);
        await looks(NOW + MINUTE);
        expect(await nextWake(NOW + MINUTE)).toBeNull();
      });

      test('is a verification', async () => {
        const claim = await claimed();
        await visible(claim);
        await store.close(claim, outcomes.published, null, NOW);
        expect(await nextWake()).toBe(NOW + MINUTE);
      });

      test('is the soonest of all', async () => {
        await unknown(NOW + 3 * MINUTE);
        await plant({ dueAt: NOW + 4 * MINUTE });
        const claim = await claimed();
        await store.close(claim, { ...outcomes.scheduled, notBefore: NOW + MINUTE }, null, NOW);
        expect(await nextWake()).toBe(NOW + MINUTE);
      });
    });

    describe('verifying', () => {
      async function published(change: Partial<Extract<Outcome, { to: 'published' }>> = {}): Promise<string> {
        const claim = await claimed({ text: 'Mugs' });
        await visible(claim);
        await store.close(claim, { ...outcomes.published, ...change }, null, NOW);
        return claim.targetId;
      }
      const take = (now: Instant, limit = 8) =>
        store.takeVerifications({ executor: 'desktop', now, againAt: now + MINUTE, limit });

      test('takes what should be read back, and it comes up again when nobody says what came of it', async () => {
        const targetId = await published();
        expect(await take(NOW + MINUTE - 1)).toEqual([]);
        expect(await take(NOW + MINUTE)).toMatchObject([
          {
            targetId,
            remoteId: outcomes.published.remoteId,
            publishedAt: NOW,
            last: null,
            snapshot: { text: 'Mugs' },
            connection: { id: account },
          },
        ]);
        expect(await take(NOW + MINUTE)).toEqual([]);
        expect(await nextWake(NOW + MINUTE)).toBe(NOW + 2 * MINUTE);
        expect(await take(NOW + 2 * MINUTE)).toHaveLength(1);
      });

      test('takes no more than was asked for, the longest waiting first', async () => {
        await published({ verifyAt: NOW + 2 });
        const first = await published({ verifyAt: NOW + 1 });
        expect(await take(NOW + 3, 1)).toMatchObject([{ targetId: first }]);
        expect(await take(NOW + 3, 1)).toHaveLength(1);
      });

      test('keeps a check and tells of it, and the target stays published', async () => {
        const targetId = await published();
        await take(NOW + MINUTE);
        const check = { at: NOW + MINUTE, result: 'gone', note: null, nextAt: NOW + 15 * MINUTE } as const;
        await store.saveCheck(targetId, check, announcement);
        expect(await bench.target(targetId)).toMatchObject({
          state: 'published',
          verification: 'gone',
          verifyAt: NOW + 15 * MINUTE,
        });
        expect(await bench.told(targetId)).toEqual({ audit: ['target.refused'], notices: ['refused'] });
        expect(await take(NOW + 15 * MINUTE)).toMatchObject([{ targetId, last: 'gone' }]);
        await store.saveCheck(targetId, { ...check, result: 'there', nextAt: null }, null);
        expect(await nextWake(NOW + 20 * MINUTE)).toBeNull();
      });

      test('asks nothing of a post without an id', async () => {
        const targetId = await published({ remoteId: null, permalink: null, verifyAt: null });
        expect(await take(NOW + 10 * MINUTE)).toEqual([]);
        expect((await bench.target(targetId)).verification).toBe('unsure');
      });
    });

    test('knows which posts of an account belong to other targets', async () => {
      const own = await claimed();
      const other = await claimed();
      const before = await claimed();
      for (const [claim, remoteId, publishedAt] of [
        [other, '11', NOW],
        [before, '12', NOW - 25 * 60 * MINUTE],
      ] as const) {
        await visible(claim);
        await store.close(claim, { ...outcomes.published, remoteId, publishedAt }, null, NOW);
      }
      const since = NOW - 24 * 60 * MINUTE;
      expect(await store.taken(account, own.targetId, since)).toEqual(new Set(['11']));
      expect(await store.taken(account, other.targetId, since)).toEqual(new Set());
      expect(await store.taken(await bench.account(), own.targetId, since)).toEqual(new Set());
    });

    test('all of it is there after the process came back', async () => {
      const sending = await claimed();
      const post = await visible(sending);
      await store.answer({ id: post?.id ?? '' }, { state: 'answered', answer: { id: '7' }, now: NOW });
      const put = await claimed();
      await store.close(put, outcomes.scheduled, announcement, NOW);
      const facts = await Promise.all([sending, put].map(({ targetId }) => bench.target(targetId)));
      const steps = await store.steps(sending.targetId);

      await bench.reopen();
      store = await bench.worker();
      expect(await Promise.all([sending, put].map(({ targetId }) => bench.target(targetId)))).toEqual(facts);
      expect(await store.steps(sending.targetId)).toEqual(steps);
      expect(await bench.told(put.targetId)).toEqual({ audit: ['target.refused'], notices: ['refused'] });
      expect(await store.close(sending, outcomes.published, null, NOW)).toBe(true);
    });
  });
}
