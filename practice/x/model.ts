import { z } from 'zod';

/** Times are milliseconds since 1970; ids are strings of digits. */
export const xUser = z.strictObject({
  id: z.string(),
  username: z.string().regex(/^\w{1,15}$/),
  name: z.string(),
  subscription: z.enum(['None', 'Basic', 'Premium', 'PremiumPlus']),
  standing: z.enum(['good', 'locked', 'suspended']),
});

export const xApp = z.strictObject({
  clientId: z.string(),
  /** Null: a public client (Native App). */
  clientSecret: z.string().nullable(),
  name: z.string(),
  callbacks: z.array(z.string()).max(10),
  /** False: not in a pay-per-use package, so every v2 call is refused. */
  enrolled: z.boolean(),
});

/** One "Authorize app" of one user for one app; all its tokens are one family. */
const grant = z.strictObject({
  id: z.string(),
  userId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
});

const code = z.strictObject({
  code: z.string(),
  userId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  challenge: z.string(),
  method: z.enum(['S256', 'plain']),
  issuedAt: z.number(),
  spent: z.boolean(),
});

const accessToken = z.strictObject({ token: z.string(), grantId: z.string(), expiresAt: z.number() });
const refreshToken = z.strictObject({
  token: z.string(),
  grantId: z.string(),
  issuedAt: z.number(),
  spent: z.boolean(),
});

export const xMedia = z.strictObject({
  id: z.string(),
  userId: z.string(),
  kind: z.enum(['photo', 'animated_gif', 'video']),
  mime: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  sha256: z.string(),
  altText: z.string().nullable(),
  expiresAt: z.number(),
  /** Looks left until processing ends. */
  polls: z.number(),
  failed: z.boolean(),
});

/** An upload in pieces. The pieces lie in the blob folder until `finalize`. */
const upload = z.strictObject({
  id: z.string(),
  userId: z.string(),
  mediaType: z.string(),
  category: z.enum(['tweet_image', 'tweet_gif', 'tweet_video', 'amplify_video']),
  totalBytes: z.number(),
  segments: z.record(z.string(), z.number()),
  expiresAt: z.number(),
});

export const urlEntity = z.strictObject({
  start: z.number(),
  end: z.number(),
  url: z.string(),
  expanded_url: z.string(),
  display_url: z.string(),
  media_key: z.string().optional(),
});

const tag = z.strictObject({ start: z.number(), end: z.number(), tag: z.string() });
const mention = z.strictObject({ start: z.number(), end: z.number(), username: z.string() });

export const entities = z.strictObject({
  urls: z.array(urlEntity),
  hashtags: z.array(tag),
  cashtags: z.array(tag),
  mentions: z.array(mention),
});

export const xPost = z.strictObject({
  id: z.string(),
  userId: z.string(),
  clientId: z.string(),
  /** Text as sent. */
  sent: z.string(),
  /** Text as compared with others, to find duplicates. */
  folded: z.string(),
  /** Text as shown: links wrapped in t.co, the media link at the end; not escaped. */
  shown: z.string(),
  entities,
  mediaIds: z.array(z.string()),
  replyTo: z.string().nullable(),
  quoteOf: z.string().nullable(),
  conversationId: z.string(),
  replySettings: z.string(),
  poll: z.strictObject({ options: z.array(z.string()), minutes: z.number() }).nullable(),
  madeWithAi: z.boolean(),
  paidPartnership: z.boolean(),
  createdAt: z.number(),
  /** Lists show it from this time on. */
  listedAt: z.number(),
  /** `deleted` by the author, `removed` by the platform, `vanished` right after it was accepted. */
  state: z.enum(['public', 'deleted', 'removed', 'vanished']),
  metrics: z.record(z.string(), z.number()),
  requestId: z.string(),
});

export const xSwitches = z.strictObject({
  /** Count calls per window and answer 429. */
  rateLimits: z.boolean(),
  /** An older page names 300 posts per 3 hours beside 100 per 15 minutes; null leaves it out. */
  postsPerThreeHours: z.number().nullable(),
  /** Unverified: the daily cap of an account over all its apps (about 2,400); null leaves it out. */
  postsPerDay: z.number().nullable(),
  /** Host in the `type` of a problem; both are seen. */
  problemHost: z.enum(['api.x.com', 'api.twitter.com']),
  /** Name of the first public metric; the newer description may say `repost_count`. */
  repostMetric: z.enum(['retweet_count', 'repost_count']),
  /** Which name of the fields parameter the reads know; the published descriptions disagree. */
  fieldsParameter: z.enum(['both', 'tweet.fields', 'post.fields']),
  /** Name in the answer to a new post; differs between spec 2.159 and 2.167. */
  editHistoryName: z.enum(['edit_history_post_ids', 'edit_history_tweet_ids']),
  /** Unverified: using a spent refresh token kills every token of the family. */
  reuseKillsFamily: z.boolean(),
  /** Unverified: days a refresh token lives. */
  refreshTokenDays: z.number(),
  /** Some plans leave `subscription_type` out. */
  showsSubscription: z.boolean(),
  /** Unverified: a post that differs only in its media is a duplicate too. */
  duplicateIgnoresMedia: z.boolean(),
  /** Unverified: how long a text is remembered. "An equal text of last week" is refused. */
  duplicateDays: z.number(),
  /** Unverified: `&` comes back as `&amp;` in the answer to a new post as well, not in reads alone. */
  createEscapes: z.boolean(),
  /** Unverified: reads cut the text of a long post at 280 and give the whole in `note_post`. */
  cutsLongText: z.boolean(),
  /** Both refusals of a text that is too long are reported. */
  tooLongAnswer: z.enum(['400', '403']),
  /** Looks until a video or GIF is ready, and the wait asked for between two. */
  processingPolls: z.number(),
  checkAfterSecs: z.number(),
});

export const xState = z.strictObject({
  users: z.record(z.string(), xUser),
  apps: z.record(z.string(), xApp),
  grants: z.record(z.string(), grant),
  codes: z.record(z.string(), code),
  accessTokens: z.record(z.string(), accessToken),
  refreshTokens: z.record(z.string(), refreshToken),
  media: z.record(z.string(), xMedia),
  uploads: z.record(z.string(), upload),
  posts: z.record(z.string(), xPost),
  switches: xSwitches,
  /** The newest id given out; ids only grow. */
  lastId: z.string(),
});

export type XUser = z.infer<typeof xUser>;
export type XApp = z.infer<typeof xApp>;
export type XGrant = z.infer<typeof grant>;
export type XMedia = z.infer<typeof xMedia>;
export type XUpload = z.infer<typeof upload>;
export type XPost = z.infer<typeof xPost>;
export type XEntities = z.infer<typeof entities>;
export type XSwitches = z.infer<typeof xSwitches>;
export type XState = z.infer<typeof xState>;

/** Where X's ids start counting: they carry the milliseconds since then in their upper bits. */
const epoch = 1_288_834_974_657n;

/** A new id, larger than every earlier one, as X's own are. */
export function nextId(state: XState, now: number): string {
  const fromClock = (BigInt(Math.floor(now)) - epoch) << 22n;
  const last = BigInt(state.lastId);
  state.lastId = String(fromClock > last ? fromClock : last + 1n);
  return state.lastId;
}

/** True while others can see the post; lists also wait for `listedAt`. */
export const isPublic = (post: XPost | undefined): post is XPost => post?.state === 'public';

/** X prefixes the media id with the kind of media. */
export const mediaKey = (media: XMedia): string =>
  `${{ photo: 3, animated_gif: 16, video: 7 }[media.kind]}_${media.id}`;
