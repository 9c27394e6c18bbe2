import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { metricsSchema } from '../model/metrics.ts';
import { instantTextSchema } from '../model/time.ts';
import { errors, route } from './base.ts';
import { draftInputSchema, postViewSchema, targetViewSchema } from './posts.ts';

export const receiptStepSchema = z.object({
  name: z.string(),
  /** Could the public see its effect? */
  visible: z.boolean(),
  state: z.enum(['intent', 'answered', 'refused', 'absent', 'failed']),
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  /** SHA-256 of what was sent. */
  fingerprint: z.string(),
  /** What came back, with secrets removed; shortened for display. */
  answer: z.string().nullable(),
});

/** Counters of a post as they were at an instant; those that the platform tells, perhaps none. */
export const metricsViewSchema = z.object({ numbers: metricsSchema, at: z.number() });

export const receiptSchema = z.object({
  target: targetViewSchema,
  /** What was or will be sent. */
  sent: z
    .object({
      text: z.string(),
      thread: z.array(z.string()),
      link: z.string().nullable(),
      media: z.array(
        z.object({ hash: z.string(), type: z.string(), altText: z.string(), thumbUrl: z.string() }),
      ),
      /** SHA-256 of all of it. */
      fingerprint: z.string(),
    })
    .nullable(),
  attempts: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      fence: z.number(),
      executor: z.enum(['desktop', 'relay']),
      startedAt: z.number(),
      endedAt: z.number().nullable(),
      outcome: z.enum(['published', 'refused', 'unknown', 'retry', 'held', 'released', 'missed']).nullable(),
      message: z.string().nullable(),
      code: z.string().nullable(),
      steps: z.array(receiptStepSchema),
    }),
  ),
  /** Reads of the post after it went out. */
  checks: z.array(
    z.object({
      at: z.number(),
      result: z.enum(['there', 'changed', 'gone', 'unsure']),
      note: z.string().nullable(),
    }),
  ),
  /** The latest numbers; null when none were read yet. */
  metrics: metricsViewSchema.nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const remotePostSchema = z.object({
  remoteId: z.string(),
  text: z.string(),
  createdAt: z.number(),
  permalink: z.string(),
  mediaCount: z.number().nullable(),
});

/** One traffic light a target: green, or why not and where to mend it. */
export const lightSchema = z.object({
  connectionId: idSchema,
  light: z.enum(['green', 'amber', 'red']),
  findings: z.array(z.object({ level: z.enum(['stop', 'warn']), field: z.string(), message: z.string() })),
});

export type Light = z.infer<typeof lightSchema>;

export const targetsContract = {
  attention: route
    .route({
      method: 'GET',
      path: '/targets/attention',
      summary: 'Everything that waits for the seller: unknown, missed, held, refused',
    })
    .input(z.strictObject({}))
    .output(z.array(z.object({ target: targetViewSchema, post: postViewSchema }))),
  receipt: route
    .route({
      method: 'GET',
      path: '/targets/{id}/receipt',
      summary: 'The journal of a target: who, when, what was sent, what came back',
    })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ id: idSchema }))
    .output(receiptSchema),
  evidence: route
    .route({
      method: 'GET',
      path: '/targets/{id}/evidence',
      summary: "The account's newest posts, to compare with ours",
    })
    .errors(errors('NOT_FOUND', 'NOT_CONNECTED', 'PLATFORM', 'UNREACHABLE'))
    .input(z.strictObject({ id: idSchema }))
    .output(z.object({ ours: z.string(), posts: z.array(remotePostSchema) })),
  metrics: route
    .route({
      method: 'POST',
      path: '/targets/{id}/metrics',
      summary: 'Read the numbers of a published post now. Safe to repeat',
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'NOT_CONNECTED', 'PLATFORM', 'UNREACHABLE'))
    .input(z.strictObject({ id: idSchema }))
    .output(metricsViewSchema.nullable()),
  check: route
    .route({
      method: 'POST',
      path: '/targets/check',
      summary: 'Would this go out? One traffic light for each account',
    })
    .errors(errors('NOT_FOUND'))
    .input(
      z.strictObject({
        draft: draftInputSchema,
        /** The post that is being edited, so that it is not counted beside itself. */
        postId: idSchema.optional(),
        at: instantTextSchema.optional(),
      }),
    )
    .output(z.array(lightSchema)),
};
