import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { platforms } from '#shared/platforms/registry.ts';
import { createAccountLanes } from '#shared/publishing/account-lanes.ts';
import type { Http } from '#shared/publishing/http.ts';
import type { JobStore } from '#shared/publishing/job-store.ts';
import type { Clock } from '#shared/publishing/ports.ts';
import { createPublisher } from '#shared/publishing/publisher.ts';
import { createTokens } from '#shared/publishing/tokens.ts';
import { createWitness } from '#shared/publishing/witness.ts';
import type { KeySet } from '#shared/security/key-set.ts';
import { createHttp } from '../../http/axios-http.ts';
import { createMediaStore } from '../../media/media-store.ts';
import { createPublicMedia } from '../../media/public-media.ts';
import { createGrantStore } from '../../secrets/grant-store.ts';
import { createVaultFromKeys } from '../../secrets/sealer.ts';
import { connect, type Store } from '../../store/database.ts';
import { createGroupCommit } from '../../store/group-commit.ts';
import { createJobStore } from '../../store/job-store.ts';
import { targets } from '../../store/schema.ts';
import { createJumpingClock } from './jumping-clock.ts';

/** What a publisher is given. Plain data, so that another process can be given it. */
export interface Gift {
  databaseFile: string;
  mediaFolder: string;
  hosts: readonly (readonly [string, string])[];
  publicMedia: string;
  keys: KeySet;
}

export interface Watch {
  /** ms that the clock is ahead of the machine's; grows while nobody has anything to do. */
  ahead: { ms: number };
  /** Goes round every write about a claim. */
  write<T>(name: string, write: () => Promise<T>): Promise<T>;
  http(real: Http, clock: Clock): Http;
}

/** Nothing comes of a target within so long: something is wrong with the publisher. */
const LONGEST_MS = 24 * 60 * 60_000;

/**
 * The publisher as the scheduler's job composes it, over a real file, line and clock, until every target has come to
 * its end.
 */
export async function publishAll(gift: Gift, watch: Watch): Promise<void> {
  const store = connect(gift.databaseFile);
  const stop = new AbortController();
  let sending = 0;
  const clock = createJumpingClock(watch.ahead, () => sending > 0);
  const startedAt = clock.now();
  const http = watch.http(createHttp({ hosts: new Map(gift.hosts) }), clock);
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const worker = `crash-points-${randomUUID()}`;
  const stopIfDone = () => {
    if (isDone(store) || clock.now() - startedAt > LONGEST_MS) stop.abort();
  };
  const media = createMediaStore(gift.mediaFolder);
  const publisher = createPublisher({
    store: watched(createJobStore(store, createGroupCommit(store), random), watch),
    platforms,
    http,
    tokens: createTokens({
      grants: createGrantStore(store, createVaultFromKeys(gift.keys)),
      platforms,
      http,
      clock,
      holder: worker,
    }),
    media,
    publicMedia: createPublicMedia({ origin: gift.publicMedia, http, files: media, random }),
    clock,
    log: { info: () => {}, warn: () => {} },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    lanes: createAccountLanes(1),
    witness: createWitness(clock),
    leaseMs: 30_000,
    paceMs: () => 5 * 60_000,
    executor: 'desktop',
    worker,
    tickMs: 10 * 60_000,
    onSending(count) {
      sending = count;
    },
    onChange: stopIfDone,
    onTick: stopIfDone,
  });
  await publisher.run(stop.signal);
  store.close();
}

/** Each target is out, refused, or waits for the seller. */
function isDone({ db }: Store): boolean {
  return db
    .select({ state: targets.state, nextLookAt: targets.nextLookAt })
    .from(targets)
    .all()
    .every(({ state, nextLookAt }) =>
      state === 'unknown' ? nextLookAt === null : !['scheduled', 'claimed', 'sending'].includes(state),
    );
}

function watched(store: JobStore, { write }: Watch): JobStore {
  return {
    ...store,
    intend: (claim, step) => write(`intend ${step.name}`, () => store.intend(claim, step)),
    answer: (step, result) => write(`answer ${result.state}`, () => store.answer(step, result)),
    note: (step, learnt) => write('note', () => store.note(step, learnt)),
    looked: (step) => write('looked', () => store.looked(step)),
    close: (...args) => write('close', () => store.close(...args)),
  };
}
