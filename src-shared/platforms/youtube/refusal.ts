import { z } from 'zod';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';

/** A refusal of Google: that of the API, and that of the token endpoint, brought into one. */
export interface Refusal {
  status: number;
  /** Such as `quotaExceeded` or `invalid_grant`; empty when it does not say. */
  reason: string;
  /** In Google's own words. */
  words: string;
}

const text = z.string().catch('');
const apiSchema = z.object({
  error: z.object({
    message: text,
    errors: z.array(z.object({ reason: text, message: text })).catch([]),
  }),
});
const tokenSchema = z.object({ error: z.string(), error_description: text });

export function refusalOf(answer: HttpResponse): Refusal {
  const { status } = answer;
  const body = jsonOf(answer);
  const fromApi = apiSchema.safeParse(body);
  if (fromApi.success) {
    const { message, errors } = fromApi.data.error;
    const [first] = errors;
    return { status, reason: first?.reason ?? '', words: message === '' ? (first?.message ?? '') : message };
  }
  const fromTokens = tokenSchema.safeParse(body);
  if (!fromTokens.success) return { status, reason: '', words: '' };
  return { status, reason: fromTokens.data.error, words: fromTokens.data.error_description };
}

const shownLength = 200;

/** Google's words as part of one of our sentences; empty when there are none. */
export function quoted({ words }: Refusal): string {
  return words === '' ? '' : ` It says: “${words.slice(0, shownLength)}”`;
}
