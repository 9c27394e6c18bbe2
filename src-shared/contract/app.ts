import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { platformIdSchema } from '../model/platform-id.ts';
import { zoneSchema } from '../model/time.ts';
import { errors, route } from './base.ts';

export const settingsSchema = z.object({
  zone: zoneSchema,
  theme: z.enum(['system', 'light', 'dark']),
  /** 0 Sunday, 1 Monday, 6 Saturday. */
  weekStartsOn: z.union([z.literal(0), z.literal(1), z.literal(6)]),
  /** Default late policy, minutes. */
  lateMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60),
  /** Least minutes between two posts of one account when catching up after sleep. */
  catchUpMinutes: z.number().int().min(0).max(120),
  notifications: z.boolean(),
  /** Ask the platforms for the numbers of posts by itself. */
  readNumbers: z.boolean(),
  /** Start with the computer, where the host can. */
  openAtLogin: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const templateSchema = z.object({
  id: idSchema,
  name: z.string(),
  body: z.string(),
  updatedAt: z.number(),
});
export type Template = z.infer<typeof templateSchema>;
const templateInput = {
  name: z.string().trim().min(1, 'Give the template a name.').max(100),
  body: z.string().max(100_000),
};

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  /** Practice: posts go to the practice platforms on this machine; the real origins that are mapped. */
  practice: z.object({ origins: z.array(z.string()) }).nullable(),
  host: z.enum(['electron', 'node']),
  now: z.number(),
  publisher: z.object({
    alive: z.boolean(),
    lastTickAt: z.number().nullable(),
    nextDueAt: z.number().nullable(),
    restarts: z.number(),
  }),
  queue: z.object({ scheduled: z.number(), sending: z.number(), needsYou: z.number() }),
  /** Where tokens are kept safe. */
  vault: z.enum(['keychain', 'passphrase', 'locked']),
  dataFolder: z.string(),
  faults: z.array(z.object({ message: z.string(), action: z.string().nullable() })),
});
export type Health = z.infer<typeof healthSchema>;

export const appContract = {
  health: route
    .route({
      method: 'GET',
      path: '/health',
      summary: 'Is everything running? Queue, next tick, where the data lies',
    })
    .input(z.strictObject({}))
    .output(healthSchema),
  checkNow: route
    .route({
      method: 'POST',
      path: '/health/check-now',
      summary: 'Let the publisher look at the queue at once',
    })
    .input(z.strictObject({}))
    .output(z.object({ woken: z.boolean() })),
  unlock: route
    .route({
      method: 'POST',
      path: '/vault/unlock',
      summary: 'Open the vault with a passphrase, on machines without a keychain',
    })
    .errors(errors('CONFLICT'))
    .input(z.strictObject({ passphrase: z.string().min(8, 'Use at least 8 characters.').max(500) }))
    .output(z.object({ vault: healthSchema.shape.vault })),
  settings: route
    .route({ method: 'GET', path: '/settings', summary: 'Settings' })
    .input(z.strictObject({}))
    .output(settingsSchema),
  patchSettings: route
    .route({ method: 'PATCH', path: '/settings', summary: 'Change some settings' })
    .input(settingsSchema.partial().strict())
    .output(settingsSchema),
  templates: route
    .route({ method: 'GET', path: '/templates', summary: 'Caption templates' })
    .input(z.strictObject({}))
    .output(z.array(templateSchema)),
  createTemplate: route
    .route({
      method: 'POST',
      path: '/templates',
      summary: 'Keep a caption as a template',
      successStatus: 201,
    })
    .input(z.strictObject(templateInput))
    .output(templateSchema),
  patchTemplate: route
    .route({ method: 'PATCH', path: '/templates/{id}', summary: 'Change a template' })
    .errors(errors('NOT_FOUND'))
    .input(
      z.strictObject({
        id: idSchema,
        name: templateInput.name.optional(),
        body: templateInput.body.optional(),
      }),
    )
    .output(templateSchema),
  removeTemplate: route
    .route({
      method: 'DELETE',
      path: '/templates/{id}',
      summary: 'Delete a template. Safe to repeat',
      successStatus: 200,
    })
    .input(z.strictObject({ id: idSchema }))
    .output(z.object({ removed: z.boolean() })),
  track: route
    .route({
      method: 'POST',
      path: '/analytics/track',
      summary: 'Note an event on this machine; nothing leaves it',
      successStatus: 202,
    })
    .input(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z][a-z0-9_.]{0,63}$/, 'Use lower-case letters, digits, dots and underscores.'),
        targetId: idSchema.optional(),
        properties: z
          .record(z.string().max(64), z.union([z.string().max(500), z.number(), z.boolean()]))
          .optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
  summary: route
    .route({
      method: 'GET',
      path: '/analytics/summary',
      summary: 'What was published, how punctually, and what failed, over the last days',
    })
    .input(z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }))
    .output(
      z.object({
        days: z.number(),
        published: z.number(),
        failed: z.number(),
        waiting: z.number(),
        /** Share of published targets that left within 60 s of their time, 0..1; null without any. */
        onTime: z.number().nullable(),
        /** ms; medians over published targets. */
        medianLateMs: z.number().nullable(),
        byPlatform: z.array(
          z.object({ platform: platformIdSchema, published: z.number(), failed: z.number() }),
        ),
        byDay: z.array(z.object({ date: z.string(), published: z.number(), failed: z.number() })),
        events: z.array(z.object({ name: z.string(), count: z.number() })),
      }),
    ),
};
