import { z } from 'zod';
import type { HttpResponse } from '../../publishing/http.ts';
import { read } from '../call.ts';
import { countSchema, sumOf } from '../counts.ts';

/** One number, or one a kind (paid and organic, each reaction), which are added up. */
const valueSchema = z
  .union([
    z.record(z.string(), countSchema).transform((kinds) => sumOf(...Object.values(kinds))),
    countSchema,
  ])
  .optional()
  .catch(undefined);
const insightSchema = z.object({
  name: z.string(),
  values: z.array(z.object({ value: valueSchema })).catch([]),
  total_value: z.object({ value: valueSchema }).optional().catch(undefined),
});
const answerSchema = z.object({ data: z.array(insightSchema) });

/** The insights of an answer by their names. An empty set says nothing, and never 0. @throws UnmappedAnswer */
export function insightsIn(answer: HttpResponse): Partial<Record<string, number>> {
  const { data } = read(answer, answerSchema);
  const counts = data.flatMap(({ name, values: [first], total_value: total }) => {
    const count = first?.value ?? total?.value;
    return count === undefined ? [] : [[name, count] as const];
  });
  return Object.fromEntries(counts);
}
