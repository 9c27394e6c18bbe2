import { z } from 'zod';
import { fbApp, fbPage, fbPerson, fbSwitches } from './facebook/model.ts';
import { playedPlatforms } from './hosts.ts';
import { igAccount, igSwitches } from './instagram/model.ts';
import { liApp, liOrganization, liSwitches } from './linkedin/model.ts';
import { pinSwitches } from './pinterest/model.ts';
import { tkApp, tkSwitches, tkUser } from './tiktok/model.ts';
import { xApp, xSwitches, xUser } from './x/model.ts';
import { ytApp, ytChannel, ytSwitches } from './youtube/model.ts';

export const platformName = z.enum(playedPlatforms);

export const signInInput = z.discriminatedUnion('platform', [
  z.strictObject({
    platform: z.literal('x'),
    /** User id or username. */
    account: z.string(),
    app: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
  z.strictObject({
    platform: z.literal('facebook'),
    /** Person id; the only person when absent. */
    account: z.string().optional(),
    app: z.string().optional(),
    permissions: z.array(z.string()).optional(),
    pages: z.array(z.string()).optional(),
    /** Short: 1.5 hours, and Page tokens end with it. Long: 60 days, Page tokens never end. */
    life: z.enum(['short', 'long']).default('long'),
  }),
  z.strictObject({
    platform: z.literal('instagram'),
    /** Account id or username. */
    account: z.string(),
    /** Through the Page it is linked to, or by itself. */
    login: z.enum(['facebook', 'instagram']).default('facebook'),
    app: z.string().optional(),
    permissions: z.array(z.string()).optional(),
  }),
  z.strictObject({
    platform: z.literal('linkedin'),
    /** Person id; the first person when absent. */
    account: z.string().optional(),
    app: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
  z.strictObject({
    platform: z.literal('pinterest'),
    /** User id or username. */
    account: z.string(),
    app: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
  z.strictObject({
    platform: z.literal('youtube'),
    /** Channel id or handle. */
    account: z.string(),
    app: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
  z.strictObject({
    platform: z.literal('tiktok'),
    /** Open id or username. */
    account: z.string(),
    app: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
]);

export const newApp = z.discriminatedUnion('platform', [
  xApp.extend({
    platform: z.literal('x'),
    clientSecret: xApp.shape.clientSecret.default(null),
    name: z.string().default('A practice app'),
    enrolled: z.boolean().default(true),
  }),
  fbApp.extend({
    platform: z.literal('facebook'),
    name: z.string().default('A practice app'),
    mode: fbApp.shape.mode.default('live'),
    access: fbApp.shape.access.default('advanced'),
    redirectUris: z.array(z.string()).default([]),
    requiresSecretProof: z.boolean().default(false),
    configurations: fbApp.shape.configurations.default({}),
  }),
  ytApp.extend({
    platform: z.literal('youtube'),
    name: z.string().default('A practice app'),
    type: ytApp.shape.type.default('desktop'),
    redirectUris: z.array(z.string()).default([]),
    publishing: ytApp.shape.publishing.default('production'),
    testUsers: z.array(z.string()).default([]),
  }),
]);

/** Changes of an app: adds callbacks or redirects, sets the rest. */
export const appChange = z.strictObject({
  addCallbacks: z.array(z.string()).optional(),
  enrolled: z.boolean().optional(),
  mode: fbApp.shape.mode.optional(),
  access: fbApp.shape.access.optional(),
  requiresSecretProof: z.boolean().optional(),
  configurations: fbApp.shape.configurations.optional(),
  refreshTokens: z.boolean().optional(),
  tier: liApp.shape.tier.optional(),
  audited: tkApp.shape.audited.optional(),
  verifiedPrefixes: tkApp.shape.verifiedPrefixes.optional(),
});

export const newAccount = z.discriminatedUnion('platform', [
  xUser.extend({
    platform: z.literal('x'),
    id: z.string().optional(),
    subscription: xUser.shape.subscription.default('None'),
    standing: xUser.shape.standing.default('good'),
  }),
  fbPage.extend({
    platform: z.literal('facebook'),
    id: z.string().optional(),
    /** Everyone may do everything when absent. */
    tasks: fbPage.shape.tasks.optional(),
    business: fbPage.shape.business.default(null),
  }),
  ytChannel.extend({
    platform: z.literal('youtube'),
    id: ytChannel.shape.id.optional(),
    signedUp: z.boolean().default(true),
    longUploads: ytChannel.shape.longUploads.default('eligible'),
    phoneVerified: z.boolean().default(true),
    standing: ytChannel.shape.standing.default('good'),
  }),
]);

export const newPerson = fbPerson.extend({
  id: z.string().optional(),
  roleOnApps: z.array(z.string()).default([]),
});

export const accountChange = z.strictObject({
  name: z.string().optional(),
  username: z.string().optional(),
  subscription: xUser.shape.subscription.optional(),
  standing: z
    .enum([
      ...xUser.shape.standing.options,
      ...igAccount.shape.standing.options,
      ...ytChannel.shape.standing.options,
      ...tkUser.shape.standing.options,
    ])
    .optional(),
  tasks: fbPage.shape.tasks.optional(),
  accountType: igAccount.shape.accountType.optional(),
  pageId: igAccount.shape.pageId.optional(),
  roles: liOrganization.shape.roles.optional(),
  longUploads: ytChannel.shape.longUploads.optional(),
  phoneVerified: z.boolean().optional(),
  isPrivate: z.boolean().optional(),
  commentDisabled: z.boolean().optional(),
  duetDisabled: z.boolean().optional(),
  stitchDisabled: z.boolean().optional(),
});

export const tokenChange = z.strictObject({
  /** X user, Facebook Page or person, Instagram account, LinkedIn author or person, Pinterest user, YouTube channel, TikTok user. */
  account: z.string(),
  /** Facebook: the subcode later calls are refused with. */
  subcode: z.int().optional(),
});

export const latencyInput = z.strictObject({ platform: platformName, ms: z.int().min(0).max(600_000) });

export const switchesInput = z.strictObject({
  x: xSwitches.partial().optional(),
  facebook: fbSwitches.partial().optional(),
  instagram: igSwitches.partial().optional(),
  linkedin: liSwitches.partial().optional(),
  pinterest: pinSwitches.partial().optional(),
  youtube: ytSwitches.partial().optional(),
  tiktok: tkSwitches.partial().optional(),
});

export const metricsInput = z.record(z.string(), z.int().min(0));

export type SignInInput = z.input<typeof signInInput>;
export type NewApp = z.input<typeof newApp>;
export type AppChange = z.input<typeof appChange>;
export type NewAccount = z.input<typeof newAccount>;
export type NewPerson = z.input<typeof newPerson>;
export type AccountChange = z.input<typeof accountChange>;
export type SwitchesInput = z.input<typeof switchesInput>;
