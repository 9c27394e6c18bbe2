import { z } from 'zod';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';

/** A refusal of TikTok: that of the data endpoints, and the flat one of the token endpoint, brought into one. */
export interface Refusal {
  status: number;
  /** Such as `spam_risk_too_many_posts` or `invalid_grant`; empty when it does not say. */
  code: string;
  /** In TikTok's own words. */
  words: string;
  /** What its support asks for. */
  logId: string;
}

const text = z.string().catch('');
const envelopeSchema = z.object({ error: z.object({ code: z.string(), message: text, log_id: text }) });
const flatSchema = z.object({ error: z.string(), error_description: text, log_id: text });

/** Null when the answer says nothing of an error, or that there is none. Either form may come with status 200. */
export function refusalOf(answer: HttpResponse): Refusal | null {
  const { status } = answer;
  const body = jsonOf(answer);
  const envelope = envelopeSchema.safeParse(body);
  if (envelope.success) {
    const { code, message: words, log_id: logId } = envelope.data.error;
    return code === 'ok' ? null : { status, code, words, logId };
  }
  const flat = flatSchema.safeParse(body);
  if (!flat.success) return null;
  const { error: code, error_description: words, log_id: logId } = flat.data;
  return { status, code, words, logId };
}

const shownLength = 200;

/** TikTok's words as part of one of our sentences; empty when there are none. */
export function quoted(refusal: Refusal | null): string {
  const words = refusal?.words.trim().slice(0, shownLength) ?? '';
  return words === '' ? '' : ` It says: “${words}”`;
}
