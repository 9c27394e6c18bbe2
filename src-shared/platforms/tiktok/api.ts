import { type ZodType, z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { address, isSuccess, read } from '../call.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { classify } from './errors.ts';
import { refusalOf } from './refusal.ts';

export const api = 'https://open.tiktokapis.com';

/** Ids of posts are long integers: numbers in one endpoint, strings in the others. */
export const idSchema: ZodType<string> = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d+$/));

interface TikTokRequest {
  /** With its slash at the end, without which TikTok does not know it. */
  path: string;
  /** What is wanted of each thing: in the query, although it is a POST. */
  fields?: readonly string[];
  /** Left out: an empty body. */
  body?: unknown;
}

/**
 * One call on behalf of an account. TikTok has taken it only if it says "ok"; what it refuses may have status 200.
 * @throws PublishFailure for a known refusal, UnmappedAnswer for an answer nobody knows, HttpFailure for none
 */
export async function callTikTok<T>(
  account: Account,
  { path, fields, body }: TikTokRequest,
  schema: ZodType<T>,
): Promise<T> {
  const answer = await account.http({
    method: 'POST',
    url: address(`${api}${path}`, fields === undefined ? {} : { fields: fields.join(',') }),
    headers: { authorization: `Bearer ${await account.token()}` },
    body: jsonBody(body),
  });
  if (isTaken(answer)) return read(answer, z.object({ data: schema })).data;
  const error = classify(answer, account.clock.now());
  if (error !== null) throw new PublishFailure(error);
  throw new UnmappedAnswer(answer.status, answer.text === '' ? '(empty)' : answer.text.slice(0, 200));
}

const okSchema = z.object({ error: z.object({ code: z.literal('ok') }) });

function isTaken(answer: HttpResponse): boolean {
  if (!isSuccess(answer) || refusalOf(answer) !== null) return false;
  // Throws for a 2xx that says nothing.
  read(answer, okSchema);
  return true;
}

function jsonBody(value: unknown): NonNullable<HttpRequest['body']> {
  const bytes = new TextEncoder().encode(value === undefined ? '' : JSON.stringify(value));
  return { kind: 'bytes', bytes, type: 'application/json; charset=UTF-8' };
}
