import { z } from 'zod';

/** What can be counted about a post, in the order in which it is shown. */
export const metricNames = ['views', 'reach', 'likes', 'comments', 'shares', 'saves', 'clicks'] as const;
export type MetricName = (typeof metricNames)[number];

/** The counters of a post that its platform tells. One that is absent is not told, which is not 0. */
export const metricsSchema = z.partialRecord(z.enum(metricNames), z.int().min(0));
export type Metrics = z.infer<typeof metricsSchema>;
