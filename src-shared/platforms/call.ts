import type { ZodType } from 'zod';
import type { PublishError } from '../model/publish-error.ts';
import { PublishFailure } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import { type HttpRequest, type HttpResponse, HttpFailure, jsonOf } from '../publishing/http.ts';
import { type Account, OAuthFailure, type OAuthContext, UnmappedAnswer } from './platform.ts';

/** An adapter's error table: what an answer means, or null when the table does not know it. */
export type Classify = (answer: HttpResponse, now: Instant) => PublishError | null;

/**
 * Sends one request once and gives back its answer when that is a 2xx.
 * @throws PublishFailure for an answer the error table knows, UnmappedAnswer for any other, HttpFailure for none
 */
export async function call(
  { http, clock }: Pick<Account, 'http' | 'clock'>,
  request: HttpRequest,
  classify: Classify,
): Promise<HttpResponse> {
  const answer = await http(request);
  if (isSuccess(answer)) return answer;
  const error = classify(answer, clock.now());
  if (error !== null) throw new PublishFailure(error);
  throw unmapped(answer);
}

/**
 * What an adapter needs of an answer. Schemas name only that; everything else may come, go and change.
 * @throws UnmappedAnswer when it is not there: a 2xx that says nothing is no success
 */
export function read<T>(answer: HttpResponse, schema: ZodType<T>): T {
  const parsed = schema.safeParse(jsonOf(answer));
  if (!parsed.success) throw unmapped(answer);
  return parsed.data;
}

/**
 * Sends one request of an OAuth conversation. Trouble on the way and at the other end is `temporary`.
 * @param refusal what any other answer than a 2xx means
 * @throws OAuthFailure
 */
export async function oauthCall(
  { http, clock }: Pick<OAuthContext, 'http' | 'clock'>,
  request: HttpRequest,
  refusal: (answer: HttpResponse, now: Instant) => OAuthFailure,
): Promise<HttpResponse> {
  const answer = await http(request).catch((failure: unknown) => {
    if (failure instanceof HttpFailure)
      throw new OAuthFailure('temporary', `No answer came: ${failure.message}`);
    throw failure;
  });
  if (isSuccess(answer)) return answer;
  if (answer.status >= 500) {
    throw new OAuthFailure(
      'temporary',
      `The platform has trouble at the moment (${answer.status}). Try again later.`,
    );
  }
  throw refusal(answer, clock.now());
}

/**
 * What is needed of an answer in an OAuth conversation.
 * @throws OAuthFailure (temporary) when it is not there
 */
export function oauthRead<T>(answer: HttpResponse, schema: ZodType<T>): T {
  const parsed = schema.safeParse(jsonOf(answer));
  if (!parsed.success)
    throw new OAuthFailure('temporary', 'The platform gave an answer that makes no sense. Try again later.');
  return parsed.data;
}

export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** An address with its query, each value encoded with %20 for a space (some platforms do not take "+"). */
export function address(base: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? base : `${base}?${pairs.join('&')}`;
}

const shownLength = 200;

function unmapped({ status, text }: HttpResponse): UnmappedAnswer {
  return new UnmappedAnswer(status, text === '' ? '(empty)' : text.slice(0, shownLength));
}
