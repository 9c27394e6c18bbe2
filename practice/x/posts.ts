import { z } from 'zod';
import { type Call, listLag } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { cashtag, escaped, shownText } from './entities.ts';
import { isPublic, nextId, type XMedia, type XPost, type XUser, mediaKey } from './model.ts';
import {
  duplicateText,
  invalidContent,
  invalidRequest,
  notFound,
  notPermitted,
  replyNotAllowed,
} from './problems.ts';
import { schemaRefusal, wrongBody } from './request-body.ts';
import { authorize, type Caller } from './sessions.ts';
import { weightedLength } from './text.ts';

const id = z.string().regex(/^[0-9]{1,19}$/);

const newPost = z.strictObject({
  text: z.string().optional(),
  media: z
    .strictObject({ media_ids: z.array(id).min(1).max(4), tagged_user_ids: z.array(id).max(10).optional() })
    .optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: z.array(id).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
  poll: z
    .strictObject({
      options: z.array(z.string().min(1).max(25)).min(2).max(4),
      duration_minutes: z.int().min(5).max(10_080),
      reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
    })
    .optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  quote_tweet_id: id.optional(),
  community_id: id.optional(),
  edit_options: z.strictObject({ previous_post_id: id }).optional(),
  geo: z.strictObject({ place_id: z.string() }).optional(),
  share_with_followers: z.boolean().optional(),
  for_super_followers_only: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  card_uri: z.string().optional(),
  direct_message_deep_link: z.string().optional(),
});

type NewPost = z.output<typeof newPost>;

const writeScopes = ['tweet.read', 'tweet.write', 'users.read'];
const day = 24 * 60 * 60 * 1000;

/** POST /2/tweets */
export function createPost(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'createPost', writeScopes);
  if (caller instanceof Reply) return caller;
  const reply = accept(call, world, caller);
  return reply.with(caller.headers);
}

function accept(call: Call, world: World, caller: Caller): Reply {
  if (call.body.kind !== 'json') return wrongBody(call);
  const parsed = newPost.safeParse(call.body.value);
  if (!parsed.success) return schemaRefusal(parsed.error);
  const wanted = parsed.data;
  const media = attachedMedia(wanted, caller.user, world);
  if (media instanceof Reply) return media;
  const refusal = contentRefusal(wanted, caller.user, world) ?? duplicateRefusal(wanted, caller.user, world);
  if (refusal !== undefined) return refusal;
  const post = store(wanted, media, caller, call, world);
  const text = world.state.x.switches.createEscapes ? escaped(post.shown) : post.shown;
  const data = { id: post.id, text, [world.state.x.switches.editHistoryName]: [post.id] };
  // Errors may stand beside data in a 2xx; the post was made all the same.
  const beside = call.struck('errors-beside-data') && [
    { title: 'Field Authorization Error', detail: 'Sorry.', type: 'about:blank' },
  ];
  return json(201, { data, ...(beside && { errors: beside }) });
}

/** The media of a new post: uploaded by this user, ready, not expired, four photos or one of the others. */
function attachedMedia(wanted: NewPost, user: XUser, world: World): XMedia[] | Reply {
  const ids = wanted.media?.media_ids ?? [];
  const found = ids.map((mediaId) => world.state.x.media[mediaId]);
  const usable = found.filter(
    (media): media is XMedia =>
      media !== undefined &&
      media.userId === user.id &&
      media.expiresAt > world.now() &&
      !media.failed &&
      media.polls === 0,
  );
  if (usable.length < ids.length || new Set(ids).size < ids.length) {
    return invalidContent('Your media IDs are invalid.');
  }
  if (usable.length > 1 && usable.some((media) => media.kind !== 'photo')) {
    return invalidContent('A Tweet can have 4 photos, 1 animated GIF or 1 video.');
  }
  return usable;
}

function contentRefusal(wanted: NewPost, user: XUser, world: World): Reply | undefined {
  const { text = '', media, poll, quote_tweet_id: quote, card_uri: card, reply } = wanted;
  const attachments = [media, poll, quote, card].filter((part) => part !== undefined);
  if (attachments.length > 1)
    return invalidRequest('$.media, $.poll, $.quote_tweet_id and $.card_uri are mutually exclusive.');
  if (text.trim() === '' && attachments.length === 0) {
    return invalidRequest('$.text: a Tweet needs text, media, a poll, a quote or a card.');
  }
  if (weightedLength(text) > longestText(user)) {
    return world.state.x.switches.tooLongAnswer === '403'
      ? notPermitted()
      : invalidContent('Your Tweet text is too long.');
  }
  if ((text.match(cashtag) ?? []).length > 1)
    return invalidContent('A Tweet can contain at most one cashtag.');
  // Editing and ads belong to other plans.
  if (wanted.edit_options !== undefined || card !== undefined || wanted.nullcast === true)
    return notPermitted();
  for (const parentId of [reply?.in_reply_to_tweet_id, quote]) {
    if (parentId !== undefined && !mayAnswer(parentId, user, world)) return replyNotAllowed();
  }
  return undefined;
}

/** 25,000 for paying accounts, counted as the short ones are. */
export const longestText = (user: XUser): number => (user.subscription === 'None' ? 280 : 25_000);

/** One's own posts, and posts that mention or quote one. */
function mayAnswer(parentId: string, user: XUser, world: World): boolean {
  const parent = world.state.x.posts[parentId];
  if (!isPublic(parent)) return false;
  if (parent.userId === user.id) return true;
  const mentions = parent.entities.mentions.some(
    ({ username }) => username.toLowerCase() === user.username.toLowerCase(),
  );
  return mentions || (parent.quoteOf !== null && world.state.x.posts[parent.quoteOf]?.userId === user.id);
}

/** A post that its author deleted may be repeated; one that X removed may not. */
function duplicateRefusal(wanted: NewPost, user: XUser, world: World): Reply | undefined {
  const { switches, posts } = world.state.x;
  const text = folded(wanted.text ?? '');
  if (text === '') return undefined;
  const since = world.now() - switches.duplicateDays * day;
  const media = (wanted.media?.media_ids ?? []).join(' ');
  const twin = Object.values(posts).find(
    (post) =>
      post.userId === user.id &&
      post.createdAt >= since &&
      (post.state === 'public' || post.state === 'removed') &&
      post.folded === text &&
      (switches.duplicateIgnoresMedia || post.mediaIds.join(' ') === media),
  );
  return twin === undefined ? undefined : duplicateText();
}

const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

function store(wanted: NewPost, media: XMedia[], caller: Caller, call: Call, world: World): XPost {
  const now = world.now();
  const postId = nextId(world.state.x, now);
  const sent = wanted.text ?? '';
  const replyTo = wanted.reply?.in_reply_to_tweet_id ?? null;
  const permalink = `https://x.com/${caller.user.username}/status/${postId}`;
  const [first] = media;
  const mediaLink = first && {
    permalink,
    kind: first.kind === 'video' ? ('video' as const) : ('photo' as const),
    mediaKeys: media.map(mediaKey),
  };
  const post: XPost = {
    id: postId,
    userId: caller.user.id,
    clientId: caller.grant.clientId,
    sent,
    folded: folded(sent),
    ...shownText(sent, mediaLink),
    mediaIds: media.map((item) => item.id),
    replyTo,
    quoteOf: wanted.quote_tweet_id ?? null,
    conversationId: (replyTo === null ? undefined : world.state.x.posts[replyTo]?.conversationId) ?? postId,
    replySettings: wanted.reply_settings ?? 'everyone',
    poll:
      wanted.poll === undefined
        ? null
        : { options: wanted.poll.options, minutes: wanted.poll.duration_minutes },
    madeWithAi: wanted.made_with_ai ?? false,
    paidPartnership: wanted.paid_partnership ?? false,
    createdAt: now,
    listedAt: now + listLag(call),
    state: call.struck('vanished') === undefined ? 'public' : 'vanished',
    metrics: {},
    requestId: call.id,
  };
  world.state.x.posts[postId] = post;
  world.changed();
  world.events.emit('post', postId);
  return post;
}

/** DELETE /2/tweets/:id */
export function deletePost(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'deletePost', writeScopes);
  if (caller instanceof Reply) return caller;
  const post = world.state.x.posts[call.params.id ?? ''];
  if (!isPublic(post)) return notFound('tweet', 'id', call.params.id ?? '').with(caller.headers);
  if (post.userId !== caller.user.id) return notPermitted().with(caller.headers);
  post.state = 'deleted';
  world.changed();
  return json(200, { data: { deleted: true } }, caller.headers);
}
