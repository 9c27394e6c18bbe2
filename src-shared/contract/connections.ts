import { z } from 'zod';
import { connectionSchema } from '../model/connection.ts';
import { idSchema } from '../model/ids.ts';
import { platformIdSchema } from '../model/platform-id.ts';
import { errors, route } from './base.ts';

export const connectionViewSchema = connectionSchema.extend({
  /** Targets still to be published. */
  upcoming: z.number(),
  /** The forecast: "Token ends 3 Dec, 4 posts after that." Null while all is well. */
  forecast: z.string().nullable(),
});
export type ConnectionView = z.infer<typeof connectionViewSchema>;

const appViewSchema = z.object({ clientId: z.string(), hasSecret: z.boolean() }).nullable();
const guideSchema = z.array(
  z.object({ text: z.string(), link: z.string().optional(), redirects: z.boolean().optional() }),
);

/** One of several ways to connect, each by an app of its own. */
const consentViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  app: appViewSchema,
  guide: guideSchema,
  /** What is not there, and why it is needed, as sentences; null: it can be connected. */
  missing: z.string().nullable(),
});

export const platformViewSchema = z.object({
  id: platformIdSchema,
  name: z.string(),
  /** The seller's own app at this platform, that of the usual consent; null until it is entered. The secret is never told. */
  app: appViewSchema,
  secret: z.enum(['required', 'optional']),
  /** Exact addresses to register at the platform. */
  redirects: z.array(z.string()),
  /** How to make the app, step by step. */
  guide: guideSchema,
  /** What can be connected, where that must be chosen first; the usual one first. */
  consents: z.array(consentViewSchema),
});
export type PlatformView = z.infer<typeof platformViewSchema>;

export const attemptViewSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    id: z.string(),
    platform: platformIdSchema,
    url: z.string(),
    opened: z.boolean(),
    expiresAt: z.number(),
  }),
  z.object({
    state: z.literal('choose'),
    id: z.string(),
    platform: platformIdSchema,
    accounts: z.array(
      z.object({
        accountId: z.string(),
        name: z.string(),
        handle: z.string(),
        avatarUrl: z.string().nullable(),
        obstacle: z.string().nullable(),
        connected: z.boolean(),
      }),
    ),
  }),
  z.object({
    state: z.literal('done'),
    id: z.string(),
    platform: platformIdSchema,
    connectionIds: z.array(idSchema),
  }),
  z.object({ state: z.literal('failed'), id: z.string(), platform: platformIdSchema, message: z.string() }),
]);
export type AttemptView = z.infer<typeof attemptViewSchema>;

const consentId = z.string().max(50);
const attemptId = z.strictObject({ id: z.string().max(100) });

export const connectionsContract = {
  list: route
    .route({ method: 'GET', path: '/connections', summary: 'Connected accounts' })
    .input(z.strictObject({}))
    .output(z.array(connectionViewSchema)),
  platforms: route
    .route({ method: 'GET', path: '/platforms', summary: 'Platforms, and what is needed to connect each' })
    .input(z.strictObject({}))
    .output(z.array(platformViewSchema)),
  setApp: route
    .route({
      method: 'PUT',
      path: '/platforms/{platform}/app',
      summary: "Keep the seller's own app id and secret, encrypted",
    })
    .errors(errors('NOT_CONNECTED', 'NOT_FOUND'))
    .input(
      z.strictObject({
        platform: platformIdSchema,
        /** Whose app it is, where there are several consents; left out: that of the usual one. */
        consent: consentId.optional(),
        clientId: z.string().trim().min(1, 'Paste the client id.').max(300),
        /** Left out: the stored one stays. */
        clientSecret: z.string().trim().min(1).max(500).optional(),
      }),
    )
    .output(platformViewSchema),
  removeApp: route
    .route({
      method: 'DELETE',
      path: '/platforms/{platform}/app',
      summary: 'Forget the app id and secret',
      successStatus: 200,
    })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ platform: platformIdSchema, consent: consentId.optional() }))
    .output(platformViewSchema),
  connect: route
    .route({
      method: 'POST',
      path: '/connections/connect',
      summary: 'Start connecting; opens the consent page in the system browser',
    })
    .errors(errors('NOT_CONNECTED', 'NOT_FOUND', 'CONFLICT', 'UNREACHABLE'))
    .input(
      z.strictObject({
        platform: platformIdSchema,
        /** Renew this connection in place. */ reconnectId: idSchema.optional(),
        /** One of the platform's consents; left out: the usual one, or that of the connection to renew. */
        consent: consentId.optional(),
      }),
    )
    .output(attemptViewSchema),
  attempt: route
    .route({ method: 'GET', path: '/connections/attempts/{id}', summary: 'How far connecting has come' })
    .errors(errors('NOT_FOUND'))
    .input(attemptId)
    .output(attemptViewSchema),
  choose: route
    .route({
      method: 'POST',
      path: '/connections/attempts/{id}/choose',
      summary: 'Connect the chosen accounts',
    })
    .errors(errors('NOT_FOUND', 'CONFLICT', 'NOT_CONNECTED'))
    .input(
      attemptId.extend({
        accountIds: z.array(z.string().max(100)).min(1, 'Choose at least one account.').max(100),
      }),
    )
    .output(attemptViewSchema),
  cancelAttempt: route
    .route({
      method: 'DELETE',
      path: '/connections/attempts/{id}',
      summary: 'Stop connecting',
      successStatus: 200,
    })
    .input(attemptId)
    .output(z.object({ stopped: z.boolean() })),
  check: route
    .route({
      method: 'POST',
      path: '/connections/{id}/check',
      summary: 'Ask the platform whether the account still takes our token',
    })
    .errors(errors('NOT_FOUND', 'NOT_CONNECTED', 'UNREACHABLE', 'PLATFORM'))
    .input(z.strictObject({ id: idSchema }))
    .output(connectionViewSchema),
  choices: route
    .route({
      method: 'GET',
      path: '/connections/{id}/choices/{option}',
      summary: 'What the platform lets the account choose for an option, such as its boards',
    })
    .errors(errors('NOT_FOUND', 'NOT_CONNECTED', 'UNREACHABLE', 'PLATFORM'))
    .input(
      z.strictObject({
        id: idSchema,
        option: z.enum(['board', 'section', 'privacy', 'allow']),
        /** The board whose sections are wanted. */
        board: z.string().max(100).optional(),
      }),
    )
    .output(z.array(z.object({ value: z.string(), label: z.string() }))),
  remove: route
    .route({
      method: 'DELETE',
      path: '/connections/{id}',
      summary: 'Disconnect an account; its posts stay. Safe to repeat',
      successStatus: 200,
    })
    .input(z.strictObject({ id: idSchema }))
    .output(z.object({ removed: z.boolean(), held: z.number() })),
};
