import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpBody, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { call, isSuccess } from '../call.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { classify } from './errors.ts';
import { apiOrigin, restHeaders } from './hosts.ts';

export interface RestRequest {
  method: HttpRequest['method'];
  /** Below the host, with its query; URNs in it are percent-encoded. */
  path: string;
  body?: HttpBody;
  /** ms */
  timeoutMs?: number;
}

/** One versioned call on behalf of an account; any status is an answer. @throws HttpFailure */
export async function ask(account: Account, request: RestRequest): Promise<HttpResponse> {
  return account.http(await requestOf(account, request));
}

/** As `ask`, for calls whose every refusal is a failure. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function callRest(account: Account, request: RestRequest): Promise<HttpResponse> {
  return call(account, await requestOf(account, request), classify);
}

async function requestOf(account: Account, { path, ...rest }: RestRequest): Promise<HttpRequest> {
  return { ...rest, url: apiOrigin + path, headers: restHeaders(await account.token()) };
}

/** The answer when it is a 2xx. @throws PublishFailure when the error table knows it, else UnmappedAnswer */
export function accepted(account: Account, answer: HttpResponse): HttpResponse {
  if (isSuccess(answer)) return answer;
  const error = classify(answer, account.clock.now());
  throw error === null
    ? new UnmappedAnswer(answer.status, answer.text.slice(0, 200))
    : new PublishFailure(error);
}
