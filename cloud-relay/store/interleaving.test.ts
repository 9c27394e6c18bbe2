import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Claim, JobStore } from '#shared/publishing/job-store.ts';
import { plantAccount, plantTargets, plantUser, random, snapshotOf } from '../testing/plant.ts';
import { createDatabase, findPostgres } from '../testing/postgres.ts';
import { connect, openStore, type Store } from './database.ts';
import { createJobStore } from './job-store.ts';
import { targets } from './schema.ts';
import { cancelTarget, editTarget } from './targets.ts';

// One target, two workers that may each crash once at any moment, a seller who may edit once and cancel once, and the sweep:
// every order of what they can do is walked through. From each situation that was not met before all that may happen next is
// tried, on a target of its own that is brought there by the same events.

const server = await findPostgres();
const NOW = Date.UTC(2026, 10, 24, 9, 0, 0);
const LEASE = 10_000;
const MARGIN = 2000;

const names = ['a', 'b'] as const;
type Name = (typeof names)[number];
type Event =
  | `${'claim' | 'start' | 'fire' | 'close' | 'crash'} ${Name}`
  | 'sweep'
  | 'verify'
  | 'edit'
  | 'cancel';

interface Hand {
  claim: Claim;
  deadline: number;
  at: 'claimed' | 'started' | 'fired';
}

/** Walked at once, each in a database of its own: a claim takes whatever is due. */
const LANES = 6;

interface Lane {
  store: Store;
  jobs: JobStore;
  userId: string;
  connectionId: string;
  close(): Promise<void>;
}

async function openLane(): Promise<Lane> {
  const database = await createDatabase(server ?? '');
  await (await openStore(database.url)).close();
  // Tens of thousands of commits, none of which has to outlive a power cut.
  const store = connect(database.url, { durable: false });
  const userId = await plantUser(store);
  return {
    store,
    jobs: createJobStore(store, { random, clock: 'caller', grouping: { lingerMs: 0, most: 500 } }),
    userId,
    connectionId: await plantAccount(store, userId),
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

describe.skipIf(server === null)(
  'whatever the order of claim, start, fire, close, sweep, edit, cancel and crash',
  () => {
    let lanes: Lane[] = [];
    beforeAll(async () => {
      lanes = await Promise.all(Array.from({ length: LANES }, openLane));
    });
    afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

    test('it is out once, or was canceled in time and is not; what is out is what the seller last kept', async () => {
      const met = new Set<string>();
      let paths: Event[][] = [[]];
      while (paths.length > 0) {
        const longer: Event[][] = [];
        const walk = async (lane: Lane) => {
          for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
            const world = await begin(lane);
            for (const event of path) await world.happen(event);
            await world.check();
            const situation = await world.situation();
            if (!met.has(situation)) {
              met.add(situation);
              for (const event of await world.possible()) longer.push([...path, event]);
              await world.end(path);
            }
            await world.forget();
          }
        };
        await Promise.all(lanes.map(walk));
        paths = longer;
      }
      // Fewer would mean that most of it was never reached.
      expect(met.size).toBeGreaterThan(500);
    }, 600_000);

    /** A target that is due, and what the world around it knows. */
    async function begin({ store, jobs, userId, connectionId }: Lane) {
      const [targetId = ''] = await plantTargets(store, [{ userId, connectionId, dueAt: NOW }]);
      const hands = new Map<Name, Hand>();
      const lives = new Map<Name, number>([
        ['a', 1],
        ['b', 1],
      ]);
      /** The revisions that the platform has. */
      const out: number[] = [];
      const seller = { edited: false, asked: false, canceled: false };
      let now = NOW;

      const row = async () => {
        const [found] = await store.db.select().from(targets).where(eq(targets.id, targetId));
        return found ?? expect.fail('the target is gone');
      };

      async function happen(event: Event): Promise<void> {
        const [verb, name] = event.split(' ') as [string, Name];
        const hand = hands.get(name);
        switch (verb) {
          case 'claim':
            return claim(name);
          case 'start':
            return start(name, hand);
          case 'fire':
            return fire(name, hand);
          case 'close':
            return close(name, hand);
          case 'crash':
            hands.delete(name);
            lives.set(name, (lives.get(name) ?? 1) - 1);
            return;
          case 'sweep':
            now += LEASE;
            return void (await jobs.sweep({ executor: 'relay', now, inFlight: new Set(), orphaned: false }));
          case 'verify':
            return verify();
          default:
            return ask(event);
        }
      }

      async function claim(name: Name): Promise<void> {
        const worker = `${name}${lives.get(name)}`;
        const query = { executor: 'relay', worker, now, until: now, leaseMs: LEASE, limit: 1 } as const;
        const [claim] = await jobs.claimDue(query);
        if (claim !== undefined) hands.set(name, { claim, deadline: now + LEASE - MARGIN, at: 'claimed' });
      }

      async function start(name: Name, hand: Hand | undefined): Promise<void> {
        if (hand === undefined) return;
        const step = await jobs.intend(hand.claim, { name: 'post', visible: true, fingerprint: 'f', now });
        if (step === null) hands.delete(name);
        else hand.at = 'started';
      }

      /** The last look before the bytes leave is at the worker's own deadline. */
      async function fire(name: Name, hand: Hand | undefined): Promise<void> {
        if (hand === undefined) return;
        if (now > hand.deadline) return void hands.delete(name);
        expect(hand.claim.revision).toBe((await row()).revision);
        out.push(hand.claim.revision);
        hand.at = 'fired';
      }

      async function close(name: Name, hand: Hand | undefined): Promise<void> {
        if (hand === undefined) return;
        const published = { remoteId: '1', permalink: null, publishedAt: now, verifyAt: null };
        await jobs.close(hand.claim, { to: 'published', ...published }, null, now);
        hands.delete(name);
      }

      /** Looks whether it is out. Nobody is still about to send it: a sweep came before, and every deadline before that. */
      async function verify(): Promise<void> {
        const query = { executor: 'relay', worker: 'looker', now, leaseMs: LEASE, limit: 1 } as const;
        for (const look of await jobs.claimLooks(query)) {
          const published = { remoteId: '1', permalink: null, publishedAt: now, verifyAt: null };
          const again = { notBefore: null, reason: null, counts: true };
          await jobs.close(
            look,
            out.length > 0 ? { to: 'published', ...published } : { to: 'scheduled', ...again },
            null,
            now,
          );
        }
      }

      async function ask(event: Event): Promise<void> {
        const { revision } = await row();
        if (event === 'edit') {
          const edit = { id: targetId, revision, snapshot: snapshotOf('Bowls'), dueAt: NOW, leadMs: 0, now };
          seller.edited = true;
          if (await editTarget(store, edit)) expect(out).toEqual([]);
        } else {
          seller.asked = true;
          seller.canceled = await cancelTarget(store, targetId, revision, now);
        }
      }

      async function check(): Promise<void> {
        expect(out.length).toBeLessThanOrEqual(seller.canceled ? 0 : 1);
        const { state } = await row();
        if (state === 'published') expect(out).toHaveLength(1);
        if (seller.canceled) expect(state).toBe('canceled');
      }

      return {
        happen,
        check,

        async possible(): Promise<Event[]> {
          const { state } = await row();
          const events: Event[] = ['sweep'];
          for (const name of names) {
            const hand = hands.get(name);
            const next = { claimed: 'start', started: 'fire', fired: 'close' } as const;
            events.push(hand === undefined ? `claim ${name}` : `${next[hand.at]} ${name}`);
            if (hand !== undefined && lives.get(name) === 1) events.push(`crash ${name}`);
          }
          if (state === 'unknown') events.push('verify');
          if (!seller.edited) events.push('edit');
          if (!seller.asked) events.push('cancel');
          return events;
        },

        /** All that what may happen next depends on. Which worker is which does not matter. */
        async situation(): Promise<string> {
          const { state, fence, leaseUntil, revision, nextLookAt } = await row();
          const workers = names.map((name) => {
            const hand = hands.get(name);
            if (hand === undefined) return ['idle', lives.get(name)];
            const right = hand.claim.fence === fence ? 'newest' : 'lost';
            const revised = hand.claim.revision === revision;
            return [hand.at, right, revised, now > hand.deadline, lives.get(name)];
          });
          const target = [state, leaseUntil === null, (leaseUntil ?? 0) <= now, nextLookAt === null];
          return JSON.stringify([workers.map(String).toSorted(), target, out.length, seller]);
        },

        /** Left to itself, with a worker that does not crash, it comes to its end. */
        async end(path: Event[]): Promise<void> {
          for (const event of ['sweep', 'verify', 'claim a', 'start a', 'fire a', 'close a'] as const) {
            if (event === 'claim a') hands.clear();
            await happen(event);
            await check();
          }
          const { state } = await row();
          const expected = seller.canceled ? ['canceled', 0] : ['published', 1];
          expect([path, state, out.length]).toEqual([path, ...expected]);
        },

        forget: () => store.db.delete(targets).where(eq(targets.id, targetId)),
      };
    }
  },
);
