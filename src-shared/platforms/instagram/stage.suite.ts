import { randomBytes } from 'node:crypto';
import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { createPublicMedia } from '#main/media/public-media.ts';
import { type Practice, publicMediaOrigin, startPractice } from '#practice/practice.ts';
import type { Snapshot } from '../../model/content.ts';
import type { Http } from '../../publishing/http.ts';
import type { StepRecord } from '../../publishing/job-store.ts';
import type { Account, Grant, Published } from '../platform.ts';
import { connectSeller } from '../seller.suite.ts';
import * as common from '../stage.suite.ts';
import { instagram } from './index.ts';

/** A connected account on the practice platform, and one target after the other. */
export interface Stage {
  practice: Practice;
  http: Http;
  clock: common.StillClock;
  /** As it is after the newest `signIn`. */
  account: Account;
  records(): readonly StepRecord[];
  /** Connects anew, as after a reset of the practice platform. `local`: nothing serves files to the public. */
  signIn(login?: 'facebook' | 'instagram', media?: 'public' | 'local'): void;
  /** Forgets the journal: the next publish is another target. */
  nextTarget(): void;
  /** One run, as after a start of the app. */
  run(snapshot: Snapshot, files?: readonly common.TestFile[], taken?: readonly string[]): Promise<Published>;
  settle(snapshot: Snapshot, files?: readonly common.TestFile[]): Promise<common.End>;
  /** What was asked of the platform, as "POST /v26.0/…/media". */
  asked(): string[];
  close(): Promise<void>;
}

export async function createStage(): Promise<Stage> {
  const clock = common.createStillClock();
  const practice = await startPractice({ now: () => clock.now() });
  const http = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
  const files: common.TestFile[] = [];
  let grant: Grant;
  let account: Account;
  let target: common.Stage;
  let app = { clientId: '', clientSecret: null as string | null };
  let isPublic = true;

  function signIn(login: 'facebook' | 'instagram' = 'facebook', media: 'public' | 'local' = 'public'): void {
    const which = login === 'facebook' ? 'first' : 'other';
    const seller = connectSeller(practice, 'instagram', clock.now(), which);
    ({ grant, app } = seller);
    isPublic = media === 'public';
    const { accountId, handle, tier, consent } = seller;
    const token = async () => grant.accessToken;
    account = { accountId, handle, tier, consent, clientId: app.clientId, token, http, clock };
    nextTarget();
  }

  function nextTarget(): void {
    const random = (count: number) => new Uint8Array(randomBytes(count));
    const publicMedia = isPublic
      ? createPublicMedia({ origin: publicMediaOrigin, http, files: common.sourceOf(files), random })
      : null;
    target = common.createStage({ platform: instagram, account, files, renew, publicMedia });
  }

  async function renew(): Promise<void> {
    grant = (await instagram.oauth.refresh({ app, http, clock }, grant, account.accountId)) ?? grant;
  }

  signIn();
  return {
    practice,
    http,
    clock,
    get account() {
      return account;
    },
    records: () => target.records,
    signIn,
    nextTarget,
    run: (snapshot, more = [], taken = []) => {
      files.push(...more);
      return target.publish(snapshot, { taken });
    },
    settle: (snapshot, more = []) => {
      files.push(...more);
      return target.settle(snapshot);
    },
    asked: () =>
      practice.control.requests({ platform: 'instagram' }).map(({ method, path }) => `${method} ${path}`),
    close: () => practice.close(),
  };
}

export const photo = (colour: string, altText = '') =>
  common.photoFile(colour, altText, { width: 640, height: 480 });

/** A post with its files. */
export async function post(
  change: Partial<Snapshot>,
  files: readonly (Promise<common.TestFile> | common.TestFile)[] = [],
): Promise<readonly [Snapshot, common.TestFile[]]> {
  const made = await Promise.all(files.map(async (file) => file));
  const snapshot = common.snapshotOf({ kind: 'image', ...change, media: made.map(({ media }) => media) });
  return [snapshot, made];
}
