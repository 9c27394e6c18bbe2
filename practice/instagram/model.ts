import { z } from 'zod';

/** Times are milliseconds since 1970; ids are strings of digits, some of them above 2^53. */
export const igAccount = z.strictObject({
  id: z.string(),
  /** What `me` calls `id`: another one for each app. */
  scopedId: z.string(),
  username: z.string(),
  name: z.string(),
  /** Personal accounts are never supported. */
  accountType: z.enum(['BUSINESS', 'MEDIA_CREATOR', 'PERSONAL']),
  /** The Facebook Page it is linked to; without one only Instagram Login knows it. */
  pageId: z.string().nullable(),
  standing: z.enum(['good', 'restricted']),
});

/** An app of "API setup with Instagram login": its id and secret are not those of the Facebook app around it. */
export const igApp = z.strictObject({
  id: z.string(),
  secret: z.string(),
  name: z.string(),
  redirectUris: z.array(z.string()),
  /** Standard access serves only accounts that were added as testers and accepted. */
  access: z.enum(['standard', 'advanced']),
  testers: z.array(z.string()),
});

const code = z.strictObject({
  code: z.string(),
  appId: z.string(),
  accountId: z.string(),
  permissions: z.array(z.string()),
  redirectUri: z.string(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

/** A token of Instagram Login. Those of Facebook Login are the practice Facebook's. */
const token = z.strictObject({
  token: z.string(),
  life: z.enum(['short', 'long']),
  appId: z.string(),
  accountId: z.string(),
  permissions: z.array(z.string()),
  issuedAt: z.number(),
  expiresAt: z.number(),
  /** The subcode it is refused with once it is dead. */
  dead: z.number().nullable(),
});

/** A photo or video as it arrived. */
const file = z.strictObject({
  kind: z.enum(['photo', 'video']),
  altText: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
});

export const igContainer = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  appId: z.string(),
  mediaType: z.enum(['IMAGE', 'VIDEO', 'REELS', 'STORIES', 'CAROUSEL']),
  isChild: z.boolean(),
  caption: z.string(),
  madeWithAi: z.boolean(),
  shareToFeed: z.boolean(),
  children: z.array(z.string()),
  /** Null until the bytes are there, and for a carousel. */
  file: file.nullable(),
  /** Set where the bytes come by upload. */
  upload: z.strictObject({ expected: z.number().nullable(), received: z.number() }).nullable(),
  /** Looks left until processing ends. */
  polls: z.number(),
  /** The subcode its processing ended in. */
  failed: z.number().nullable(),
  createdAt: z.number(),
  /** What it became. */
  mediaId: z.string().nullable(),
});

export const igMedia = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  appId: z.string(),
  containerId: z.string(),
  shortcode: z.string(),
  caption: z.string(),
  mediaType: z.enum(['IMAGE', 'VIDEO', 'CAROUSEL_ALBUM']),
  productType: z.enum(['FEED', 'REELS', 'STORY']),
  files: z.array(file),
  madeWithAi: z.boolean(),
  comments: z.array(z.string()),
  createdAt: z.number(),
  /** Lists show it from this time on. */
  listedAt: z.number(),
  state: z.enum(['alive', 'deleted', 'removed', 'vanished']),
  counters: z.record(z.string(), z.number()),
  requestId: z.string(),
});

export const igSwitches = z.strictObject({
  /** Percentage for the usage header. */
  usage: z.number(),
  /** Posts per rolling day: the guide says 100, three other places 50. */
  quotaTotal: z.number(),
  /** Containers per rolling day. */
  containersPerDay: z.number(),
  /** The reference says 30; 5 was announced in December 2025. */
  maxHashtags: z.number(),
  /** Unverified: how a caption is counted. */
  captionUnit: z.enum(['utf16', 'code-points']),
  /** Unverified: an image of less than 320 pixels across is enlarged, or refused. */
  narrowImages: z.enum(['scaled', 'refused']),
  /** Both were seen from the token exchange of Instagram Login. */
  tokenShape: z.enum(['plain', 'data']),
  /** Unverified: Instagram Login sends the browser back to http://localhost. */
  localhostRedirect: z.boolean(),
  /** Documented for Facebook Login alone; some report that it works with Instagram Login. */
  directUploadForAll: z.boolean(),
  /** Unverified for 2026: an unpublished photo of the Page may be the image of a post. */
  takesPagePhotos: z.boolean(),
  /** Unverified: what a second publishing of one container answers. */
  secondPublish: z.enum(['error', 'same-id']),
  /** Trailing white space of captions is folded. */
  foldsCaption: z.boolean(),
  /** Looks until an image, and until a video, is ready. */
  imagePolls: z.number(),
  videoPolls: z.number(),
  /** Minutes until a post has insights; up to 48 hours are documented. */
  insightsAfterMinutes: z.number(),
});

export const igState = z.strictObject({
  accounts: z.record(z.string(), igAccount),
  apps: z.record(z.string(), igApp),
  codes: z.record(z.string(), code),
  tokens: z.record(z.string(), token),
  containers: z.record(z.string(), igContainer),
  media: z.record(z.string(), igMedia),
  switches: igSwitches,
  /** A bigint in decimals. */
  lastId: z.string(),
});

export type IgAccount = z.infer<typeof igAccount>;
export type IgApp = z.infer<typeof igApp>;
export type IgToken = z.infer<typeof token>;
export type IgFile = z.infer<typeof file>;
export type IgContainer = z.infer<typeof igContainer>;
export type IgMedia = z.infer<typeof igMedia>;
export type IgSwitches = z.infer<typeof igSwitches>;
export type IgState = z.infer<typeof igState>;

const day = 24 * 60 * 60 * 1000;

export function nextId(state: IgState): string {
  state.lastId = String(BigInt(state.lastId) + 1n);
  return state.lastId;
}

export type ContainerStatus = 'IN_PROGRESS' | 'FINISHED' | 'ERROR' | 'EXPIRED' | 'PUBLISHED';

export function statusOf(container: IgContainer, now: number): ContainerStatus {
  if (container.mediaId !== null) return 'PUBLISHED';
  if (now - container.createdAt >= day) return 'EXPIRED';
  if (container.failed !== null) return 'ERROR';
  const waits = container.polls > 0 || (container.upload !== null && container.file === null);
  return waits ? 'IN_PROGRESS' : 'FINISHED';
}

/** A story is seen for a day. */
export const isSeen = (media: IgMedia, now: number): boolean =>
  media.state === 'alive' && (media.productType !== 'STORY' || now - media.createdAt < day);

/** The address uses the shortcode, never the media id; a story stands below its account. */
export function permalinkOf(media: IgMedia, username: string): string {
  const site = 'https://www.instagram.com';
  if (media.productType === 'STORY') return `${site}/stories/${username}/${media.id}/`;
  return `${site}/${media.productType === 'REELS' ? 'reel' : 'p'}/${media.shortcode}/`;
}

export const profilePictureOf = ({ id }: IgAccount): string =>
  `https://scontent.cdninstagram.com/picture/${id}_s150x150.jpg`;
