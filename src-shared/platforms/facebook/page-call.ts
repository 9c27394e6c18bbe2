import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { isSuccess } from '../call.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { classify } from './errors.ts';
import { bearer } from './graph.ts';

/** Sends one request with the Page's token, asked for anew each time; any status is an answer. @throws HttpFailure */
export async function askPage(account: Account, request: HttpRequest): Promise<HttpResponse> {
  return account.http({ ...request, headers: bearer(await account.token()) });
}

/** The answer when it is a 2xx. @throws PublishFailure when the error table knows it, else UnmappedAnswer */
export function accepted(account: Account, answer: HttpResponse): HttpResponse {
  if (isSuccess(answer)) return answer;
  const error = classify(answer, account.clock.now());
  throw error === null
    ? new UnmappedAnswer(answer.status, answer.text.slice(0, 200))
    : new PublishFailure(error);
}

/** As askPage, for calls whose every refusal is a failure. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function callPage(account: Account, request: HttpRequest): Promise<HttpResponse> {
  return accepted(account, await askPage(account, request));
}
