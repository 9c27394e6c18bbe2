import { z } from 'zod';
import { type PublishError, PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';
import { type Row, rowOf } from './error-table.ts';
import { waitFrom } from './usage.ts';

const loose = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const graphErrorSchema = z.object({
  error: z.object({
    code: z.coerce.number(),
    error_subcode: loose(z.coerce.number()),
    is_transient: loose(z.boolean()),
    message: loose(z.string()),
    error_user_msg: loose(z.string()),
    fbtrace_id: loose(z.string()),
    error_data: z.unknown().optional(),
  }),
});
export type GraphError = z.infer<typeof graphErrorSchema>['error'];

/** How rupload.facebook.com refuses bytes. */
const uploadErrorSchema = z.object({
  debug_info: z.object({ retriable: loose(z.boolean()), type: z.string(), message: loose(z.string()) }),
});

/** The Graph API's error object, or null when the answer has none. */
export function graphErrorOf(answer: HttpResponse): GraphError | null {
  const parsed = graphErrorSchema.safeParse(jsonOf(answer));
  return parsed.success ? parsed.data.error : null;
}

/** True for "object gone or no access", which does not tell the one from the other. */
export function isOutOfSight(error: GraphError | null): boolean {
  return error?.code === 100 && error.error_subcode === 33;
}

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
  if (answer.status >= 500) return passing(answer, error);
  if (error === null) return withoutError(answer, now);
  const row = rowOf(error.code, error.error_subcode);
  if (error.is_transient === true && (row === undefined || row.as === 'content'))
    return passing(answer, error);
  return row === undefined ? null : errorFrom(row, answer, error, now);
}

function errorFrom(row: Row, answer: HttpResponse, error: GraphError, now: Instant): PublishError {
  if (row.as === 'transient') return passing(answer, error);
  const facts = { message: sentence(row.says, error), code: codeOf(error) };
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

function passing(answer: HttpResponse, error: GraphError | null): PublishError {
  const after = waitFrom(answer.headers);
  return {
    class: 'transient',
    effect: 'possible',
    message: sentence('Facebook has trouble at the moment.', error),
    code: error === null ? `HTTP ${answer.status}` : codeOf(error),
    ...(after === null ? {} : { after }),
  };
}

/** Answers without the Graph API's error object: the upload host, and web pages of machines in between. */
function withoutError(answer: HttpResponse, now: Instant): PublishError | null {
  const upload = uploadErrorSchema.safeParse(jsonOf(answer));
  if (upload.success) return fromUploadHost(upload.data.debug_info);
  const code = `HTTP ${answer.status}`;
  if (answer.status === 429) {
    const until = now + (waitFrom(answer.headers) ?? 30 * 60_000);
    return { class: 'quota', until, message: 'Facebook wants fewer calls for a while.', code };
  }
  if (answer.status === 413) {
    return { class: 'content', field: 'media', message: 'Facebook says that this file is too large.', code };
  }
  return null;
}

function fromUploadHost(info: z.infer<typeof uploadErrorSchema>['debug_info']): PublishError | null {
  const code = info.type;
  // Bytes that arrived in the wrong order or not all of them: nobody sees them, they can be sent again.
  if (info.retriable === true || code === 'OffsetInvalidError' || code === 'PartialRequestError') {
    const message = 'Facebook did not get the whole file.';
    return { class: 'transient', effect: 'none', message, code };
  }
  if (code === 'NotAuthorizedError') {
    const message = 'Facebook no longer accepts the connection. Connect the Page again.';
    return { class: 'token', message, code };
  }
  if (code === 'ProcessingFailedError') {
    const message = 'Facebook cannot work with this video. Choose another file.';
    return { class: 'content', field: 'media', message, code };
  }
  return null;
}

/** Our sentence says what to do; Facebook's own words, where it has any for the seller, follow. */
function sentence(says: string, error: GraphError | null): string {
  const words = error?.error_user_msg ?? (error?.code === 100 ? error.message : undefined);
  return words === undefined || words === '' ? says : `${says} Facebook says: ${words}`;
}

/** "190/460 trace Axx": what Facebook's support asks for. */
function codeOf({ code, error_subcode, fbtrace_id }: GraphError): string {
  const numbers = error_subcode === undefined ? `${code}` : `${code}/${error_subcode}`;
  return fbtrace_id === undefined ? numbers : `${numbers} trace ${fbtrace_id}`;
}
