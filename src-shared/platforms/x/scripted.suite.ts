import type { Http, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import type { Clock } from '../../publishing/ports.ts';
import type { Account } from '../platform.ts';
import { createStage, type Stage, type TestFile } from '../stage.suite.ts';
import { x } from './index.ts';

export function accountOf(http: Http, clock: Clock, token = () => 'at-1'): Account {
  return {
    accountId: '1700000000000000001',
    handle: 'marasclay',
    tier: 'standard',
    clientId: 'Q2xpZW50LUlEOjE',
    consent: '',
    token: async () => token(),
    http,
    clock,
  };
}

/** @param renew called when X refused the token */
export function stageOf(
  account: Account,
  files: readonly TestFile[] = [],
  renew: () => void = () => undefined,
): Stage {
  return createStage({ platform: x, account, files, renew });
}

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
