import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { idSchema } from './api.ts';

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? '');
const optionalId = idSchema.nullish().catch(null);

/** A Pin as Pinterest's reads give it. */
export const pinSchema = z.object({
  id: idSchema,
  created_at: text,
  title: text,
  description: text,
  link: text,
  alt_text: text,
  board_id: optionalId,
  board_section_id: optionalId,
  parent_pin_id: optionalId,
  creative_type: text,
  is_owner: z.boolean().nullish().catch(null),
  media: z
    .object({ media_type: text, items: z.array(z.unknown()).optional().catch(undefined) })
    .nullish()
    .catch(null),
});
export type Pin = z.infer<typeof pinSchema>;

/** Pinterest writes times without a zone, and means UTC. NaN when it did not say. */
export function createdAt({ created_at: at }: Pin): Instant {
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(at) ? at : `${at}Z`);
}

/** Number of photos and videos; null when Pinterest does not tell. */
export function mediaCount({ media }: Pin): number | null {
  if (media == null || media.media_type === '') return null;
  return media.items?.length ?? 1;
}

export function permalinkOf(id: string): string {
  return `https://www.pinterest.com/pin/${id}/`;
}
