import { z } from 'zod';
import { parseJson } from '../../model/json.ts';

/** Of each business use case only the time is of use; the percentages warn, they do not say how long. */
const usageSchema = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })),
);

/**
 * How long to wait, in ms, as the headers say; null when they do not.
 * `estimated_time_to_regain_access` is in minutes, `retry-after` in seconds. Source: facebook.md section 4.
 */
export function waitFrom(headers: Readonly<Record<string, string>>): number | null {
  const minutes = Math.max(0, ...regainMinutes(headers['x-business-use-case-usage']));
  if (minutes > 0) return minutes * 60_000;
  const seconds = Number(headers['retry-after'] ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

function regainMinutes(header: string | undefined): number[] {
  if (header === undefined) return [];
  let value: unknown;
  try {
    value = parseJson(header);
  } catch {
    return [];
  }
  const parsed = usageSchema.safeParse(value);
  if (!parsed.success) return [];
  return Object.values(parsed.data).flatMap((uses) =>
    uses.map((use) => use.estimated_time_to_regain_access ?? 0),
  );
}
