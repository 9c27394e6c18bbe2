import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Times are milliseconds since 1970. A channel's id opens with `UC`, that of its uploads playlist with `UU`. */
export const ytChannel = z.strictObject({
  id: z.string().regex(/^UC[\w-]{22}$/),
  title: z.string(),
  /** Without the @. */
  handle: z.string(),
  /** False: a Google account that has no channel yet. */
  signedUp: z.boolean(),
  longUploads: z.enum(['allowed', 'eligible', 'disallowed']),
  /** Custom thumbnails need it. */
  phoneVerified: z.boolean(),
  standing: z.enum(['good', 'suspended', 'closed']),
});

export const ytApp = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  name: z.string(),
  type: z.enum(['desktop', 'web']),
  /** Of a web client; a desktop client has none to register. */
  redirectUris: z.array(z.string()),
  /** In testing only listed channels may sign in, and refresh tokens die after a week. */
  publishing: z.enum(['testing', 'production']),
  testUsers: z.array(z.string()),
});

/** What one person gave one app; all its tokens hang on it. */
const grant = z.strictObject({
  id: z.string(),
  channelId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
});

const code = z.strictObject({
  code: z.string(),
  channelId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  challenge: z.string(),
  /** A refresh token comes with it. */
  refreshable: z.boolean(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

const accessToken = z.strictObject({ token: z.string(), grantId: z.string(), expiresAt: z.number() });
const refreshToken = z.strictObject({
  token: z.string(),
  grantId: z.string(),
  issuedAt: z.number(),
  usedAt: z.number(),
});

/** What the owner says of a video, as it was sent with the opening of its upload. */
export const metadata = z.strictObject({
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  categoryId: z.string(),
  privacy: z.enum(['public', 'unlisted', 'private']),
  publishAt: z.number().nullable(),
  madeForKids: z.boolean().nullable(),
  syntheticMedia: z.boolean(),
  license: z.enum(['youtube', 'creativeCommon']),
  embeddable: z.boolean(),
});

/** A resumable upload. Its bytes lie in the blob folder until the last one is there. */
const upload = z.strictObject({
  id: z.string(),
  channelId: z.string(),
  clientId: z.string(),
  type: z.string(),
  /** Bytes in all, and so far. */
  size: z.number(),
  received: z.number(),
  parts: z.array(z.string()),
  metadata,
  openedAt: z.number(),
  /** The video that it became. */
  videoId: z.string().nullable(),
});

export const ytVideo = z.strictObject({
  id: z.string(),
  channelId: z.string(),
  clientId: z.string(),
  ...metadata.shape,
  bytes: z.number(),
  sha256: z.string(),
  createdAt: z.number(),
  /** The uploads playlist shows it from this time on. */
  listedAt: z.number(),
  /** Looks left until processing ends. */
  polls: z.number(),
  failure: z.string().nullable(),
  rejection: z.string().nullable(),
  /** SHA-256 of the custom thumbnail. */
  thumbnail: z.string().nullable(),
  /** `deleted` by the owner, `removed` by YouTube, `vanished` right after it was accepted. */
  state: z.enum(['alive', 'deleted', 'removed', 'vanished']),
  counters: z.record(z.string(), z.number()),
  requestId: z.string(),
});

export const ytSwitches = z.strictObject({
  /** Calls of `videos.insert` a day and project. */
  insertsPerDay: z.number(),
  /** Units a day and project for everything else. */
  unitsPerDay: z.number(),
  /** Unverified: whether the opening of an upload, or only the finished video, spends one of the inserts. */
  insertIsSpentBy: z.enum(['opening', 'video']),
  /** Not published, varies: videos a day and channel; null leaves it out. */
  channelUploadsPerDay: z.number().nullable(),
  /** Unverified: days an upload session lives. */
  sessionDays: z.number(),
  /** Unverified: a session that is over answers 404 or 410. */
  sessionGone: z.literal([404, 410]),
  /** Unverified: of a request that broke off, only whole blocks of 256 KiB are kept. */
  keepsWholeBlocks: z.boolean(),
  /** Unverified: `fileDetails` come only when processing is over. */
  fileDetailsAfterProcessing: z.boolean(),
  /** Every video counts as a Short: its thumbnail can be set only when processing is over. */
  everyVideoIsShort: z.boolean(),
  /** The channel does not show how many like a video or have commented on it. */
  hidesCounts: z.boolean(),
  /** Looks until a video is processed. */
  processingPolls: z.number(),
});

export const ytState = z.strictObject({
  channels: z.record(z.string(), ytChannel),
  apps: z.record(z.string(), ytApp),
  grants: z.record(z.string(), grant),
  codes: z.record(z.string(), code),
  accessTokens: z.record(z.string(), accessToken),
  refreshTokens: z.record(z.string(), refreshToken),
  uploads: z.record(z.string(), upload),
  videos: z.record(z.string(), ytVideo),
  switches: ytSwitches,
});

export type YtChannel = z.infer<typeof ytChannel>;
export type YtApp = z.infer<typeof ytApp>;
export type YtGrant = z.infer<typeof grant>;
export type YtMetadata = z.infer<typeof metadata>;
export type YtUpload = z.infer<typeof upload>;
export type YtVideo = z.infer<typeof ytVideo>;
export type YtState = z.infer<typeof ytState>;

export const newVideoId = (): string => randomBytes(8).toString('base64url');
export const newChannelId = (): string => `UC${randomBytes(16).toString('base64url')}`;

export const uploadsPlaylist = (channel: YtChannel): string => `UU${channel.id.slice(2)}`;

/** The privacy as it is now: a scheduled video becomes public at its time by itself. */
export function privacyOf(video: YtVideo, now: number): YtMetadata['privacy'] {
  return video.publishAt !== null && video.publishAt <= now ? 'public' : video.privacy;
}

export const uploadBlob = (upload: YtUpload): string => `youtube-upload-${upload.id}`;
export const thumbnailBlob = (videoId: string): string => `youtube-${videoId}.webp`;
