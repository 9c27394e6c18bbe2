import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { practiceApps, startPractice } from '#practice/practice.ts';
import type { Snapshot, TargetOptions } from '../../model/content.ts';
import type { Http, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import type { Account } from '../platform.ts';
import { createStage, createStillClock, snapshotOf, type Stage, type TestFile } from '../stage.suite.ts';
import { youtube } from './index.ts';

export const mara = 'UCmarasclay0000000000000';
/** Bytes. */
export const block = 256 * 1024;

/** A practice YouTube with one channel signed in, reached by the desktop's own HTTP client. */
export async function openPractice() {
  const clock = createStillClock();
  const practice = await startPractice({ now: () => clock.now() });
  const real = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
  const line = { http: real, asked: [] as HttpRequest[] };
  let token = '';

  function signIn(): void {
    token = practice.control.signIn({ platform: 'youtube', account: mara }).access_token;
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
    clientId: practiceApps.youtube.desktop.clientId,
    consent: '',
    token: async () => token,
    http: async (request) => {
      line.asked.push(request);
      return line.http(request);
    },
    clock,
  };

  /** The first video as its owner sees it. */
  async function look() {
    const [post] = practice.control.posts({ platform: 'youtube' });
    const url = `https://www.googleapis.com/youtube/v3/videos?part=snippet,status&id=${post?.id}`;
    const answer = await real({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
    const { items } = JSON.parse(answer.text) as { items: { snippet: unknown; status: unknown }[] };
    return items[0] ?? { snippet: null, status: null };
  }

  return {
    ...practice,
    clock,
    account,
    /** Put another one in its place to meddle with the line. */
    line,
    real,
    signIn,
    reset,
    look,
    stage: (...files: TestFile[]): Stage => createStage({ platform: youtube, account, files, renew: signIn }),
    posts: () => practice.control.posts({ platform: 'youtube' }),
    /** Calls that open an upload, each of which may count against the day. */
    opened: () => practice.control.requests({ method: 'POST', path: '/upload/youtube/v3/videos' }).length,
    /** The bytes that were sent, as "0-262143", and "*" for a question. */
    sent: () => line.asked.flatMap(({ headers }) => rangeOf(headers?.['content-range']) ?? []),
  };
}

export type PracticeYoutube = Awaited<ReturnType<typeof openPractice>>;

function rangeOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^bytes (.+)\/\d+$/.exec(header)?.[1];
}

export function videoPost(
  { media }: TestFile,
  options: TargetOptions = {},
  change: Partial<Snapshot> = {},
): Snapshot {
  const all = { title: 'How a mug is made', madeForKids: false, ...options };
  return snapshotOf({ kind: 'video', text: 'Stoneware.', media: [media], options: all, ...change });
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

export function says(status: number, body: unknown = '', headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

export function refusal(status: number, reason: string, message = 'Words of Google.'): HttpResponse {
  const errors = [{ message, domain: 'youtube.video', reason }];
  return says(status, { error: { code: status, message, errors, status: 'INVALID_ARGUMENT' } });
}
