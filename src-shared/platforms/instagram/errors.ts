import { z } from 'zod';
import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';
import { type GraphError, graphErrorOf } from '../facebook/errors.ts';
import { waitFrom } from '../facebook/usage.ts';
import { type Row, rowOf } from './error-table.ts';

/** How rupload.facebook.com refuses bytes. */
const uploadErrorSchema = z.object({
  debug_info: z.object({ retriable: z.boolean().optional().catch(undefined), type: z.string() }),
});

/** How long before another container is tried, ms. */
const ANEW_AFTER = 20_000;

/**
 * What an answer means, by its numbers alone: words change and are translated. Null when the table does not know it.
 * Source: instagram.md section 5.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  const error = graphErrorOf(answer);
  // A server error may come after the work was done, whatever its body says.
  if (answer.status >= 500) return passing(answer, error, 'Instagram has trouble at the moment.');
  if (error === null) return withoutError(answer, now);
  const row = rowOf(error.code, error.error_subcode);
  if (row === undefined)
    return error.is_transient === true
      ? passing(answer, error, 'Instagram has trouble at the moment.')
      : null;
  return errorFrom(row, answer, error, now);
}

/** What a row means for the seller, once nothing more is tried. */
export function contentError(row: Extract<Row, { as: 'anew' | 'content' }>, code: string): PublishError {
  return { class: 'content', field: row.as === 'anew' ? 'media' : row.field, message: row.says, code };
}

function errorFrom(row: Row, answer: HttpResponse, error: GraphError, now: Instant): PublishError {
  const facts = { message: sentence(row.says, error), code: codeOf(error) };
  switch (row.as) {
    case 'token':
      return { class: 'token', ...facts };
    case 'transient':
      return passing(answer, error, row.says, row.afterMs);
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

/** `afterMs` is set for refusals that say that nothing was done. */
function passing(
  answer: HttpResponse,
  error: GraphError | null,
  says: string,
  afterMs?: number,
): PublishError {
  const after = waitFrom(answer.headers) ?? afterMs;
  return {
    class: 'transient',
    effect: afterMs === undefined ? 'possible' : 'none',
    message: sentence(says, error),
    code: error === null ? `HTTP ${answer.status}` : codeOf(error),
    ...(after === undefined ? {} : { after }),
  };
}

/** Answers without the Graph API's error object: the upload host, and web pages of machines in between. */
function withoutError(answer: HttpResponse, now: Instant): PublishError | null {
  const upload = uploadErrorSchema.safeParse(jsonOf(answer));
  if (upload.success) return fromUploadHost(upload.data.debug_info);
  const code = `HTTP ${answer.status}`;
  if (answer.status === 429) {
    const until = now + (waitFrom(answer.headers) ?? 30 * 60_000);
    return { class: 'quota', until, message: 'Instagram wants fewer calls for a while.', code };
  }
  if (answer.status === 413) {
    return { class: 'content', field: 'media', message: 'Instagram says that this file is too large.', code };
  }
  return null;
}

function fromUploadHost({ retriable, type: code }: { retriable?: boolean | undefined; type: string }) {
  // Bytes that arrived in the wrong order or not all of them: nobody sees them, they can be sent again.
  if (retriable === true || code === 'OffsetInvalidError' || code === 'PartialRequestError') {
    const message = 'Instagram did not get the whole video.';
    return { class: 'transient', effect: 'none', message, code } as const;
  }
  if (code === 'NotAuthorizedError') {
    const message = 'Instagram no longer accepts the connection. Connect the account again.';
    return { class: 'token', message, code } as const;
  }
  if (code !== 'ProcessingFailedError') return null;
  const message = 'Instagram cannot work with this video. Choose another file.';
  return { class: 'content', field: 'media', message, code } as const;
}

/** Our sentence says what to do; Instagram's own words, where it has any for the seller, follow. */
function sentence(says: string, error: GraphError | null): string {
  const words = error?.error_user_msg ?? (error?.code === 100 ? error.message : undefined);
  return words === undefined || words === '' ? says : `${says} Instagram says: ${words}`;
}

/** "9/2207042 trace Axx": what Meta's support asks for. */
function codeOf({ code, error_subcode, fbtrace_id }: GraphError): string {
  const numbers = error_subcode === undefined ? `${code}` : `${code}/${error_subcode}`;
  return fbtrace_id === undefined ? numbers : `${numbers} trace ${fbtrace_id}`;
}
