import { z } from 'zod';

/** Times are milliseconds since 1970. The real `open_id` differs from app to app; here a user has one for all of them. */
export const tkUser = z.strictObject({
  openId: z.string(),
  unionId: z.string(),
  username: z.string().regex(/^[\w.]{2,24}$/),
  nickname: z.string(),
  isPrivate: z.boolean(),
  standing: z.enum(['good', 'banned']),
  /** Switched off in the phone app for all of the account's posts. */
  commentDisabled: z.boolean(),
  duetDisabled: z.boolean(),
  stitchDisabled: z.boolean(),
  maxVideoSeconds: z.number(),
  /** Uploads of some users go to another host. */
  uploadHost: z.literal(['open-upload.tiktokapis.com', 'upload.us.tiktokapis.com']),
});

export const tkApp = z.strictObject({
  clientKey: z.string(),
  clientSecret: z.string(),
  name: z.string(),
  /** Before the audit: five users a day, private accounts, nothing but SELF_ONLY. */
  audited: z.boolean(),
  /** A port may be `*` for an address of this machine. */
  redirectUris: z.array(z.string()),
  /** "URL properties": what the addresses of photos have to begin with. */
  verifiedPrefixes: z.array(z.string()),
});

/** What one person allowed one app; all its tokens hang on it. */
const grant = z.strictObject({
  id: z.string(),
  openId: z.string(),
  clientKey: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
});

const code = z.strictObject({
  code: z.string(),
  openId: z.string(),
  clientKey: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  /** Null: a web app that sent none. */
  challenge: z.string().nullable(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

const token = z.strictObject({ token: z.string(), grantId: z.string(), expiresAt: z.number() });

export const privacyLevel = z.enum([
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
]);

/** What is said of a post; of a draft nearly nothing is. */
export const postInfo = z.strictObject({
  title: z.string(),
  description: z.string(),
  privacy: privacyLevel.nullable(),
  commentOff: z.boolean(),
  duetOff: z.boolean(),
  stitchOff: z.boolean(),
  brandContent: z.boolean(),
  brandOrganic: z.boolean(),
  isAigc: z.boolean(),
  autoMusic: z.boolean(),
  coverMs: z.number().nullable(),
});

/** The bytes of a video on their way. They lie in the blob folder until the last one is there. */
const upload = z.strictObject({
  id: z.string(),
  token: z.string(),
  /** Bytes. */
  size: z.number(),
  chunkSize: z.number(),
  chunkCount: z.number(),
  received: z.number(),
  openedAt: z.number(),
});

/** One init: what `publish_id` names. */
export const publication = z.strictObject({
  publishId: z.string(),
  openId: z.string(),
  clientKey: z.string(),
  mode: z.enum(['direct', 'inbox']),
  info: postInfo,
  upload: upload.nullable(),
  /** `open`: bytes are missing. */
  state: z.enum(['open', 'processing', 'done', 'failed']),
  failReason: z.string().nullable(),
  /** Looks left until processing ends, and from then on until the id of the post is told. */
  polls: z.number(),
  idPolls: z.number().nullable(),
  postId: z.string().nullable(),
  createdAt: z.number(),
});

const postMedia = z.strictObject({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
});

export const tkPost = z.strictObject({
  id: z.string(),
  openId: z.string(),
  clientKey: z.string(),
  publishId: z.string(),
  kind: z.enum(['video', 'photo']),
  info: postInfo,
  media: z.array(postMedia),
  createdAt: z.number(),
  /** Lists show it from this time on. */
  listedAt: z.number(),
  /** `removed` by TikTok, `vanished` right after it was accepted. */
  state: z.enum(['alive', 'deleted', 'removed', 'vanished']),
  metrics: z.record(z.string(), z.number()),
  requestId: z.string(),
});

export const tkSwitches = z.strictObject({
  /** Calls a minute and user; the windows slide. Null leaves them all out. */
  perMinute: z.strictObject({ init: z.number(), creatorInfo: z.number(), status: z.number() }).nullable(),
  /** About 15 are known, counted over all apps. */
  postsPerDay: z.number(),
  pendingDrafts: z.number(),
  /** Users of one app who may post in a day; null: no limit. An app that is not audited has five. */
  usersPerDay: z.number().nullable(),
  /** Every refresh gives another refresh token, and the one before is dead. "May" is all that is documented. */
  rotatesRefreshToken: z.boolean(),
  /** Unverified: whether the 365 days begin anew with each refresh. */
  refreshLifeRestarts: z.boolean(),
  /** Refusals of the token endpoint come with either. */
  tokenErrorStatus: z.literal([400, 200]),
  /** The documents allow both for refusals of creator_info that are about the creator. */
  creatorRefusalStatus: z.literal([200, 403]),
  /** Unverified: what a chunk is answered that is there already. */
  storedChunk: z.enum(['416', 'accepted']),
  /** Unverified: the first bytes of a chunk whose line broke stay; the chunk then goes on in its middle. */
  keepsBrokenChunks: z.boolean(),
  /** Looks until a post is processed, and then until its id is told; null: never. */
  processingPolls: z.number(),
  /** Seconds after which it is processed although nobody has looked. */
  processingSeconds: z.number(),
  idPolls: z.number().nullable(),
  /** Unverified: hours a publish_id can be asked for; null: for ever. */
  publishIdHours: z.number().nullable(),
  /** Unverified: photo posts are in video/list as well. */
  listsPhotos: z.boolean(),
  /** Lists show this many UTF-16 units of a text. */
  listedText: z.number(),
  /** "Maximum 1080p" for photos; unverified: pixels of the shorter and of the longer side, null leaves one out. */
  photoShorter: z.number().nullable(),
  photoLonger: z.number().nullable(),
});

export const tkState = z.strictObject({
  users: z.record(z.string(), tkUser),
  apps: z.record(z.string(), tkApp),
  grants: z.record(z.string(), grant),
  codes: z.record(z.string(), code),
  accessTokens: z.record(z.string(), token),
  refreshTokens: z.record(z.string(), token),
  publications: z.record(z.string(), publication),
  posts: z.record(z.string(), tkPost),
  switches: tkSwitches,
  /** The newest id given out: a long integer, which JSON numbers of most languages cannot hold. */
  lastId: z.string(),
});

export type TkUser = z.infer<typeof tkUser>;
export type TkApp = z.infer<typeof tkApp>;
export type TkGrant = z.infer<typeof grant>;
export type TkPostInfo = z.infer<typeof postInfo>;
export type TkUpload = z.infer<typeof upload>;
export type TkPublication = z.infer<typeof publication>;
export type TkPostMedia = z.infer<typeof postMedia>;
export type TkPost = z.infer<typeof tkPost>;
export type TkState = z.infer<typeof tkState>;
export type PrivacyLevel = z.infer<typeof privacyLevel>;

export function nextId(state: TkState): string {
  state.lastId = String(BigInt(state.lastId) + 1n);
  return state.lastId;
}

export const uploadBlob = (upload: TkUpload): string => `tiktok-upload-${upload.id}`;
export const thumbnailBlob = (mediaId: string): string => `tiktok-${mediaId}.webp`;

/** Whether anybody could see it, once it is processed. */
export const isForAll = (post: TkPost): boolean => post.info.privacy === 'PUBLIC_TO_EVERYONE';
