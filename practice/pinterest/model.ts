import { z } from 'zod';

/** Times are milliseconds since 1970; ids are strings of digits. */
export const pinUser = z.strictObject({
  id: z.string(),
  username: z.string().regex(/^\w{3,30}$/),
  name: z.string(),
  accountType: z.enum(['PINNER', 'BUSINESS']),
  standing: z.enum(['good', 'suspended']),
});

export const pinApp = z.strictObject({
  id: z.string(),
  secret: z.string(),
  name: z.string(),
  /** Trial: every new app; it may not create Pins outside of the sandbox. */
  access: z.enum(['trial', 'standard']),
  redirectUris: z.array(z.string()),
  /** Made before 25 September 2025: gets a refresh token only when it asks for `continuous_refresh`. */
  legacy: z.boolean(),
});

/** One "Give access" of one user for one app; all its tokens are one family. */
const grant = z.strictObject({
  id: z.string(),
  userId: z.string(),
  appId: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
});

const code = z.strictObject({
  code: z.string(),
  userId: z.string(),
  appId: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

const token = z.strictObject({ token: z.string(), grantId: z.string(), expiresAt: z.number() });

const board = z.strictObject({
  id: z.string(),
  userId: z.string(),
  /** Other users who may pin there: then it is a group board. */
  collaborators: z.array(z.string()),
  name: z.string(),
  description: z.string().nullable(),
  privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']),
  adsOnly: z.boolean(),
  createdAt: z.number(),
});

const section = z.strictObject({ id: z.string(), boardId: z.string(), name: z.string() });

/** A video on its way: registered, then uploaded to the store, then processed. */
const media = z.strictObject({
  id: z.string(),
  userId: z.string(),
  /** What has to be sent beside the file, in this order. */
  parameters: z.array(z.tuple([z.string(), z.string()])),
  expiresAt: z.number(),
  uploaded: z.boolean(),
  failed: z.boolean(),
  /** Looks left until processing ends. */
  polls: z.number(),
  bytes: z.number(),
  sha256: z.string(),
});

const picture = z.strictObject({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  link: z.string().nullable(),
});

const pin = z.strictObject({
  id: z.string(),
  userId: z.string(),
  appId: z.string(),
  boardId: z.string(),
  sectionId: z.string().nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  link: z.string().nullable(),
  altText: z.string().nullable(),
  creativeType: z.enum(['REGULAR', 'CAROUSEL', 'VIDEO']),
  pictures: z.array(picture),
  mediaId: z.string().nullable(),
  createdAt: z.number(),
  /** Lists show it from this time on. */
  listedAt: z.number(),
  /** `deleted` by its owner, `removed` by the platform, `vanished` right after it was accepted. */
  state: z.enum(['public', 'deleted', 'removed', 'vanished']),
  metrics: z.record(z.string(), z.number()),
  requestId: z.string(),
});

export const pinSwitches = z.strictObject({
  /** Unverified: a refresh token is dead once it was used. */
  usedRefreshDies: z.boolean(),
  /** Unverified: lists begin with the newest Pin. */
  newestFirst: z.boolean(),
  /** The description allows both for a new Pin. */
  createdStatus: z.union([z.literal(201), z.literal(200)]),
  /** Unverified: how long an upload may be made after it was registered. */
  policyMinutes: z.number(),
  /** Calls a second for one user and app (Standard), calls a day (Trial). Null leaves a limit out. */
  callsPerSecond: z.number().nullable(),
  trialCallsPerDay: z.number().nullable(),
  /** Unverified: 429 says in a header when the window ends. */
  namesReset: z.boolean(),
  /** Looks until a video is ready. */
  processingPolls: z.number(),
  /** Unverified: 20 MB, some say 32. */
  maxImageBytes: z.number(),
  /** Unverified: the pictures of a carousel must be of one size. */
  carouselOfOneSize: z.boolean(),
});

export const pinState = z.strictObject({
  users: z.record(z.string(), pinUser),
  apps: z.record(z.string(), pinApp),
  grants: z.record(z.string(), grant),
  codes: z.record(z.string(), code),
  accessTokens: z.record(z.string(), token),
  refreshTokens: z.record(z.string(), token),
  boards: z.record(z.string(), board),
  sections: z.record(z.string(), section),
  media: z.record(z.string(), media),
  pins: z.record(z.string(), pin),
  switches: pinSwitches,
  /** The newest id given out. Ids are beyond 2^53, as the real ones. */
  lastId: z.string(),
});

export type PinUser = z.infer<typeof pinUser>;
export type PinApp = z.infer<typeof pinApp>;
export type PinGrant = z.infer<typeof grant>;
export type PinBoard = z.infer<typeof board>;
export type PinMedia = z.infer<typeof media>;
export type PinPicture = z.infer<typeof picture>;
export type Pin = z.infer<typeof pin>;
export type PinState = z.infer<typeof pinState>;

export function nextId(state: PinState): string {
  state.lastId = String(BigInt(state.lastId) + 1n);
  return state.lastId;
}

/** The API writes times without a zone; they are UTC. */
export const shownTime = (at: number): string => new Date(at).toISOString().slice(0, 19);
