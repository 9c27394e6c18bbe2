import { randomBytes } from 'node:crypto';
import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { createPublicMedia } from '#main/media/public-media.ts';
import { practiceApps, publicMediaOrigin, startPractice } from '#practice/practice.ts';
import type { Snapshot, TargetOptions } from '../../model/content.ts';
import type { Http, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import type { PublicMedia } from '../../publishing/ports.ts';
import type { Account } from '../platform.ts';
import {
  createStage,
  createStillClock,
  snapshotOf,
  sourceOf,
  type Stage,
  type TestFile,
} from '../stage.suite.ts';
import { tiktok } from './index.ts';

export const mara = '-000mara-clay-4f1e';
const { audited } = practiceApps.tiktok;

/** A practice TikTok with one account signed in, reached by the desktop's own HTTP client. */
export async function openPractice() {
  const clock = createStillClock();
  const practice = await startPractice({ now: () => clock.now() });
  const real = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
  const line = { http: real, asked: [] as HttpRequest[] };
  let token = '';

  /** @param as an app or permissions other than the usual */
  function signIn(as: { app?: string; scopes?: string[] } = {}): void {
    token = practice.control.signIn({ platform: 'tiktok', account: mara, ...as }).access_token;
  }

  function reset(): void {
    practice.control.reset();
    line.http = real;
    line.asked = [];
    signIn();
  }

  const account: Account = {
    accountId: mara,
    handle: 'marasclay',
    tier: 'standard',
    clientId: audited.clientKey,
    consent: '',
    token: async () => token,
    http: async (request) => {
      line.asked.push(request);
      return line.http(request);
    },
    clock,
  };

  /** Where photos lie; for calls of the relay the line is always whole. */
  const mediaFor = (files: readonly TestFile[]): PublicMedia =>
    createPublicMedia({
      origin: publicMediaOrigin,
      http: real,
      files: sourceOf(files),
      random: (count) => new Uint8Array(randomBytes(count)),
    });

  return {
    ...practice,
    clock,
    account,
    /** Put another one in its place to meddle with the line. */
    line,
    real,
    signIn,
    reset,
    stage: (files: readonly TestFile[], publicMedia: PublicMedia | null = mediaFor(files)): Stage =>
      createStage({ platform: tiktok, account, files, publicMedia, renew: () => signIn() }),
    mediaFor,
    posts: () => practice.control.posts({ platform: 'tiktok' }),
    /** How often an init was asked for: of a video, a draft or photos. */
    inits: () =>
      practice.control
        .requests({ platform: 'tiktok', method: 'POST' })
        .filter(({ path }) => path.endsWith('/init/')).length,
    /** The chunks that were sent, as "0-9999999". */
    sent: () =>
      line.asked.flatMap(
        ({ headers }) => /^bytes (.+)\/\d+$/.exec(headers?.['content-range'] ?? '')?.[1] ?? [],
      ),
  };
}

export type PracticeTikTok = Awaited<ReturnType<typeof openPractice>>;

const choices: TargetOptions = { privacy: 'PUBLIC_TO_EVERYONE' };

export function videoPost({ media }: TestFile, options: TargetOptions = {}, change: Partial<Snapshot> = {}) {
  return snapshotOf({
    kind: 'video',
    text: 'Glazing day #pottery',
    media: [media],
    options: { ...choices, ...options },
    ...change,
  });
}

export function photoPost(
  files: readonly TestFile[],
  options: TargetOptions = {},
  change: Partial<Snapshot> = {},
) {
  return snapshotOf({
    kind: files.length === 1 ? 'image' : 'images',
    text: 'Four glazes, one kiln.',
    media: files.map(({ media }) => media),
    options: { ...choices, ...options },
    ...change,
  });
}

/** An Http whose other side is a script; it keeps what was asked. A thrown HttpFailure is a line that broke. */
export function scripted(script: (request: HttpRequest) => HttpResponse): {
  http: Http;
  asked: HttpRequest[];
} {
  const asked: HttpRequest[] = [];
  return {
    asked,
    http: async (request) => {
      asked.push(request);
      return script(request);
    },
  };
}

export function says(status: number, body: unknown = ''): HttpResponse {
  return { status, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

export function refusal(status: number, code: string, message = 'Words of TikTok.'): HttpResponse {
  return says(status, { data: {}, error: { code, message, log_id: '2026ABC' } });
}
