import { type PublishError, PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { failReasons, fewerCalls, type Row, rows, signInGone, trouble, unknownCode } from './error-table.ts';
import { quoted, type Refusal, refusalOf } from './refusal.ts';

const hour = 60 * 60_000;

/**
 * TikTok's error table (tiktok.md section 3): the code decides, also under status 200. Null: no refusal that can be read,
 * so nobody knows whether the call was carried out.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  const { status } = answer;
  const refusal = refusalOf(answer);
  // A server error may come after the work was done, whatever its body says.
  if (status >= 500) return errorFrom(trouble, refusal, status, now);
  if (refusal !== null) return errorFrom(rows[refusal.code] ?? unknownCode, refusal, status, now);
  if (status === 429) return errorFrom(fewerCalls, null, status, now);
  if (status === 401) return errorFrom(signInGone, null, status, now);
  return null;
}

/** Why a post came to nothing after TikTok had taken it. It is surely not out. */
export function failureOf(reason: string, now: Instant): PublishFailure {
  const row = failReasons[reason] ?? unknownCode;
  const words = row === unknownCode ? reason.replaceAll('_', ' ') : '';
  return new PublishFailure(errorFrom(row, { status: 200, code: reason, words, logId: '' }, 200, now));
}

function errorFrom(row: Row, refusal: Refusal | null, status: number, now: Instant): PublishError {
  const message = 'quotes' in row ? `${row.says}${quoted(refusal)}` : row.says;
  const facts = { message, code: codeOf(refusal, status) };
  switch (row.as) {
    case 'token':
      return { class: 'token', ...facts };
    case 'content':
      return { class: 'content', field: row.field, ...facts };
    case 'account':
      return { class: 'account', ...facts, ...(row.reconnect === true ? { reconnect: true } : {}) };
    case 'quota':
      return {
        class: 'quota',
        ...facts,
        ...(row.hours === undefined ? {} : { until: now + row.hours * hour }),
      };
    case 'transient': {
      const { effect, afterMs } = row;
      return { class: 'transient', effect, ...facts, ...(afterMs === undefined ? {} : { after: afterMs }) };
    }
  }
}

/** "rate_limit_exceeded log 2026…": what TikTok's support asks for. */
function codeOf(refusal: Refusal | null, status: number): string {
  if (refusal === null) return `HTTP ${status}`;
  return refusal.logId === '' ? refusal.code : `${refusal.code} log ${refusal.logId}`;
}
