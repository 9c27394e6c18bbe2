import { z } from 'zod';
import { errorActionSchema } from '../model/app-error.ts';
import { idSchema } from '../model/ids.ts';
import { errors, route } from './base.ts';

export const noticeKindSchema = z.enum([
  'refused',
  'missed',
  'unknown',
  'held',
  'reconnect',
  'gone',
  'changed',
  'late',
  'app',
]);

export const noticeSchema = z.object({
  id: idSchema,
  kind: noticeKindSchema,
  level: z.enum(['info', 'warn', 'alarm']),
  title: z.string(),
  text: z.string(),
  action: errorActionSchema.nullable(),
  postId: z.string().nullable(),
  targetId: z.string().nullable(),
  connectionId: z.string().nullable(),
  createdAt: z.number(),
  readAt: z.number().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const auditEventSchema = z.object({
  id: idSchema,
  at: z.number(),
  /** seller, publisher, app */
  actor: z.enum(['seller', 'publisher', 'app']),
  /** Such as post.scheduled, target.published, connection.connected. */
  action: z.string(),
  /** One sentence. */
  summary: z.string(),
  postId: z.string().nullable(),
  targetId: z.string().nullable(),
  connectionId: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const noticesContract = {
  list: route
    .route({
      method: 'GET',
      path: '/notices',
      summary: 'The inbox, newest first; unread ones are always included',
    })
    .input(z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ unread: z.number(), items: z.array(noticeSchema) })),
  read: route
    .route({ method: 'POST', path: '/notices/{id}/read', summary: 'Mark a notice as read' })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ id: idSchema }))
    .output(noticeSchema),
  readAll: route
    .route({ method: 'POST', path: '/notices/read-all', summary: 'Mark all notices as read' })
    .input(z.strictObject({}))
    .output(z.object({ read: z.number() })),
  activity: route
    .route({ method: 'GET', path: '/activity', summary: 'What happened, newest first' })
    .input(
      z.strictObject({
        postId: idSchema.optional(),
        cursor: z.string().max(100).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ items: z.array(auditEventSchema), nextCursor: z.string().nullable() })),
};
