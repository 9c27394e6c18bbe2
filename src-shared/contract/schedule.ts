import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { instantTextSchema, wallTimeSchema } from '../model/time.ts';
import { errors, route } from './base.ts';
import { clientKeySchema, draftInputSchema, postViewSchema } from './posts.ts';

/** A wall-clock time in a zone, an instant with its offset, or at once. */
export const whenInputSchema = z.union(
  [wallTimeSchema, z.strictObject({ at: instantTextSchema }), z.strictObject({ now: z.literal(true) })],
  'Say when: a local time with its zone, a time with its offset, or now.',
);
export type WhenInput = z.infer<typeof whenInputSchema>;

const scheduledSchema = z.object({
  post: postViewSchema,
  /** What the seller should know about the time: it fell into a clock change, it is close to another post. */
  notes: z.array(z.string()),
});

const lateMinutes = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);

export const scheduleContract = {
  create: route
    .route({
      method: 'POST',
      path: '/schedule',
      summary: 'Schedule a post, or publish it now',
      successStatus: 201,
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'TOO_LATE', 'OVER_LIMIT', 'IN_THE_PAST', 'NOT_CONNECTED'))
    .input(
      z.strictObject({
        /** An existing post … */
        postId: idSchema.optional(),
        expectedRevision: z.number().int().optional(),
        /** … or a new one. */
        draft: draftInputSchema.optional(),
        when: whenInputSchema,
        lateMinutes: lateMinutes.optional(),
        key: clientKeySchema.optional(),
      }),
    )
    .output(scheduledSchema),
  get: route
    .route({ method: 'GET', path: '/schedule/{id}', summary: 'When and where a post goes out' })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ id: idSchema }))
    .output(postViewSchema),
  patch: route
    .route({
      method: 'PATCH',
      path: '/schedule/{id}',
      summary: 'Move a post to another time, or take it back to a draft',
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'TOO_LATE', 'OVER_LIMIT', 'IN_THE_PAST', 'NOT_CONNECTED'))
    .input(
      z.strictObject({
        id: idSchema,
        expectedRevision: z.number().int(),
        when: whenInputSchema.optional(),
        cancel: z.literal(true).optional(),
        lateMinutes: lateMinutes.optional(),
        /** Only these targets; otherwise all that can still be moved. */
        targetIds: z.array(idSchema).min(1, 'Choose at least one account.').max(50).optional(),
      }),
    )
    .output(scheduledSchema),
  duplicate: route
    .route({
      method: 'POST',
      path: '/schedule/{id}/duplicate',
      summary: 'Copy a post into a new draft, or schedule the copy',
      successStatus: 201,
    })
    .errors(errors('NOT_FOUND', 'OVER_LIMIT', 'IN_THE_PAST', 'NOT_CONNECTED'))
    .input(
      z.strictObject({ id: idSchema, when: whenInputSchema.optional(), key: clientKeySchema.optional() }),
    )
    .output(scheduledSchema),
  resolve: route
    .route({
      method: 'POST',
      path: '/schedule/{id}/resolve',
      summary: 'Decide about a target that is unknown, missed, held or refused',
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'TOO_LATE', 'IN_THE_PAST', 'OVER_LIMIT', 'NOT_CONNECTED'))
    .input(
      z.strictObject({
        id: idSchema,
        targetId: idSchema,
        decision: z.discriminatedUnion('is', [
          /** "This is it": an unknown target is out, as this post of the account. */
          z.strictObject({ is: z.literal('published'), remoteId: z.string().max(100).optional() }),
          /** "It is not there, publish": now, or at a new time. Only the seller may say this of an unknown target. */
          z.strictObject({ is: z.literal('publish'), when: whenInputSchema }),
          /** Leave it. The post stays. */
          z.strictObject({ is: z.literal('drop') }),
        ]),
      }),
    )
    .output(postViewSchema),
};
