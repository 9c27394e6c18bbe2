import { createHash } from 'node:crypto';
import type { DraftInput } from '#shared/contract/posts.ts';
import { newId } from '#shared/model/ids.ts';
import { everywhere } from '#shared/platforms/everywhere.suite.ts';
import { createAccountLanes } from '#shared/publishing/account-lanes.ts';
import type { JobStore } from '#shared/publishing/job-store.ts';
import { createPublisher, type Publisher } from '#shared/publishing/publisher.ts';
import type { Tokens } from '#shared/publishing/tokens.ts';
import { createWitness } from '#shared/publishing/witness.ts';
import type { Planner } from '../../desktop.ts';
import { saveConnection } from '../../store/connections.ts';
import type { Store } from '../../store/database.ts';
import { createGroupCommit } from '../../store/group-commit.ts';
import { createJobStore } from '../../store/job-store.ts';
import { openMemoryStore } from '../../store/testing.ts';
import type { CountingPlatform } from './counting-platform.ts';
import type { Chance } from './seeded.ts';
import type { VirtualTime } from './virtual-clock.ts';

export const START = Date.UTC(2026, 10, 24, 9, 0, 0);

/** One desktop over virtual time: a real store and the real engine; processes can be started and killed. */
export interface World {
  store: Store;
  planner: Planner;
  /** ms that the desktop's wall clock is ahead of the truth. */
  skew: { ms: number };
  account(accountId: string): string;
  start(): Process;
}

export interface Process {
  alive: boolean;
  publisher: Publisher;
  /** The process is gone at this moment; what it sent may still arrive. */
  kill(): void;
}

export function createWorld(time: VirtualTime, chance: Chance, platform: CountingPlatform): World {
  const store = openMemoryStore();
  const skew = { ms: 0 };
  const clock = time.clock(() => skew.ms);
  const random = (count: number) => Uint8Array.from({ length: count }, () => chance.integer(256));
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const id = () => newId(clock.now(), random);
  const running = new Set<Process>();
  const planner: Planner = {
    store,
    clock,
    hash,
    id,
    emit: () => {},
    publicMedia: false,
    wake: () => {
      for (const process of running) process.publisher.wake();
    },
  };
  let workers = 0;

  function start(): Process {
    workers += 1;
    const life = { alive: true };
    const tokens: Tokens = { access: async () => 'token', renew: async () => 'fresh token' };
    const publisher = createPublisher({
      store: mortal(createJobStore(store, createGroupCommit(store), random), life, time),
      platforms: everywhere(platform.platform(life)),
      http: () => Promise.reject(new Error('this platform has no network')),
      tokens,
      media: { read: async () => new Uint8Array() },
      publicMedia: null,
      clock,
      log: { info: () => {}, warn: () => {} },
      hash,
      lanes: createAccountLanes(1),
      witness: createWitness(clock),
      leaseMs: 30_000,
      paceMs: () => 60_000,
      executor: 'desktop',
      worker: `w${workers}`,
      tickMs: 10 * 60_000,
      onChange: () => {},
    });
    void publisher.run(new AbortController().signal);
    const process: Process = {
      ...life,
      publisher,
      kill() {
        life.alive = false;
        running.delete(process);
      },
    };
    running.add(process);
    return process;
  }

  function account(accountId: string): string {
    const connectionId = id();
    saveConnection(
      store.db,
      connectionId,
      {
        platform: 'x',
        accountId,
        name: accountId,
        handle: accountId,
        avatarUrl: null,
        tier: 'standard',
        scopes: [],
        consent: '',
        clientId: 'c',
        tokenExpiresAt: null,
        renewable: true,
        grantSealed: null,
      },
      clock.now(),
    );
    return connectionId;
  }

  return { store, planner, skew, account, start };
}

/** A store as a process sees it that may die: afterwards it neither reads nor writes. */
function mortal(store: JobStore, life: { alive: boolean }, time: VirtualTime): JobStore {
  return new Proxy(store, {
    get(target, name: keyof JobStore) {
      const method = target[name] as (...args: unknown[]) => Promise<unknown>;
      const work = time.counted(async (...args: unknown[]) => {
        const result = life.alive ? await method(...args) : undefined;
        return { result };
      });
      return async (...args: unknown[]) => {
        const { result } = await work(...args);
        return life.alive ? result : new Promise(() => {});
      };
    },
  });
}

export function draftFor(
  connectionIds: readonly string[],
  caption: string,
  thread: string[] = [],
): DraftInput {
  const options = thread.length === 0 ? {} : { thread };
  return {
    caption,
    tone: null,
    category: null,
    media: [],
    targets: connectionIds.map((connectionId) => ({ connectionId, captionOverride: null, options })),
  };
}
