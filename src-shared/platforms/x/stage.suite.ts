import { createHash, randomUUID } from 'node:crypto';
import type { AttachedMedia, Snapshot } from '../../model/content.ts';
import type { Http, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import type { Claim, JobStore, StepRecord } from '../../publishing/job-store.ts';
import { createSteps, type Sender } from '../../publishing/journal.ts';
import type { Clock } from '../../publishing/ports.ts';
import { createWitness } from '../../publishing/witness.ts';
import type { Account, Published } from '../platform.ts';
import { publish } from './publish.ts';

/** Tests publish by the engine's own steps over a journal in memory. Running `publish` again is what a restart does. */

export interface VirtualClock extends Clock {
  /** Sum of what was slept through, ms. */
  slept: number;
}

/** Real time, but nobody waits: whoever sleeps finds that it is later. */
export function createVirtualClock(): VirtualClock {
  const clock: VirtualClock = {
    slept: 0,
    now: () => Date.now() + clock.slept,
    monotonic: () => performance.now() + clock.slept,
    sleepUntil: async (instant) => {
      clock.slept += Math.max(0, instant - clock.now());
    },
    sleepUntilOr: (instant) => clock.sleepUntil(instant),
    every: () => ({ stop: () => undefined }),
  };
  return clock;
}

export function accountOf(http: Http, clock: Clock, token = () => 'at-1'): Account {
  return {
    accountId: '1700000000000000001',
    handle: 'marasclay',
    tier: 'standard',
    clientId: 'Q2xpZW50LUlEOjE',
    token: async () => token(),
    http,
    clock,
  };
}

export function snapshotOf(change: Partial<Snapshot>): Snapshot {
  return { kind: 'text', text: 'New mugs are in the shop.', media: [], options: {}, ...change };
}

export function mediaOf(change: Partial<AttachedMedia> = {}): AttachedMedia {
  return {
    mediaId: 'm1',
    hash: 'ab'.repeat(32),
    type: 'image/jpeg',
    size: 5,
    width: 1200,
    height: 1200,
    animated: false,
    altText: '',
    ...change,
  };
}

/** The process is gone; only the journal is left. */
export class Crash extends Error {}

export interface Stage {
  records: StepRecord[];
  /** Writes to the journal so far. */
  writes(): number;
  /** The process dies at the write of this number, before or after it is durable. The next `publish` is a restart. */
  crashAt(write: number, when: 'before' | 'after'): void;
  /** The lines of the journal, such as "post answered". */
  journal(): string[];
  publish(snapshot: Snapshot, more?: { purpose?: Claim['purpose']; taken?: string[] }): Promise<Published>;
}

/**
 * @param bytes the content of the files, by hash
 * @param renew called when X refused the token
 */
export function createStage(
  account: Account,
  bytes: Readonly<Record<string, Uint8Array>> = {},
  renew: () => void = () => undefined,
): Stage {
  const records: StepRecord[] = [];
  const { clock } = account;

  let witness = createWitness(clock);
  let writes = 0;
  let crash: { write: number; when: 'before' | 'after' } | null = null;
  let isDead = false;

  function write<T>(change: () => T): T {
    if (isDead) throw new Crash();
    writes += 1;
    isDead = writes === crash?.write;
    if (isDead && crash?.when === 'before') throw new Crash();
    const result = change();
    if (isDead) throw new Crash();
    return result;
  }

  const store: Pick<JobStore, 'intend' | 'answer' | 'looked'> = {
    intend: async (claim, { name, visible, fingerprint, now }) => {
      const { attemptId } = claim;
      const open = { state: 'intent', answer: null, startedAt: now, answeredAt: null, looks: 0 } as const;
      const record = { id: randomUUID(), attemptId, name, visible, fingerprint, ...open };
      // A journal holds copies; what a run is told is not changed under its hands.
      write(() => records.push({ ...record }));
      return record;
    },
    answer: async ({ id }, result) =>
      write(() => {
        const record = records.find((one) => one.id === id);
        if (record === undefined) throw new Error('there is no such step');
        record.state = result.state;
        record.answeredAt = result.now;
        if (result.state === 'answered') record.answer = JSON.parse(JSON.stringify(result.answer));
      }),
    looked: async ({ id }) =>
      write(() => {
        for (const record of records) if (record.id === id) record.looks += 1;
      }),
  };

  const sender: Sender = {
    now: () => clock.now(),
    clockOffset: () => 0,
    untilStart: async () => undefined,
    untilDue: async () => undefined,
    withToken: async (call) => {
      try {
        return await call();
      } catch (failure) {
        const isToken = (failure as { error?: { class?: string } }).error?.class === 'token';
        if (!isToken) throw failure;
        renew();
        return call();
      }
    },
  };

  return {
    records,
    writes: () => writes,
    crashAt: (number, when) => {
      crash = { write: number, when };
    },
    journal: () => records.map(({ name, state }) => `${name} ${state}`),
    publish: (snapshot, { purpose = 'publish', taken = [] } = {}) => {
      if (isDead) witness = createWitness(clock);
      isDead = false;
      const claim = { attemptId: randomUUID(), purpose } as Claim;
      const steps = createSteps(claim, structuredClone(records), {
        store: store as JobStore,
        sender,
        hash,
        witness,
      });
      const media = {
        read: async (hash: string, start: number, end: number) => {
          const file = bytes[hash];
          if (file === undefined) throw new Error(`the file ${hash} is gone`);
          return file.slice(start, end);
        },
      };
      return publish({ account, snapshot, media, taken: new Set(taken) }, steps);
    },
  };
}

const hash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

type Scripted = HttpResponse | Error | ((request: HttpRequest) => HttpResponse);

/** A line on which answers come in a set order; it keeps what was asked. */
export function scriptedLine(...answers: Scripted[]): { http: Http; asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const http: Http = async (request) => {
    asked.push(request);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nobody expected ${request.method} ${request.url}`);
    if (next instanceof Error) throw next;
    return typeof next === 'function' ? next(request) : next;
  };
  return { http, asked };
}

export function says(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
}
