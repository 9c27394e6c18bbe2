import { z } from 'zod';
import { idSchema } from './ids.ts';
import { platformIdSchema } from './platform-id.ts';

/** ok: can post. reconnect: the platform no longer takes our token. blocked: the account or app cannot post now. removed: disconnected by the seller; its posts stay. */
export const connectionStates = ['ok', 'reconnect', 'blocked', 'removed'] as const;
export const connectionStateSchema = z.enum(connectionStates);
export type ConnectionState = z.infer<typeof connectionStateSchema>;

/** How far a platform lets this account go; decides e.g. X's text limit. `standard` where it is not known. */
export const accountTiers = ['standard', 'premium'] as const;
export const accountTierSchema = z.enum(accountTiers);
export type AccountTier = z.infer<typeof accountTierSchema>;

export const connectionSchema = z.object({
  id: idSchema,
  platform: platformIdSchema,
  /** The platform's own id of the account. A string: it may exceed 2^53. */
  accountId: z.string(),
  name: z.string(),
  /** User name at the platform, without @; empty where there is none. */
  handle: z.string(),
  avatarUrl: z.string().nullable(),
  tier: accountTierSchema,
  state: connectionStateSchema,
  /** Why it is not ok, as a sentence. */
  stateReason: z.string().nullable(),
  scopes: z.array(z.string()),
  /** The consent it was connected by; empty where the platform has but one. */
  consent: z.string(),
  /** When the access token ends; null: it has no end. Instants in ms. */
  tokenExpiresAt: z.number().nullable(),
  /** True when the token can be renewed without the seller. */
  renewable: z.boolean(),
  createdAt: z.number(),
});
export type Connection = z.infer<typeof connectionSchema>;
