import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { practiceApps, startPractice } from '#practice/practice.ts';
import type { Account, AppCredentials } from '../platform.ts';
import {
  createStage,
  createStillClock,
  photoFile,
  snapshotOf,
  type Stage,
  type TestFile,
} from '../stage.suite.ts';
import { pinterest } from './index.ts';
import { described } from './openapi.suite.ts';

export const mara = '2783136121146311751';
export const mugs = '549755885175';
export const speckled = '5149755885175';
const { standard } = practiceApps.pinterest;
export const app: AppCredentials = { clientId: standard.appId, clientSecret: standard.appSecret };

/** A practice Pinterest with one seller signed in, on a line that is held against Pinterest's own description. */
export async function openPractice() {
  const clock = createStillClock();
  const practice = await startPractice({ now: () => clock.now() });
  const line = described(createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) }));
  let token = '';

  const account: Account = {
    accountId: mara,
    handle: 'marasclay',
    tier: 'standard',
    clientId: app.clientId,
    consent: '',
    token: async () => token,
    http: line.http,
    clock,
  };

  /** @param as an app or permissions other than the usual */
  function signIn(as: { app?: string; scopes?: string[] } = {}): void {
    token = practice.control.signIn({ platform: 'pinterest', account: mara, ...as }).access_token;
  }

  /** A fresh world, and a target in it. */
  function reset(): void {
    practice.control.reset();
    line.faults.length = 0;
    signIn();
  }

  return {
    ...practice,
    ...line,
    clock,
    account,
    signIn,
    reset,
    /** Throws when a call since the last reset was not as Pinterest describes it. */
    refuseFaults() {
      if (line.faults.length > 0) throw new Error(line.faults.join('\n'));
    },
    stage: (files: readonly TestFile[] = []): Stage =>
      createStage({ platform: pinterest, account, files, renew: () => signIn() }),
    posts: () => practice.control.posts({ platform: 'pinterest' }),
    /** Calls as "POST /v5/pins". */
    asked: () =>
      practice.control.requests({ platform: 'pinterest' }).map(({ method, path }) => `${method} ${path}`),
  };
}

export type PracticePinterest = Awaited<ReturnType<typeof openPractice>>;

/** An image Pin on the board of mugs. */
export async function pinOf(text: string, options: object = {}) {
  const file = await photoFile('red', 'A red mug');
  const snapshot = snapshotOf({
    kind: 'image',
    text,
    media: [file.media],
    options: { board: mugs, ...options },
  });
  return { file, snapshot };
}
