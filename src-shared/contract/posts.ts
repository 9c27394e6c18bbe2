import { z } from 'zod';
import { targetOptionsSchema } from '../model/content.ts';
import { errorActionSchema } from '../model/app-error.ts';
import { idSchema } from '../model/ids.ts';
import { platformIdSchema, targetKindSchema } from '../model/platform-id.ts';
import { targetStateSchema } from '../model/states.ts';
import { errors, route } from './base.ts';
import { mediaViewSchema } from './media.ts';

export const toneSchema = z.enum([
  'friendly',
  'professional',
  'playful',
  'luxurious',
  'minimalist',
  'urgent',
]);
export type Tone = z.infer<typeof toneSchema>;

export const whenViewSchema = z.object({
  /** Wall-clock time in `zone`, such as 2026-11-24T15:30. */
  local: z.string(),
  zone: z.string(),
  /** ms since 1970. */
  instant: z.number(),
});

export const targetViewSchema = z.object({
  id: idSchema,
  postId: idSchema,
  connectionId: idSchema,
  platform: platformIdSchema,
  accountName: z.string(),
  accountHandle: z.string(),
  kind: targetKindSchema,
  state: targetStateSchema,
  /** Grows with every change of what or when will be published. */
  revision: z.number(),
  /** Null: the post's caption is used. */
  captionOverride: z.string().nullable(),
  options: targetOptionsSchema,
  when: whenViewSchema.nullable(),
  /** Published up to this many minutes late; later it is missed and the seller decides. */
  lateMinutes: z.number(),
  /** Who will publish it; `nobody` says why. */
  publisher: z.object({ by: z.enum(['laptop', 'relay', 'nobody']), why: z.string().nullable() }),
  /** Why it is where it is: a sentence, what to do, and the platform's own code for support. */
  reason: z
    .object({
      message: z.string(),
      action: errorActionSchema.nullable(),
      code: z.string().nullable(),
      field: z.string().nullable(),
    })
    .nullable(),
  nextTryAt: z.number().nullable(),
  nextLookAt: z.number().nullable(),
  /** Parts of it are out already (a thread that broke). */
  partlyOut: z.boolean(),
  publishedAt: z.number().nullable(),
  /** ms between the planned and the real time. */
  lateMs: z.number().nullable(),
  remoteId: z.string().nullable(),
  /** Where to look at it; in practice this leads to the practice platform's page. */
  permalink: z.string().nullable(),
  verification: z.enum(['pending', 'there', 'changed', 'gone', 'unsure']).nullable(),
});
export type TargetView = z.infer<typeof targetViewSchema>;

export const postViewSchema = z.object({
  id: idSchema,
  caption: z.string(),
  tone: toneSchema.nullable(),
  category: z.string().nullable(),
  media: z.array(mediaViewSchema),
  targets: z.array(targetViewSchema),
  /** Files that options of its targets name: renditions sent in place of those in `media`, thumbnails. */
  named: z.array(mediaViewSchema),
  revision: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** In the trash since; emptied after 30 days. */
  deletedAt: z.number().nullable(),
});
export type PostView = z.infer<typeof postViewSchema>;

export const draftInputSchema = z.strictObject({
  caption: z.string().max(100_000),
  tone: toneSchema.nullable(),
  category: z.string().max(60).nullable(),
  /** In the order of the post. `altText` belongs to this post. */
  media: z.array(z.strictObject({ mediaId: idSchema, altText: z.string().max(5000) })).max(35),
  targets: z
    .array(
      z.strictObject({
        connectionId: idSchema,
        captionOverride: z.string().max(100_000).nullable(),
        options: targetOptionsSchema,
      }),
    )
    .max(50)
    .refine(
      (list) => new Set(list.map((target) => target.connectionId)).size === list.length,
      'An account may be chosen once only.',
    ),
});
export type DraftInput = z.infer<typeof draftInputSchema>;

/** A key made by the client: the same key again gives the same result instead of a second one. */
export const clientKeySchema = z.string().min(8).max(100);

const byId = z.strictObject({ id: idSchema });

export const postFilterSchema = z.strictObject({
  /** Posts with at least one target in one of these states; `needs-you` is everything that waits for the seller. */
  state: z.enum(['draft', 'scheduled', 'published', 'needs-you']).optional(),
  platform: platformIdSchema.optional(),
  connectionId: idSchema.optional(),
  /** Words, or their beginnings, of the caption. */
  search: z.string().max(200).optional(),
  trash: z.stringbool().or(z.boolean()).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const postsContract = {
  list: route
    .route({ method: 'GET', path: '/posts', summary: 'Posts, newest first' })
    .input(postFilterSchema)
    .output(z.object({ items: z.array(postViewSchema), nextCursor: z.string().nullable() })),
  create: route
    .route({ method: 'POST', path: '/posts', summary: 'Start a draft', successStatus: 201 })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ draft: draftInputSchema, key: clientKeySchema.optional() }))
    .output(postViewSchema),
  get: route
    .route({ method: 'GET', path: '/posts/{id}', summary: 'One post' })
    .errors(errors('NOT_FOUND'))
    .input(byId)
    .output(postViewSchema),
  patch: route
    .route({
      method: 'PATCH',
      path: '/posts/{id}',
      summary: 'Change a post. Scheduled targets are scheduled anew with what it says now',
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'TOO_LATE', 'OVER_LIMIT'))
    .input(z.strictObject({ id: idSchema, expectedRevision: z.number().int(), draft: draftInputSchema }))
    .output(postViewSchema),
  remove: route
    .route({
      method: 'DELETE',
      path: '/posts/{id}',
      summary: 'Move a post to the trash for 30 days; what is scheduled is canceled. Safe to repeat',
      successStatus: 200,
    })
    .errors(errors('TOO_LATE'))
    .input(byId)
    .output(z.object({ removed: z.boolean() })),
  restore: route
    .route({
      method: 'POST',
      path: '/posts/{id}/restore',
      summary: 'Take a post out of the trash, as a draft',
    })
    .errors(errors('NOT_FOUND'))
    .input(byId)
    .output(postViewSchema),
  revisions: route
    .route({
      method: 'GET',
      path: '/posts/{id}/revisions',
      summary: 'What the post said before, newest first',
    })
    .errors(errors('NOT_FOUND'))
    .input(byId)
    .output(z.array(z.object({ revision: z.number(), at: z.number(), draft: draftInputSchema }))),
  restoreRevision: route
    .route({
      method: 'POST',
      path: '/posts/{id}/revisions/{revision}/restore',
      summary: 'Make an earlier revision the newest',
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'TOO_LATE', 'OVER_LIMIT'))
    .input(
      z.strictObject({ id: idSchema, revision: z.coerce.number().int(), expectedRevision: z.number().int() }),
    )
    .output(postViewSchema),
};
