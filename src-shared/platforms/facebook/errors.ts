import { type PublishError, PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { type Row, rowOf } from './error-table.ts';
import { codeOf, type GraphError, graphErrorOf, passing, sentence, withoutError } from './graph-error.ts';
import { waitFrom } from './usage.ts';

const NAME = 'Facebook';

/** Facebook will not do it or show it; passing trouble and dead tokens are the engine's to handle. */
export function isRefusal(thrown: unknown): thrown is PublishFailure {
  return (
    thrown instanceof PublishFailure && (thrown.error.class === 'content' || thrown.error.class === 'account')
  );
}

/**
 * What an answer means, by its numbers alone: words change and are translated. Null when the table does not know it.
 * Sources: facebook.md section 5; Video API, error codes page.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  const error = graphErrorOf(answer);
  // A server error may come after the work was done, whatever its body says.
  if (answer.status >= 500) return passing(NAME, answer, error);
  if (error === null) return withoutError(NAME, answer, now);
  const row = rowOf(error.code, error.error_subcode);
  if (error.is_transient === true && (row === undefined || row.as === 'content'))
    return passing(NAME, answer, error);
  return row === undefined ? null : errorFrom(row, answer, error, now);
}

function errorFrom(row: Row, answer: HttpResponse, error: GraphError, now: Instant): PublishError {
  if (row.as === 'transient') return passing(NAME, answer, error);
  const facts = { message: sentence(NAME, row.says, error), code: codeOf(error) };
  switch (row.as) {
    case 'token':
      return { class: 'token', ...facts };
    case 'content':
      return {
        class: 'content',
        field: row.field,
        ...facts,
        ...(row.alreadyThere === true ? { alreadyThere: true } : {}),
      };
    case 'quota':
      return { class: 'quota', until: now + (waitFrom(answer.headers) ?? row.waitMs), ...facts };
    case 'account':
      return { class: 'account', ...facts, ...(row.reconnect === true ? { reconnect: true } : {}) };
  }
}
