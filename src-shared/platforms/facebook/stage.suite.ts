import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { type Practice, practiceApps, startPractice } from '#practice/practice.ts';
import type { AttachedMedia, Snapshot } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Http } from '../../publishing/http.ts';
import type { Claim, JobStore, StepRecord } from '../../publishing/job-store.ts';
import { createSteps, NeedsSending, type Sender, Unresolved } from '../../publishing/journal.ts';
import type { Account, Published } from '../platform.ts';
import { facebook } from './index.ts';
import { standingClock } from './scripted.suite.ts';

export const pageId = '922337203685477001';
export const personId = '122096550418000001';
const { live } = practiceApps.facebook;

/** A connected Page on the practice platform, and the engine's own steps over a journal in memory. */
export interface Stage {
  practice: Practice;
  http: Http;
  clock: ReturnType<typeof standingClock>;
  account: Account;
  records: StepRecord[];
  /** Connects the Page anew, as after a reset of the practice platform. */
  signIn(): void;
  /** Forgets the journal: the next publish is another target. */
  nextTarget(): void;
  file(bytes: Uint8Array, type: AttachedMedia['type'], altText?: string): AttachedMedia;
  /** One run, as after a start of the app. */
  run(snapshot: Snapshot, purpose?: Claim['purpose'], taken?: readonly string[]): Promise<Published>;
  /** Runs until there is an end, as the engine does: after a lost answer it waits, looks, and may send again. */
  settle(snapshot: Snapshot): Promise<Published>;
  /** What was asked of the platform, as "POST /v26.0/…/feed". */
  asked(): string[];
  /** Texts of the posts the public can see. */
  seen(): string[];
  close(): Promise<void>;
}

export async function createStage(): Promise<Stage> {
  const clock = standingClock(Date.now());
  const practice = await startPractice({ now: () => clock.now() });
  const http = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
  let token = '';
  let userToken = '';
  const account: Account = {
    accountId: pageId,
    handle: 'marasclay',
    tier: 'standard',
    clientId: live.appId,
    token: async () => token,
    http,
    clock,
  };
  const files = new Map<string, Uint8Array>();
  let journal = createJournal();

  const sender: Sender = {
    now: () => clock.now(),
    untilStart: async () => {},
    untilDue: async () => {},
    withToken: async (call) => {
      try {
        return await call();
      } catch (thrown) {
        if (!(thrown instanceof PublishFailure) || thrown.error.class !== 'token') throw thrown;
        const app = { clientId: live.appId, clientSecret: live.appSecret };
        const grant = {
          accessToken: token,
          refreshToken: null,
          expiresAt: null,
          scopes: [],
          extra: { userToken },
        };
        token = (await facebook.oauth.refresh({ app, http, clock }, grant, pageId))?.accessToken ?? '';
        return call();
      }
    },
  };

  function signIn(): void {
    const person = practice.control.signIn({ platform: 'facebook', life: 'long' });
    userToken = person.userToken;
    token = person.pages.find((page) => page.id === pageId)?.accessToken ?? '';
  }
  signIn();

  async function run(
    snapshot: Snapshot,
    purpose: Claim['purpose'] = 'publish',
    taken: readonly string[] = [],
  ) {
    const claim = { attemptId: randomUUID(), purpose } as Claim;
    const steps = createSteps(claim, structuredClone(journal.records), {
      store: journal.store,
      sender,
      hash: sha256,
    });
    const media = {
      read: async (hash: string, start: number, end: number) =>
        (files.get(hash) ?? new Uint8Array()).slice(start, end),
    };
    return facebook.publish({ account, snapshot, media, taken: new Set(taken) }, steps);
  }

  async function settle(snapshot: Snapshot): Promise<Published> {
    let purpose: Claim['purpose'] = 'publish';
    for (;;) {
      try {
        return await run(snapshot, purpose);
      } catch (thrown) {
        if (thrown instanceof NeedsSending) {
          purpose = 'publish';
        } else if (thrown instanceof Unresolved && thrown.nextLookAt !== null) {
          purpose = 'look';
          clock.set(thrown.nextLookAt);
        } else {
          throw thrown;
        }
      }
    }
  }

  return {
    practice,
    http,
    clock,
    account,
    get records() {
      return journal.records;
    },
    signIn,
    nextTarget: () => {
      journal = createJournal();
    },
    file: (bytes, type, altText = '') => {
      const hash = sha256(bytes);
      files.set(hash, bytes);
      return { mediaId: hash, hash, type, size: bytes.length, width: 0, height: 0, animated: false, altText };
    },
    run,
    settle,
    asked: () =>
      practice.control.requests({ platform: 'facebook' }).map(({ method, path }) => `${method} ${path}`),
    seen: () =>
      practice.control
        .posts({ platform: 'facebook', account: pageId })
        .filter((post) => post.state === 'public' || post.state === 'processing')
        .map((post) => post.text),
    close: () => practice.close(),
  };
}

export function snapshot(change: Partial<Snapshot>): Snapshot {
  return { kind: 'text', text: '', media: [], options: {}, ...change };
}

export function photo(colour: string): Promise<Uint8Array> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

/** Bytes that open like an MP4. */
export function video(size: number): Uint8Array {
  const bytes = new Uint8Array(size).map((_, index) => index % 251);
  bytes.set([0, 0, 0, 24, ...new TextEncoder().encode('ftypmp42')]);
  return bytes;
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function createJournal() {
  const records: StepRecord[] = [];
  const find = (id: string) => records.find((record) => record.id === id);
  const store: Pick<JobStore, 'intend' | 'answer' | 'looked'> = {
    async intend(claim, { name, visible, fingerprint, now }) {
      const record: StepRecord = {
        id: randomUUID(),
        attemptId: claim.attemptId,
        name,
        visible,
        state: 'intent',
        fingerprint,
        answer: null,
        startedAt: now,
        answeredAt: null,
        looks: 0,
      };
      records.push(record);
      return { ...record };
    },
    async answer({ id }, result) {
      const answer = result.state === 'answered' ? structuredClone(result.answer) : null;
      Object.assign(find(id) ?? {}, { state: result.state, answeredAt: result.now, answer });
    },
    async looked({ id }) {
      const record = find(id);
      if (record !== undefined) record.looks += 1;
    },
  };
  // The steps use no more of a store than this.
  return { records, store: store as JobStore };
}
