import { z } from 'zod';
import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';
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

/** Our sentence says what to do; Meta's own words, where it has any for the seller, follow. */
export function sentence(name: string, says: string, error: GraphError | null): string {
  const words = error?.error_user_msg ?? (error?.code === 100 ? error.message : undefined);
  return words === undefined || words === '' ? says : `${says} ${name} says: ${words}`;
}

/** "190/460 trace Axx": what Meta's support asks for. */
export function codeOf({ code, error_subcode, fbtrace_id }: GraphError): string {
  const numbers = error_subcode === undefined ? `${code}` : `${code}/${error_subcode}`;
  return fbtrace_id === undefined ? numbers : `${numbers} trace ${fbtrace_id}`;
}

/** Passing trouble. @param trouble `afterMs` is set for refusals that say that nothing was done */
export function passing(
  name: string,
  answer: HttpResponse,
  error: GraphError | null,
  trouble: { says?: string; afterMs?: number | undefined } = {},
): PublishError {
  const { says = `${name} has trouble at the moment.`, afterMs } = trouble;
  const after = waitFrom(answer.headers) ?? afterMs;
  return {
    class: 'transient',
    effect: afterMs === undefined ? 'possible' : 'none',
    message: sentence(name, says, error),
    code: error === null ? `HTTP ${answer.status}` : codeOf(error),
    ...(after === undefined ? {} : { after }),
  };
}

/** Answers without the Graph API's error object: the upload host, and web pages of machines in between. */
export function withoutError(name: string, answer: HttpResponse, now: Instant): PublishError | null {
  const upload = uploadErrorSchema.safeParse(jsonOf(answer));
  if (upload.success) return fromUploadHost(name, upload.data.debug_info);
  const code = `HTTP ${answer.status}`;
  if (answer.status === 429) {
    const until = now + (waitFrom(answer.headers) ?? 30 * 60_000);
    return { class: 'quota', until, message: `${name} wants fewer calls for a while.`, code };
  }
  if (answer.status === 413)
    return { class: 'content', field: 'media', message: `${name} says that this file is too large.`, code };
  return null;
}

function fromUploadHost(
  name: string,
  { retriable, type: code }: z.infer<typeof uploadErrorSchema>['debug_info'],
): PublishError | null {
  // Bytes that arrived in the wrong order or not all of them: nobody sees them, they can be sent again.
  if (retriable === true || code === 'OffsetInvalidError' || code === 'PartialRequestError')
    return { class: 'transient', effect: 'none', message: `${name} did not get the whole file.`, code };
  if (code === 'NotAuthorizedError') {
    const message = `${name} no longer accepts the connection. Connect the account again.`;
    return { class: 'token', message, code };
  }
  if (code !== 'ProcessingFailedError') return null;
  const message = `${name} cannot work with this video. Choose another file.`;
  return { class: 'content', field: 'media', message, code };
}
