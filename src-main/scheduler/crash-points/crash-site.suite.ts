import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { type Practice, publicMediaOrigin, startPractice } from '#practice/practice.ts';
import type { AttachedMedia, TargetOptions } from '#shared/model/content.ts';
import { newId } from '#shared/model/ids.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { TargetState } from '#shared/model/states.ts';
import { connectSeller } from '#shared/platforms/seller.suite.ts';
import type { TestFile } from '#shared/platforms/stage.suite.ts';
import type { Http } from '#shared/publishing/http.ts';
import type { Clock } from '#shared/publishing/ports.ts';
import { createKeySet, newKey } from '#shared/security/key-set.ts';
import type { Planner } from '../../desktop.ts';
import { scheduleNew } from '../../planning/schedule.ts';
import { sealGrant, sealSecret } from '../../secrets/grant-store.ts';
import { createVaultFromKeys } from '../../secrets/sealer.ts';
import { saveApp, saveConnection } from '../../store/connections.ts';
import { connect, openStore, type Store } from '../../store/database.ts';
import { saveMedia } from '../../store/media.ts';
import { targets } from '../../store/schema.ts';
import { createJumpingClock } from './jumping-clock.ts';
import { type Gift, publishAll } from './publisher.ts';

/** One post to publish over and over. */
export interface Wish {
  platform: PlatformId;
  /** Which of the seller's accounts; left out: the first. */
  account?: 'first' | 'other';
  text: string;
  files?: readonly TestFile[];
  options?: TargetOptions;
  /** How late it may go out; left out: an hour. */
  lateMinutes?: number;
  /** Nothing but its time tells it from other posts, so the seller may be asked. */
  onlyTimeTells?: boolean;
}

/** What became of the target, and what the public sees of it. */
export interface End {
  state: TargetState;
  remoteId: string | null;
  posts: {
    id: string;
    text: string;
    replyTo: string | undefined;
    media: { hash: string; altText: string }[];
    comments: readonly string[];
  }[];
}

/** Practice platforms, and a data folder for each run; the parts are the desktop's own. */
export interface CrashSite {
  practice: Practice;
  gift: Gift;
  ahead: { ms: number };
  /** A fresh world: nothing posted, no time passed, one target due now. */
  plant(wish: Wish): Promise<void>;
  /** The publisher is started, and runs until nothing is left to do. `impatient`: it gives up on what hangs. */
  publish(more?: { impatient: boolean }): Promise<void>;
  end(): End;
  close(): Promise<void>;
}

/** A killed process loses nothing that the system has taken over, so files in memory do, and spare the waits for the disk. */
const memory = '/dev/shm';

export async function openCrashSite(): Promise<CrashSite> {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'picscripter-crash-'));
  const keys = createKeySet('k1', new Map([['k1', newKey()]]));
  const vault = createVaultFromKeys(keys);
  const ahead = { ms: 0 };
  const clock = createJumpingClock(ahead, () => false);
  const practice = await startPractice({ now: clock.now });
  const gift: Gift = {
    databaseFile: join(folder, 'picscripter.db'),
    mediaFolder: join(folder, 'media'),
    hosts: Object.entries(practice.hosts),
    publicMedia: publicMediaOrigin,
    keys,
  };
  const empty = join(folder, 'empty.db');
  openStore(empty).close();
  let accountId = '';

  async function plant(wish: Wish): Promise<void> {
    ahead.ms = 0;
    harden(wish);
    for (const suffix of ['', '-wal', '-shm']) rmSync(gift.databaseFile + suffix, { force: true });
    copyFileSync(empty, gift.databaseFile);
    const store = connect(gift.databaseFile);
    const connectionId = await connectAccount(store, wish);
    for (const file of wish.files ?? []) keep(file);
    const media = (wish.files ?? []).map((file) => remember(store, file));
    const target = { connectionId, captionOverride: null, options: wish.options ?? {} };
    const draft = { caption: wish.text, tone: null, category: null, media, targets: [target] };
    scheduleNew(plannerOf(store), draft, null, { when: { now: true }, lateMinutes: wish.lateMinutes ?? 60 });
    store.close();
  }

  /**
   * Nothing posted; and no help from the platform: it takes the same text twice, and its lists lag. Only where it shows no
   * lists at all, that it does not take the same twice is what helps.
   */
  function harden({ platform: of, account }: Wish): void {
    practice.control.reset();
    practice.control.setSwitches({
      x: { duplicateDays: 0 },
      facebook: { duplicateHours: 0 },
      linkedin: { duplicateDays: account === 'other' ? 14 : 0 },
    });
    practice.control.addFault({
      platform: of,
      kind: 'lagging-list',
      on: 'publish',
      ms: of === 'x' ? 30_000 : 5 * 60_000,
      times: 'always',
    });
  }

  async function connectAccount(store: Store, { platform: to, account: which }: Wish): Promise<string> {
    const connectionId = id();
    const now = clock.now();
    const { app, grant, ...account } = connectSeller(practice, to, now, which);
    const { clientId, clientSecret: secret } = app;
    const key = { platform: to, consent: account.consent };
    const secretSealed = secret === null ? null : await sealSecret(vault, key, secret);
    saveApp(store.db, { ...key, clientId, secretSealed, now });
    const { scopes, expiresAt: tokenExpiresAt } = grant;
    const grantSealed = await sealGrant(vault, connectionId, grant);
    const facts = {
      ...account,
      platform: to,
      avatarUrl: null,
      clientId,
      scopes,
      tokenExpiresAt,
      renewable: true,
    };
    saveConnection(store.db, connectionId, { ...facts, grantSealed }, now);
    accountId = account.accountId;
    return connectionId;
  }

  function keep({ media: { hash }, bytes }: TestFile): void {
    mkdirSync(join(gift.mediaFolder, hash.slice(0, 2)), { recursive: true });
    writeFileSync(join(gift.mediaFolder, hash.slice(0, 2), hash), bytes);
  }

  function remember(store: Store, { media }: TestFile) {
    const { mediaId: _, ...facts } = media;
    const row = saveMedia(store.db, { ...facts, id: id(), name: media.hash, createdAt: clock.now() });
    return { mediaId: row.id, altText: media.altText };
  }

  function plannerOf(store: Store): Planner {
    return { store, clock, hash, id, emit: () => {}, publicMedia: true, wake: () => {} };
  }

  function id(): string {
    return newId(clock.now(), (count) => new Uint8Array(randomBytes(count)));
  }

  return {
    practice,
    gift,
    ahead,
    plant,
    publish: ({ impatient } = { impatient: false }) =>
      publishAll(gift, {
        ahead,
        write: (_name, write) => write(),
        http: (real) => ofItsTime(impatient ? givingUp(real, practice) : real, clock),
      }),
    end() {
      const store = connect(gift.databaseFile);
      const row = store.db.select().from(targets).get();
      store.close();
      if (row === undefined) throw new Error('the target is gone');
      const posts = practice.control.posts({ account: accountId });
      return {
        state: row.state,
        remoteId: row.remoteId,
        posts: posts.map(({ platform, kind, id, text, replyTo, media, comments }) => ({
          comments,
          // Videos and reels of Facebook are known by their video, stories by their post.
          id: platform === 'facebook' && kind !== 'story' && media[0]?.kind === 'video' ? media[0].id : id,
          text,
          replyTo,
          media: media.map(({ sha256, altText }) => ({ hash: sha256, altText })),
        })),
      };
    },
    async close() {
      await practice.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** The practice platforms give Node's own time in `Date`, which has not been put forward. */
function ofItsTime(real: Http, clock: Clock): Http {
  return async (request) => {
    const answer = await real(request);
    return { ...answer, headers: { ...answer.headers, date: new Date(clock.now()).toUTCString() } };
  };
}

/** Gives up a call as soon as the platform has decided to keep silent, as its time-out would after minutes. */
function givingUp(real: Http, { control }: Practice): Http {
  return async (request) => {
    const giveUp = new AbortController();
    let isOver = false;
    const watching = control.nextRequest().then(async (entry) => {
      const isSilent = () => entry.fault?.startsWith('timeout') === true;
      while (!isOver && !isSilent()) await turn();
      if (isSilent()) giveUp.abort();
    });
    try {
      return await real({ ...request, signal: giveUp.signal });
    } finally {
      isOver = true;
      void watching;
    }
  };
}

export function mediaSeen(files: readonly TestFile[] = []): End['posts'][number]['media'] {
  return files.map(({ media }: { media: AttachedMedia }) => ({ hash: media.hash, altText: media.altText }));
}
