import { z } from 'zod';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';

/** A refusal of the API, which is JSON, or of the store that takes videos, which is XML. */
export type Refusal =
  | { by: 'api'; status: number; code: number; words: string; id: string }
  | { by: 'store'; status: number; code: string; words: string };

const bodySchema = z.object({ code: z.number(), message: z.string().catch('') });

/** Null when the answer is neither, such as a web page of some machine in between. */
export function refusalOf({ status, headers, text }: HttpResponse): Refusal | null {
  const parsed = bodySchema.safeParse(jsonOf({ status, headers, text }));
  if (parsed.success) {
    const { code, message: words } = parsed.data;
    return { by: 'api', status, code, words, id: headers['x-pinterest-rid'] ?? '' };
  }
  const code = /<Error>[\s\S]*<Code>(\w+)<\/Code>/.exec(text)?.[1];
  if (code === undefined) return null;
  return { by: 'store', status, code, words: /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '' };
}
