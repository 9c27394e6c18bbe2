import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { type Meaning, rows, storeRows } from './error-table.ts';
import { windowEnd } from './rate-limit.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/**
 * What an answer means (pinterest.md section 5). Null: not in the table, so nobody knows whether the call was carried
 * out.
 */
export function classify(answer: HttpResponse, now: Instant): PublishError | null {
  const { status } = answer;
  const refusal = refusalOf(answer);
  if (refusal?.by === 'store') return fromStore(refusal);
  // A server error may come after the work was done, whatever its body says.
  if (status >= 500) {
    const message = 'Pinterest has trouble at the moment.';
    return { class: 'transient', effect: 'possible', message, code: codeOf(refusal, status) };
  }
  if (status === 413) {
    const message = 'Pinterest says that this is too large. Choose a smaller file.';
    return { class: 'content', field: 'media', message, code: codeOf(refusal, status) };
  }
  if (refusal === null && status !== 429) return null;
  const words = refusal?.words ?? '';
  const row = rows.find(
    (one) =>
      one.status === status &&
      (one.codes?.includes(refusal?.code ?? 0) ?? true) &&
      (one.words?.test(words) ?? true),
  );
  return row === undefined ? null : errorFrom(row.means, answer, refusal, now);
}

function errorFrom(
  means: Meaning,
  { status, headers }: HttpResponse,
  refusal: Refusal | null,
  now: Instant,
): PublishError {
  const says = 'quotes' in means && means.quotes === true ? withWords(means.says, refusal) : means.says;
  const facts = { message: says, code: codeOf(refusal, status) };
  switch (means.as) {
    case 'token':
      return { class: 'token', ...facts };
    case 'account':
      return { class: 'account', ...facts, ...(means.reconnect === true ? { reconnect: true } : {}) };
    case 'content':
      return {
        class: 'content',
        field: means.field,
        ...facts,
        ...(means.code === undefined ? {} : { code: means.code }),
      };
    case 'quota':
      return { class: 'quota', until: windowEnd(headers, refusal?.words ?? '', now), ...facts };
    case 'transient':
      return { class: 'transient', effect: 'none', ...facts };
  }
}

/** The store makes nothing that the public could see: whatever it refuses can be done again, with a new registration. */
function fromStore(refusal: Refusal & { by: 'store' }): PublishError {
  const known = storeRows[refusal.code];
  const code = codeOf(refusal, refusal.status);
  if (known?.as === 'content') return { class: 'content', field: known.field, message: known.says, code };
  return { class: 'transient', effect: 'none', message: 'Pinterest did not take the video.', code };
}

const shownLength = 200;

function withWords(says: string, refusal: Refusal | null): string {
  const words = refusal?.words.trim().slice(0, shownLength) ?? '';
  return words === '' ? says : `${says} Pinterest says: “${words}”`;
}

/** "403 7 rid 1234": what Pinterest's support asks for. */
function codeOf(refusal: Refusal | null, status: number): string {
  if (refusal === null) return `HTTP ${status}`;
  const id = refusal.by === 'api' && refusal.id !== '' ? ` rid ${refusal.id}` : '';
  return `${status} ${refusal.code}${id}`;
}
