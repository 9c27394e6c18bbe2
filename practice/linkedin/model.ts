import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Times are milliseconds since 1970; ids are URNs or the strings they end with. */
export const liPerson = z.strictObject({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
});

const role = z.enum(['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN', 'ANALYST']);

/** A company Page. `roles`: person id -> role. */
export const liOrganization = z.strictObject({
  id: z.string().regex(/^\d+$/),
  localizedName: z.string(),
  vanityName: z.string(),
  roles: z.record(z.string(), role),
});

export const liApp = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  name: z.string(),
  redirectUris: z.array(z.string()),
  /** What its products allow. Nothing else can be asked for. */
  scopes: z.array(z.string()),
  /** Only approved partners get refresh tokens. */
  refreshTokens: z.boolean(),
  /** Of the Community Management API: in the Development tier nothing can be posted for a Page. */
  tier: z.enum(['development', 'standard']),
});

/** One consent of one person to one app; all its tokens end with it. */
const grant = z.strictObject({
  id: z.string(),
  personId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
});

const code = z.strictObject({
  code: z.string(),
  personId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

const token = z.strictObject({ token: z.string(), grantId: z.string(), expiresAt: z.number() });

/** A file that is uploaded, or will be. */
export const liMedia = z.strictObject({
  /** `urn:li:image:…`, `urn:li:document:…`, `urn:li:video:…`. */
  urn: z.string(),
  kind: z.enum(['image', 'document', 'video']),
  /** URN of the author that may post it. */
  owner: z.string(),
  /** Names its upload addresses. */
  uploadId: z.string(),
  uploadUntil: z.number(),
  /** Of a video: bytes announced, and what has arrived of each part. */
  announced: z.number(),
  uploadToken: z.string(),
  parts: z.record(z.string(), z.string()),
  uploaded: z.boolean(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  animated: z.boolean(),
  sha256: z.string(),
  /** Looks left until processing ends; it also ends by itself, at `readyAt`. */
  polls: z.number(),
  readyAt: z.number(),
  failed: z.boolean(),
});

const attached = z.strictObject({ urn: z.string(), altText: z.string() });

export const liPost = z.strictObject({
  urn: z.string(),
  /** `urn:li:person:…` as the app knows the person, or `urn:li:organization:…`. */
  author: z.string(),
  clientId: z.string(),
  /** As sent, in little text. */
  commentary: z.string(),
  /** As readers see it. */
  shown: z.string(),
  visibility: z.string(),
  /** The `content` field as sent; null for a text. */
  content: z.record(z.string(), z.unknown()).nullable(),
  media: z.array(attached),
  link: z.string().nullable(),
  title: z.string(),
  /** What is compared to find an equal post. */
  fingerprint: z.string(),
  comments: z.array(z.strictObject({ urn: z.string(), actor: z.string(), text: z.string() })),
  createdAt: z.number(),
  /** Lists show it from this time on. */
  listedAt: z.number(),
  deletedAt: z.number().nullable(),
  state: z.enum(['public', 'deleted', 'removed', 'vanished']),
  counters: z.record(z.string(), z.number()),
  requestId: z.string(),
});

export const liSwitches = z.strictObject({
  /** Unverified: how long an equal post is refused. "Some days ago" is reported. */
  duplicateDays: z.number(),
  /** The refusal outlives a deletion; 24 to 48 are reported. */
  duplicateHoursAfterDeletion: z.number(),
  /** Unverified: which form of the text the limit of 3,000 counts. */
  lengthCounts: z.enum(['escaped', 'visible']),
  /** Unverified: comments need a `*_social_feed` scope "in newer apps". */
  commentsNeedFeedScope: z.boolean(),
  /** Which of the two names the Page of a role has; both are seen. */
  aclField: z.enum(['organization', 'organizationTarget']),
  /** Which spelling of the role the filter knows; both are seen. */
  contentAdminRole: z.enum(['CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN']),
  /** How the scopes of a token come back; both are seen. */
  scopeSeparator: z.enum([',', ' ']),
  /** Parts may be named by an opaque path instead of a quoted tag. */
  etag: z.enum(['quoted', 'path']),
  /** Looks until a video or document is ready. */
  processingPolls: z.number(),
  /** The id of a new post may be missing from the answer. */
  namesPost: z.boolean(),
});

export const liState = z.strictObject({
  people: z.record(z.string(), liPerson),
  organizations: z.record(z.string(), liOrganization),
  apps: z.record(z.string(), liApp),
  grants: z.record(z.string(), grant),
  codes: z.record(z.string(), code),
  accessTokens: z.record(z.string(), token),
  refreshTokens: z.record(z.string(), token),
  media: z.record(z.string(), liMedia),
  posts: z.record(z.string(), liPost),
  switches: liSwitches,
  /** The newest number given out; they only grow. */
  lastId: z.string(),
});

export type LiPerson = z.infer<typeof liPerson>;
export type LiOrganization = z.infer<typeof liOrganization>;
export type LiApp = z.infer<typeof liApp>;
export type LiGrant = z.infer<typeof grant>;
export type LiMedia = z.infer<typeof liMedia>;
export type LiPost = z.infer<typeof liPost>;
export type LiSwitches = z.infer<typeof liSwitches>;
export type LiState = z.infer<typeof liState>;

/** A new number of 19 digits, larger than every earlier one. */
export function nextId(state: LiState, now: number): string {
  const fromClock = BigInt(Math.floor(now)) << 22n;
  const last = BigInt(state.lastId);
  state.lastId = String(fromClock > last ? fromClock : last + 1n);
  return state.lastId;
}

/** Pairwise: another app knows the same person by another name. */
export function subOf(personId: string, clientId: string): string {
  return createHash('sha256').update(`${clientId} ${personId}`).digest('base64url').slice(0, 10);
}

export const personUrn = (personId: string, clientId: string): string =>
  `urn:li:person:${subOf(personId, clientId)}`;

export const organizationUrn = (organization: LiOrganization): string =>
  `urn:li:organization:${organization.id}`;

export const fullName = (person: LiPerson): string => `${person.givenName} ${person.familyName}`;

/** True while others can see it; lists also wait for `listedAt`. */
export const isPublic = (post: LiPost | undefined): post is LiPost => post?.state === 'public';
