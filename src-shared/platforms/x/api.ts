import { type ZodType, z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpBody, HttpRequest } from '../../publishing/http.ts';
import { address, call, read } from '../call.ts';
import type { Account } from '../platform.ts';
import { FIELDS_PARAMETER } from './error-table.ts';
import { classify } from './errors.ts';

export const api = 'https://api.x.com';

/** Ids are digits; a string always, since they exceed 2^53. */
export const idSchema: ZodType<string> = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^[0-9]{1,19}$/));

interface XRequest {
  method: HttpRequest['method'];
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: HttpBody;
  /** ms */
  timeoutMs?: number;
}

/**
 * One call on behalf of an account.
 * @throws PublishFailure for a known refusal, UnmappedAnswer for an answer nobody knows, HttpFailure for none
 */
export async function callX<T>(account: Account, request: XRequest, schema: ZodType<T>): Promise<T> {
  const { method, path, query = {}, body, timeoutMs } = request;
  const answer = await call(
    account,
    {
      method,
      url: address(`${api}${path}`, query),
      headers: { authorization: `Bearer ${await account.token()}` },
      ...(body === undefined ? {} : { body }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    classify,
  );
  return read(answer, schema);
}

/** The parameter that names the wanted fields: X's guide calls it by the first name, its description by the second. */
const fieldsParameters = ['tweet.fields', 'post.fields'] as const;
/** Fields that are called otherwise under the second name. */
const renamedFields: Readonly<Record<string, string>> = { note_tweet: 'note_post' };

/** Reads posts with some of their fields, by whichever name X takes. @throws as callX */
export async function readPosts<T>(
  account: Account,
  path: string,
  query: Readonly<Record<string, string>>,
  fields: readonly string[],
  schema: ZodType<T>,
): Promise<T> {
  const [first, second] = fieldsParameters;
  const ask = (parameter: string, names: readonly string[]) =>
    callX(account, { method: 'GET', path, query: { ...query, [parameter]: names.join(',') } }, schema);
  try {
    return await ask(first, fields);
  } catch (failure) {
    if (!(failure instanceof PublishFailure) || failure.error.code !== FIELDS_PARAMETER) throw failure;
    return ask(
      second,
      fields.map((field) => renamedFields[field] ?? field),
    );
  }
}
