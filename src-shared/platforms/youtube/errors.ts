import type { PublishError } from '../../model/publish-error.ts';
import { type Instant, resolveWallTime, toLocal } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { type Row, rowOfStatus, rows } from './error-table.ts';
import { quoted, type Refusal, refusalOf } from './refusal.ts';

const day = 24 * 60 * 60_000;

/**
 * YouTube's error table (youtube.md section 6): the reason decides, then the status. Null: nobody knows whether the
 * call was carried out.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  if (answer.status < 400) return null;
  const refusal = refusalOf(answer);
  // A server error may come after the work was done, whatever its body says.
  const known = answer.status >= 500 ? undefined : rows[refusal.reason];
  const row = known ?? rowOfStatus(answer.status);
  if (row !== null) return errorFrom(row, refusal, known !== undefined, now);
  return answer.status === 400 && refusal.words !== '' ? inItsWords(refusal) : null;
}

function errorFrom(row: Row, refusal: Refusal, isKnown: boolean, now: Instant): PublishError {
  const code = codeOf(refusal);
  if (row.as === 'transient') {
    const { effect, afterMs } = row;
    const message =
      effect === 'none' ? 'YouTube wants fewer calls for a while.' : 'YouTube has trouble at the moment.';
    return {
      class: 'transient',
      effect,
      message,
      code,
      ...(afterMs === undefined ? {} : { after: afterMs }),
    };
  }
  const message = isKnown ? row.says : `${row.says}${quoted(refusal)}`;
  switch (row.as) {
    case 'token':
      return { class: 'token', message, code };
    case 'content':
      return { class: 'content', field: row.field, message, code };
    case 'account':
      return { class: 'account', message, code, ...(row.reconnect === true ? { reconnect: true } : {}) };
    case 'quota':
      return {
        class: 'quota',
        until: row.until === 'a-day' ? now + day : nextMidnightPacific(now),
        message,
        code,
      };
  }
}

/** A request that YouTube refuses for a reason of its own was not carried out. */
function inItsWords(refusal: Refusal): PublishError {
  const message = `YouTube refused this video.${quoted(refusal)}`;
  return { class: 'content', field: 'options', message, code: codeOf(refusal) };
}

function codeOf({ status, reason }: Refusal): string {
  return reason === '' ? `HTTP ${status}` : reason;
}

/** When the quota of a project begins anew. Source: youtube.md section 5. */
export function nextMidnightPacific(now: Instant): Instant {
  const zone = 'America/Los_Angeles';
  const today = Date.parse(`${toLocal(now, zone).slice(0, 10)}T00:00Z`);
  const tomorrow = new Date(today + day).toISOString().slice(0, 10);
  return resolveWallTime({ local: `${tomorrow}T00:00`, zone }).instant;
}
