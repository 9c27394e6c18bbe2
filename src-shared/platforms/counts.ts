import { z } from 'zod';
import { type MetricName, type Metrics, metricNames } from '../model/metrics.ts';
import { PublishFailure } from '../model/publish-error.ts';

/** A counter of an answer: a number, or one written as a string. Anything else is not told, and never 0. */
export const countSchema = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().min(0))
  .optional()
  .catch(undefined);

/** Those counters that were told. */
export function told(counts: Partial<Record<MetricName, number | undefined>>): Metrics {
  const entries = metricNames.flatMap((name) =>
    counts[name] === undefined ? [] : [[name, counts[name]] as const],
  );
  return Object.fromEntries(entries);
}

/** The sum of the parts that were told; undefined when none was. */
export function sumOf(...parts: readonly (number | undefined)[]): number | undefined {
  const counts = parts.filter((part) => part !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

/**
 * What was asked for, or null where the platform says that it has nothing of this for us: the post is gone, the number is
 * unknown, the permission was not given. @throws what else went wrong, from which nothing follows
 */
export async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    const refused = thrown instanceof PublishFailure ? thrown.error.class : null;
    if (refused === 'account' || refused === 'content') return null;
    throw thrown;
  }
}
