import { z } from 'zod';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';

/** A refusal of X, its three shapes (problem JSON, old `errors`, token endpoint) brought into one. */
export interface Refusal {
  status: number;
  /** Last part of the problem type, such as "client-forbidden"; the host before it is one of two. */
  type: string;
  title: string;
  /** All that X says, in X's own words. */
  words: string;
  /** The old numbers, such as 88. */
  numbers: readonly number[];
  /** Of a usage cap: "Daily", "Monthly". */
  period: string;
  headers: Readonly<Record<string, string>>;
}

const text = z.string().catch('');
const bodySchema = z.object({
  type: text,
  title: text,
  detail: text,
  reason: text,
  period: text,
  error: text,
  error_description: text,
  errors: z
    .array(
      z.object({
        code: z.number().optional().catch(undefined),
        message: text,
        detail: text,
        parameters: z.record(z.string(), z.unknown()).catch({}),
      }),
    )
    .catch([]),
});

export function refusalOf(answer: HttpResponse): Refusal {
  const parsed = bodySchema.safeParse(jsonOf(answer));
  const body = parsed.success ? parsed.data : bodySchema.parse({});
  const inner = body.errors.flatMap((error) => [
    error.message,
    error.detail,
    ...Object.keys(error.parameters),
  ]);
  const words = [body.detail, ...inner, body.error_description, body.error, body.reason, body.title];
  return {
    status: answer.status,
    type: lastPart(body.type),
    title: body.title,
    words: [...new Set(words.filter((word) => word !== ''))].join(' · '),
    numbers: body.errors.flatMap(({ code }) => code ?? []),
    period: body.period,
    headers: answer.headers,
  };
}

/** "about:blank" says nothing, as RFC 9457 has it. */
export function lastPart(type: string): string {
  return type === 'about:blank' ? '' : (type.split('/').at(-1) ?? '');
}
