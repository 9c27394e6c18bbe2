import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { startPractice } from '#practice/practice.ts';
import type { Http, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import type { Clock } from '../../publishing/ports.ts';
import type { Account } from '../platform.ts';
import { connectSeller } from '../seller.suite.ts';
import { createStage, createStillClock, type Stage, type TestFile } from '../stage.suite.ts';
import { linkedin } from './index.ts';

/** A practice LinkedIn with a person and a Page connected, reached by the desktop's own HTTP client. */
export async function openPractice() {
  const clock = createStillClock();
  const practice = await startPractice({ now: () => clock.now() });
  const http = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });

  function connect(which: 'page' | 'person') {
    const seller = connectSeller(practice, 'linkedin', clock.now(), which === 'page' ? 'first' : 'other');
    const account: Account = {
      accountId: seller.accountId,
      handle: seller.handle,
      tier: 'standard',
      clientId: seller.app.clientId,
      consent: '',
      token: async () => seller.grant.accessToken,
      http,
      clock,
    };
    return { ...seller, account };
  }

  const posts = () => practice.control.posts({ platform: 'linkedin' });
  /** What was asked of LinkedIn, as "POST /rest/posts". */
  const asked = () =>
    practice.control.requests({ platform: 'linkedin' }).map(({ method, path }) => `${method} ${path}`);
  const times = (call: string) => asked().filter((one) => one === call).length;
  return { ...practice, clock, http, connect, posts, asked, times };
}

export function stageOf(account: Account, files: readonly TestFile[] = []): Stage {
  return createStage({ platform: linkedin, account, files });
}

export function accountOf(http: Http, clock: Clock, accountId = 'urn:li:person:Ab1_cD2eF3'): Account {
  return {
    accountId,
    handle: '',
    tier: 'standard',
    clientId: '86abc',
    consent: '',
    token: async () => 'at-1',
    http,
    clock,
  };
}

type Scripted = HttpResponse | Error;

/** A line on which answers come in a set order; it keeps what was asked. */
export function scriptedLine(...answers: Scripted[]): { http: Http; asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const http: Http = async (request) => {
    asked.push(request);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nobody expected ${request.method} ${request.url}`);
    if (next instanceof Error) throw next;
    return next;
  };
  return { http, asked };
}

export function says(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, text };
}
