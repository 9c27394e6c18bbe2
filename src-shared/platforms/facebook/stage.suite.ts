import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { type Practice, practiceApps, startPractice } from '#practice/practice.ts';
import type { AttachedMedia, Snapshot } from '../../model/content.ts';
import type { Http } from '../../publishing/http.ts';
import type { Claim, StepRecord } from '../../publishing/job-store.ts';
import type { Account, Published } from '../platform.ts';
import * as common from '../stage.suite.ts';
import { facebook } from './index.ts';

export const pageId = '922337203685477001';
export const personId = '122096550418000001';
const { live } = practiceApps.facebook;

/** A connected Page on the practice platform, and one target after the other. */
export interface Stage {
  practice: Practice;
  http: Http;
  clock: common.StillClock;
  account: Account;
  readonly records: StepRecord[];
  /** Connects the Page anew, as after a reset of the practice platform. */
  signIn(): void;
  /** Forgets the journal: the next publish is another target. */
  nextTarget(): void;
  file(bytes: Uint8Array, type: AttachedMedia['type'], altText?: string): AttachedMedia;
  /** One run, as after a start of the app. */
  run(snapshot: Snapshot, purpose?: Claim['purpose'], taken?: readonly string[]): Promise<Published>;
  /** Runs until there is an end, as the engine does: after a lost answer it waits, looks, and may send again. */
  settle(snapshot: Snapshot): Promise<common.End>;
  /** What was asked of the platform, as "POST /v26.0/…/feed". */
  asked(): string[];
  /** Texts of the posts the public can see. */
  seen(): string[];
  close(): Promise<void>;
}

export async function createStage(): Promise<Stage> {
  const clock = common.createStillClock();
  const practice = await startPractice({ now: () => clock.now() });
  const http = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
  let token = '';
  let userToken = '';
  const account: Account = {
    accountId: pageId,
    handle: 'marasclay',
    tier: 'standard',
    clientId: live.appId,
    consent: '',
    token: async () => token,
    http,
    clock,
  };
  const files: common.TestFile[] = [];
  const newTarget = () => common.createStage({ platform: facebook, account, files, renew });
  let target = newTarget();

  async function renew(): Promise<void> {
    const app = { clientId: live.appId, clientSecret: live.appSecret };
    const grant = {
      accessToken: token,
      refreshToken: null,
      expiresAt: null,
      scopes: [],
      extra: { userToken },
    };
    token = (await facebook.oauth.refresh({ app, http, clock }, grant, pageId))?.accessToken ?? '';
  }

  function signIn(): void {
    const person = practice.control.signIn({ platform: 'facebook', life: 'long' });
    userToken = person.userToken;
    token = person.pages.find((page) => page.id === pageId)?.accessToken ?? '';
  }
  signIn();

  return {
    practice,
    http,
    clock,
    account,
    get records() {
      return target.records;
    },
    signIn,
    nextTarget: () => {
      target = newTarget();
    },
    file: (bytes, type, altText = '') => {
      const file = common.fileOf(bytes, { type, altText });
      files.push(file);
      return file.media;
    },
    run: (snapshot, purpose = 'publish', taken = []) => target.publish(snapshot, { purpose, taken }),
    settle: (snapshot) => target.settle(snapshot),
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
  return common.snapshotOf({ text: '', ...change });
}

export async function photo(colour: string): Promise<Uint8Array> {
  return (await common.photoFile(colour)).bytes;
}

export function video(size: number): Uint8Array {
  return common.videoFile(size).bytes;
}
