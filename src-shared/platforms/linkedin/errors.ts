import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { rows } from './error-table.ts';
import { refusalOf } from './refusal.ts';

/**
 * LinkedIn's error table (linkedin.md section 6). By codes where there are any: words may change. Null: not in it, so nobody
 * knows whether the call was carried out; so are all server errors.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  if (answer.status < 400 || answer.status >= 500) return null;
  const refusal = refusalOf(answer);
  return rows.find((row) => row.fits(refusal))?.means(refusal, now) ?? null;
}
