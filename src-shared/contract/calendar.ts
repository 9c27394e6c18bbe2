import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { platformIdSchema } from '../model/platform-id.ts';
import { targetStateSchema } from '../model/states.ts';
import { zoneSchema } from '../model/time.ts';
import { route } from './base.ts';
import { toneSchema } from './posts.ts';

/** A post at one time on the calendar; its targets at other times make further cards. */
export const calendarCardSchema = z.object({
  postId: idSchema,
  revision: z.number(),
  instant: z.number(),
  /** Wall-clock time in the asked zone, "15:30". */
  time: z.string(),
  /** The start of the caption, one line. */
  caption: z.string(),
  tone: toneSchema.nullable(),
  /** Path of the first photo's small picture. */
  thumbUrl: z.string().nullable(),
  targets: z.array(
    z.object({
      id: idSchema,
      platform: platformIdSchema,
      state: targetStateSchema,
      by: z.enum(['laptop', 'relay', 'nobody']),
    }),
  ),
});
export type CalendarCard = z.infer<typeof calendarCardSchema>;

export const calendarDaySchema = z.object({
  /** 2026-11-24, in the asked zone. */
  date: z.string(),
  /** Number of targets that day, of which `needsYou` wait for the seller. */
  total: z.number(),
  needsYou: z.number(),
  cards: z.array(calendarCardSchema),
});
export type CalendarDay = z.infer<typeof calendarDaySchema>;

const dateSchema = z.iso
  .date('Give the day as 2026-11-24.')
  .refine((date) => date >= '1970-01-01' && date < '3000-01-01', 'Choose a day between 1970 and 2999.');

export const calendarContract = {
  days: route
    .route({
      method: 'GET',
      path: '/calendar',
      summary: 'Days from `from` to `to` (both included) with counts and the first cards of each',
    })
    .input(
      z.strictObject({
        from: dateSchema,
        to: dateSchema,
        zone: zoneSchema,
        /** Cards a day; the rest is counted only. */
        perDay: z.coerce.number().int().min(0).max(5000).default(4),
      }),
    )
    .output(z.object({ days: z.array(calendarDaySchema) })),
};
