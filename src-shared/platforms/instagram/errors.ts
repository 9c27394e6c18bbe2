import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import {
  codeOf,
  type GraphError,
  graphErrorOf,
  passing,
  sentence,
  withoutError,
} from '../facebook/graph-error.ts';
import { waitFrom } from '../facebook/usage.ts';
import { type Row, rowOf } from './error-table.ts';

const NAME = 'Instagram';

/** How long before another container is tried, ms. */
const ANEW_AFTER = 20_000;

/**
 * What an answer means, by its numbers alone: words change and are translated. Null when the table does not know it.
 * Source: instagram.md section 5.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  const error = graphErrorOf(answer);
  // A server error may come after the work was done, whatever its body says.
  if (answer.status >= 500) return passing(NAME, answer, error);
  if (error === null) return withoutError(NAME, answer, now);
  const row = rowOf(error.code, error.error_subcode);
  if (row === undefined) return error.is_transient === true ? passing(NAME, answer, error) : null;
  return errorFrom(row, answer, error, now);
}

/** What a row means for the seller, once nothing more is tried. */
export function contentError(row: Extract<Row, { as: 'anew' | 'content' }>, code: string): PublishError {
  return { class: 'content', field: row.as === 'anew' ? 'media' : row.field, message: row.says, code };
}

function errorFrom(row: Row, answer: HttpResponse, error: GraphError, now: Instant): PublishError {
  const facts = { message: sentence(NAME, row.says, error), code: codeOf(error) };
  switch (row.as) {
    case 'token':
      return { class: 'token', ...facts };
    case 'transient':
      return passing(NAME, answer, error, row);
    case 'anew':
      // Only calls that nobody sees are answered so: nothing is out.
      return { class: 'transient', effect: 'none', after: ANEW_AFTER, ...facts };
    case 'content':
      return { class: 'content', field: row.field, ...facts };
    case 'quota':
      return { class: 'quota', until: now + (waitFrom(answer.headers) ?? row.waitMs), ...facts };
    case 'account':
      return { class: 'account', ...facts, ...(row.reconnect === true ? { reconnect: true } : {}) };
  }
}
