import { z } from 'zod';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';
import { postUrnPattern } from './urn.ts';

/** A refusal of LinkedIn with its codes gathered; they stand in different places. */
export interface Refusal {
  status: number;
  /** Such as EXPIRED_ACCESS_TOKEN, DUPLICATE_POST; empty when there is none. */
  codes: readonly string[];
  /** All that LinkedIn says, in its own words. */
  words: string;
  /** The answer is LinkedIn's error object, not the page of some machine in between. */
  isOwn: boolean;
}

const text = z.string().catch('');
const bodySchema = z.object({
  message: text,
  code: text,
  serviceErrorCode: z.number().optional().catch(undefined),
  errorDetails: z
    .object({ inputErrors: z.array(z.object({ code: text, description: text })).catch([]) })
    .catch({ inputErrors: [] }),
});

export function refusalOf(answer: HttpResponse): Refusal {
  const parsed = bodySchema.safeParse(jsonOf(answer));
  if (!parsed.success) return { status: answer.status, codes: [], words: '', isOwn: false };
  const { message, code, serviceErrorCode, errorDetails } = parsed.data;
  const { inputErrors } = errorDetails;
  const codes = [code, ...inputErrors.map((error) => error.code)];
  const words = [message, ...inputErrors.map(({ description }) => description)];
  return {
    status: answer.status,
    codes: [...codes, serviceErrorCode === undefined ? '' : String(serviceErrorCode)].filter(
      (one) => one !== '',
    ),
    words: [...new Set(words.filter((word) => word !== ''))].join(' · '),
    isOwn: message !== '' || code !== '' || inputErrors.length > 0,
  };
}

/**
 * The post that LinkedIn has already, when it refuses an equal one. Null for every other answer, also when "duplicate" is said
 * of a person. Source: linkedin.md section 7.
 */
export function duplicateOf({ status, codes, words }: Refusal): string | null {
  const isDuplicate = codes.includes('DUPLICATE_POST') || /\bduplicate of urn:/i.test(words);
  if (!isDuplicate || status < 400 || status >= 500) return null;
  return postUrnPattern.exec(words)?.[0] ?? null;
}
