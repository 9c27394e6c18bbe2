import { z } from 'zod';

/** Times are milliseconds since 1970; ids are strings of digits. */
export const fbPerson = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Apps this person has a role on (administrator, developer, tester). */
  roleOnApps: z.array(z.string()),
});

export const fbPage = z.strictObject({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  /** Tasks of each person on this Page. */
  tasks: z.record(z.string(), z.array(z.string())),
  /** A Page held in a business portfolio is left out of `/me/accounts` without `business_management`. */
  business: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
});

export const fbApp = z.strictObject({
  id: z.string(),
  secret: z.string(),
  name: z.string(),
  mode: z.enum(['live', 'development']),
  /** Standard access serves only people with a role on the app. */
  access: z.enum(['standard', 'advanced']),
  redirectUris: z.array(z.string()),
  requiresSecretProof: z.boolean(),
  /** Login for Business: configuration id -> the permissions it asks for. */
  configurations: z.record(z.string(), z.array(z.string())),
});

const permissionStatus = z.enum(['granted', 'declined', 'expired']);

/** What one person gave one app. */
const grant = z.strictObject({
  personId: z.string(),
  appId: z.string(),
  permissions: z.record(z.string(), permissionStatus),
  pageIds: z.array(z.string()),
  /** End of the 90 days in which data may be read. */
  dataAccessUntil: z.number(),
});

const code = z.strictObject({
  code: z.string(),
  appId: z.string(),
  personId: z.string(),
  redirectUri: z.string(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

const token = z.strictObject({
  token: z.string(),
  kind: z.enum(['USER', 'PAGE']),
  appId: z.string(),
  personId: z.string(),
  pageId: z.string().nullable(),
  issuedAt: z.number(),
  /** 0: never. */
  expiresAt: z.number(),
  /** The subcode it is refused with once it is dead: 458, 459, 460, 463, 464, 467, 492. */
  dead: z.number().nullable(),
});

export const fbPhoto = z.strictObject({
  id: z.string(),
  pageId: z.string(),
  appId: z.string(),
  altText: z.string(),
  caption: z.string(),
  temporary: z.boolean(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  createdAt: z.number(),
  /** The post or story that shows it. */
  postId: z.string().nullable(),
});

export const fbVideo = z.strictObject({
  id: z.string(),
  pageId: z.string(),
  appId: z.string(),
  purpose: z.enum(['reel', 'story', 'video']),
  title: z.string(),
  description: z.string(),
  /** Announced size; null until the upload says it. */
  expected: z.number().nullable(),
  received: z.number(),
  uploaded: z.boolean(),
  sha256: z.string(),
  /** Looks left until processing ends. */
  polls: z.number(),
  failed: z.boolean(),
  /** As the file tells; null when it does not. */
  durationMs: z.number().nullable(),
  createdAt: z.number(),
  postId: z.string().nullable(),
});

/** A resumable upload of an app (`upload:…`); `handle` is given when all bytes are there. */
const upload = z.strictObject({
  id: z.string(),
  appId: z.string(),
  personId: z.string(),
  fileLength: z.number(),
  fileType: z.string(),
  received: z.number(),
  handle: z.string().nullable(),
});

/** The older video upload in three phases. */
const session = z.strictObject({
  id: z.string(),
  pageId: z.string(),
  videoId: z.string(),
  fileSize: z.number(),
});

export const fbPost = z.strictObject({
  id: z.string(),
  pageId: z.string(),
  appId: z.string(),
  kind: z.enum(['post', 'reel', 'video', 'story']),
  message: z.string(),
  link: z.string().nullable(),
  photoIds: z.array(z.string()),
  videoId: z.string().nullable(),
  createdAt: z.number(),
  /** When it becomes (or became) public; null for a draft. */
  publishAt: z.number().nullable(),
  /** It was handed over with a time of its own. */
  scheduled: z.boolean(),
  /** Lists show it from this time on. */
  listedAt: z.number(),
  /** Made by an app in Development mode: only people with a role on the app see it. */
  onlyRoles: z.boolean(),
  state: z.enum(['alive', 'deleted', 'removed', 'vanished']),
  counters: z.record(z.string(), z.number()),
  /** Their texts, oldest first. */
  comments: z.array(z.string()),
  requestId: z.string(),
});

export const fbSwitches = z.strictObject({
  /** Percentages for the usage headers; null counts real calls. */
  appUsage: z.number().nullable(),
  pageUsage: z.number().nullable(),
  /** Folklore: UTF-16 units of a message. */
  messageLimit: z.number(),
  /** Used by other clients, not in the guide. */
  maxPhotos: z.number(),
  /** The guide says 10 MB, the error text 4 MB. */
  maxPhotoBytes: z.number(),
  /** Unverified: hours in which an equal text counts as a duplicate. */
  duplicateHours: z.number(),
  /** Unverified: an equal text with other media is no duplicate. */
  duplicateComparesMedia: z.boolean(),
  /** Unverified: what a second `finish` of the same video answers. */
  secondFinish: z.enum(['error', 'success']),
  /** Newer answers to `finish` carry the post id. */
  finishNamesPost: z.boolean(),
  /** Unverified: a draft may be published by `is_published=true`. */
  draftsCanBePublished: z.boolean(),
  /** Unverified for several photos: `page_story_id` names the post of a photo. */
  photoNamesPost: z.boolean(),
  /** The answer to `fb_exchange_token` may leave `expires_in` out. */
  longTokenNamesExpiry: z.boolean(),
  /** Posts may come without `application`. */
  namesApplication: z.boolean(),
  /** Looks until a video is ready. */
  processingPolls: z.number(),
});

export const fbState = z.strictObject({
  people: z.record(z.string(), fbPerson),
  pages: z.record(z.string(), fbPage),
  apps: z.record(z.string(), fbApp),
  grants: z.array(grant),
  codes: z.record(z.string(), code),
  tokens: z.record(z.string(), token),
  photos: z.record(z.string(), fbPhoto),
  videos: z.record(z.string(), fbVideo),
  uploads: z.record(z.string(), upload),
  sessions: z.record(z.string(), session),
  posts: z.record(z.string(), fbPost),
  switches: fbSwitches,
  lastId: z.number(),
});

export type FbPerson = z.infer<typeof fbPerson>;
export type FbPage = z.infer<typeof fbPage>;
export type FbApp = z.infer<typeof fbApp>;
export type FbGrant = z.infer<typeof grant>;
export type FbToken = z.infer<typeof token>;
export type FbPhoto = z.infer<typeof fbPhoto>;
export type FbVideo = z.infer<typeof fbVideo>;
export type FbUpload = z.infer<typeof upload>;
export type FbSession = z.infer<typeof session>;
export type FbPost = z.infer<typeof fbPost>;
export type FbSwitches = z.infer<typeof fbSwitches>;
export type FbState = z.infer<typeof fbState>;

export function nextId(state: FbState): string {
  state.lastId += 1;
  return String(state.lastId);
}

/** What follows the Page's id: some answers name a post by this alone. */
export const localId = (post: FbPost): string => post.id.slice(post.pageId.length + 1);

/** A post by its whole id or its local one. */
export const findPost = (state: FbState, id: string): FbPost | undefined =>
  state.posts[id] ?? Object.values(state.posts).find((post) => localId(post) === id);

/** A story is seen for so long, ms. */
const storyLife = 24 * 60 * 60 * 1000;

export const isOver = (post: FbPost, now: number): boolean =>
  post.kind === 'story' && post.publishAt !== null && post.publishAt + storyLife <= now;

/** True from the post's time on; a scheduled one needs nobody to fire it. A story is over after a day. */
export const isPublic = (post: FbPost, now: number): boolean =>
  post.state === 'alive' && post.publishAt !== null && post.publishAt <= now && !isOver(post, now);

export const isScheduled = (post: FbPost, now: number): boolean =>
  post.state === 'alive' && post.publishAt !== null && post.publishAt > now;
