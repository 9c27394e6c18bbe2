import { z } from 'zod';
import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { classify } from './errors.ts';

/** Where bytes go, as LinkedIn names it. Only LinkedIn's own hosts are believed: our token goes there. */
export const uploadAddress = z.string().refine((url) => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && /(^|\.)(linkedin|licdn)\.com$/.test(hostname);
});

/** What the host that takes the bytes answers: it is about the file, or the address is stale and another is asked for. */
export function classifyUpload(answer: HttpResponse, now: Instant): PublishError | null {
  if ([403, 404, 410].includes(answer.status)) {
    const message = 'LinkedIn no longer takes this upload. It begins anew.';
    return { class: 'transient', effect: 'none', message, code: `${answer.status}` };
  }
  const error = classify(answer, now);
  return error?.class === 'content' ? { ...error, field: 'media' } : error;
}
