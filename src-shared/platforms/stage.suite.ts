import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { AttachedMedia, Snapshot } from '../model/content.ts';
import { PublishFailure } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import type { Claim, JobStore, StepRecord } from '../publishing/job-store.ts';
import { createSteps, NeedsSending, type Sender, Unresolved } from '../publishing/journal.ts';
import type { Clock, MediaSource, PublicMedia } from '../publishing/ports.ts';
import { createWitness } from '../publishing/witness.ts';
import type { Account, Platform, Published } from './platform.ts';

/** Tests of adapters publish by the engine's own steps over a journal in memory; publishing again is what a restart does. */
export interface Stage {
  readonly records: StepRecord[];
  /** Writes to the journal so far. */
  writes(): number;
  /** The process dies at the write of this number, before or after it is durable. The next `publish` is a restart. */
  crashAt(write: number, when: 'before' | 'after'): void;
  /** The lines of the journal, such as "post answered". */
  journal(): string[];
  /** One run, as after a start of the app. */
  publish(
    snapshot: Snapshot,
    more?: { purpose?: Claim['purpose']; taken?: readonly string[] },
  ): Promise<Published>;
  /** Carries the target on as the engine would, through looks, retries and restarts, until it is settled. */
  settle(snapshot: Snapshot, taken?: readonly string[]): Promise<End>;
}

/** What became of a target in the end. */
export type End = { published: Published } | { refused: PublishFailure } | { unknown: string };

/** The process is gone; only the journal is left. */
export class Crash extends Error {}

export interface StageOptions {
  platform: Platform;
  account: Account;
  files?: readonly TestFile[];
  /** Called when the platform refused the token; the call is then made once more. */
  renew?: () => void | Promise<void>;
  publicMedia?: PublicMedia | null;
}

export function createStage({
  platform,
  account,
  files = [],
  renew = () => undefined,
  publicMedia = null,
}: StageOptions): Stage {
  const { clock } = account;
  const journal = createJournal();
  let witness = createWitness(clock);

  const sender: Sender = {
    now: () => clock.now(),
    clockOffset: () => 0,
    untilStart: async () => undefined,
    untilDue: async () => undefined,
    withToken: async (call) => {
      try {
        return await call();
      } catch (thrown) {
        if (!(thrown instanceof PublishFailure) || thrown.error.class !== 'token') throw thrown;
        await renew();
        return call();
      }
    },
  };

  const publish: Stage['publish'] = (snapshot, { purpose = 'publish', taken = [] } = {}) => {
    if (journal.revive()) witness = createWitness(clock);
    const claim = { attemptId: randomUUID(), purpose } as Claim;
    const { store } = journal;
    const steps = createSteps(claim, structuredClone(journal.records), {
      store,
      sender,
      hash: sha256,
      witness,
    });
    const media = sourceOf(files);
    return platform.publish({ account, snapshot, media, publicMedia, taken: new Set(taken) }, steps);
  };

  const settle: Stage['settle'] = async (snapshot, taken = []) => {
    for (let run = 0; run < 60; run++) {
      const isOpen = journal.records.some(({ visible, state }) => visible && state === 'intent');
      try {
        return { published: await publish(snapshot, { purpose: isOpen ? 'look' : 'publish', taken }) };
      } catch (thrown) {
        if (thrown instanceof Unresolved) {
          if (thrown.nextLookAt === null) return { unknown: thrown.message };
          await clock.sleepUntil(thrown.nextLookAt);
        } else if (thrown instanceof PublishFailure) {
          if (thrown.error.class !== 'transient') return { refused: thrown };
          await clock.sleepUntil(clock.now() + (thrown.error.after ?? 2000));
        } else if (!(thrown instanceof Crash || thrown instanceof NeedsSending)) {
          throw thrown;
        }
      }
    }
    throw new Error('it never came to an end');
  };

  return {
    records: journal.records,
    writes: journal.writes,
    crashAt: journal.crashAt,
    journal: () => journal.records.map(({ name, state }) => `${name} ${state}`),
    publish,
    settle,
  };
}

export function sourceOf(files: readonly TestFile[]): MediaSource {
  return { read: async (hash, start, end) => slice(files, hash, start, end) };
}

/** What the steps use of a job store. */
function createJournal() {
  const records: StepRecord[] = [];
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

  const recordOf = (id: string) => {
    const record = records.find((one) => one.id === id);
    if (record === undefined) throw new Error('there is no such step');
    return record;
  };

  const store: Pick<JobStore, 'intend' | 'answer' | 'note' | 'looked'> = {
    intend: async ({ attemptId }, { name, visible, fingerprint, now }) => {
      const open = { state: 'intent', answer: null, startedAt: now, answeredAt: null, looks: 0 } as const;
      const record = { id: randomUUID(), attemptId, name, visible, fingerprint, ...open };
      // A journal holds copies; what a run is told is not changed under its hands.
      write(() => records.push({ ...record }));
      return record;
    },
    answer: async ({ id }, result) =>
      write(() => {
        const answer =
          result.state === 'answered'
            ? (JSON.parse(JSON.stringify(result.answer)) as StepRecord['answer'])
            : null;
        Object.assign(recordOf(id), { state: result.state, answeredAt: result.now, answer });
      }),
    note: async ({ id }, learnt) =>
      write(() => {
        recordOf(id).answer = learnt;
      }),
    looked: async ({ id }) =>
      write(() => {
        recordOf(id).looks += 1;
      }),
  };

  return {
    records,
    store: store as JobStore,
    writes: () => writes,
    crashAt(number: number, when: 'before' | 'after') {
      crash = { write: number, when };
    },
    /** True: the process had died, and this is another one. */
    revive() {
      const wasDead = isDead;
      isDead = false;
      return wasDead;
    },
  };
}

export interface StillClock extends Clock {
  /** Sum of what was slept through, ms. */
  readonly slept: number;
  set(now: Instant): void;
}

/** A clock that nobody waits for: it stands still, and whoever sleeps finds that it is later. */
export function createStillClock(start: Instant = Date.now()): StillClock {
  let now = start;
  let slept = 0;
  const sleepUntil = async (instant: Instant) => {
    slept += Math.max(0, instant - now);
    now = Math.max(now, instant);
  };
  return {
    get slept() {
      return slept;
    },
    set(instant) {
      now = instant;
    },
    now: () => now,
    monotonic: () => now - start,
    sleepUntil,
    sleepUntilOr: sleepUntil,
    every: () => ({ stop: () => undefined }),
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

/** A file as it is attached, with its bytes. */
export interface TestFile {
  media: AttachedMedia;
  bytes: Uint8Array;
}

export function fileOf(bytes: Uint8Array, change: Partial<AttachedMedia>): TestFile {
  return { media: mediaOf({ hash: sha256(bytes), size: bytes.length, ...change }), bytes };
}

export async function photoFile(
  colour: string,
  altText = '',
  { width, height } = { width: 64, height: 48 },
): Promise<TestFile> {
  const image = sharp({ create: { width, height, channels: 3, background: colour } });
  return fileOf(new Uint8Array(await image.jpeg().toBuffer()), { width, height, altText });
}

/** Bytes that open like an MP4 file, as far as the practice platforms look. */
export function videoFile(size: number): TestFile {
  const bytes = new Uint8Array(size).map((_, index) => index % 251);
  bytes.set([0, 0, 0, 24, ...new TextEncoder().encode('ftypisom')]);
  return fileOf(bytes, { type: 'video/mp4', width: 1280, height: 720 });
}

/** Bytes that open like a PDF file, as far as the practice platforms look. */
export function documentFile(): TestFile {
  const bytes = new TextEncoder().encode('%PDF-1.7 a catalogue of mugs');
  return fileOf(bytes, { type: 'application/pdf', width: 0, height: 0 });
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function slice(files: readonly TestFile[], hash: string, start: number, end: number): Uint8Array {
  const file = files.find(({ media }) => media.hash === hash);
  if (file === undefined) throw new Error(`the file ${hash} is gone`);
  return file.bytes.slice(start, end);
}
