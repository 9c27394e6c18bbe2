import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpBody, HttpResponse } from '../../publishing/http.ts';
import { isSuccess } from '../call.ts';
import { bearer } from '../facebook/graph.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { classify } from './errors.ts';
import { nodeUrl, productOf } from './products.ts';

export interface ApiRequest {
  method: 'GET' | 'POST';
  /** A node or edge: `/17841/media`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: HttpBody;
  timeoutMs?: number;
}

/** Sends one request to the account's host with its token, asked for anew each time; any status is an answer. @throws HttpFailure */
export async function ask(account: Account, { path, query, ...request }: ApiRequest): Promise<HttpResponse> {
  const url = nodeUrl(productOf(account), path, query);
  return account.http({ ...request, url, headers: bearer(await account.token()) });
}

/** The answer when it is a 2xx. @throws PublishFailure when the error table knows it, else UnmappedAnswer */
export function accepted(account: Account, answer: HttpResponse): HttpResponse {
  if (isSuccess(answer)) return answer;
  const error = classify(answer, account.clock.now());
  throw error === null
    ? new UnmappedAnswer(answer.status, answer.text.slice(0, 200))
    : new PublishFailure(error);
}

/** As ask, for calls whose every refusal is a failure. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function callApi(account: Account, request: ApiRequest): Promise<HttpResponse> {
  return accepted(account, await ask(account, request));
}
