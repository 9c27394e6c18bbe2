import { z } from 'zod';
import type { Metrics } from '../../model/metrics.ts';
import { countSchema, orNothing, told } from '../counts.ts';
import type { Account } from '../platform.ts';
import { callPinterest } from './api.ts';

const countersSchema = z.object({
  impression: countSchema,
  pin_click: countSchema,
  clickthrough: countSchema,
  reaction: countSchema,
  comment: countSchema,
  save: countSchema,
});
const pinSchema = z.object({
  pin_metrics: z
    .object({ lifetime_metrics: countersSchema.nullish().catch(null) })
    .nullish()
    .catch(null),
});

/**
 * The counters of a Pin since it was made; its clicks are those that led on to its link. Pinterest tells none in the sandbox,
 * and perhaps only to business accounts (unverified). Source: pinterest.md section 7. @throws as readBack
 */
export async function metrics(account: Account, remoteId: string): Promise<Metrics> {
  const request = { method: 'GET', path: `/pins/${remoteId}`, query: { pin_metrics: 'true' } } as const;
  const pin = await orNothing(callPinterest(account, request, pinSchema));
  const counters = pin?.pin_metrics?.lifetime_metrics;
  return told({
    views: counters?.impression,
    likes: counters?.reaction,
    comments: counters?.comment,
    saves: counters?.save,
    clicks: counters?.clickthrough,
  });
}
