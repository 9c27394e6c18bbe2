import type { Call } from '../endpoint.ts';
import { counted } from '../growth.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { escaped } from './entities.ts';
import { type XPost, type XUser, mediaKey } from './model.ts';
import { invalidRequest } from './problems.ts';

const postFields =
  'article attachments author_id card_uri community_id context_annotations conversation_id created_at display_text_range edit_controls edit_history_tweet_ids entities geo id in_reply_to_user_id lang media_metadata non_public_metrics note_tweet organic_metrics possibly_sensitive promoted_metrics public_metrics referenced_tweets reply_settings scopes source suggested_source_links text withheld'.split(
    ' ',
  );
/** Names that spec 2.167 uses instead. */
const renamed: Record<string, string> = {
  edit_history_post_ids: 'edit_history_tweet_ids',
  note_post: 'note_tweet',
  referenced_posts: 'referenced_tweets',
};
const userFields =
  'affiliation confirmed_email connection_status created_at description entities id is_identity_verified location most_recent_post_id most_recent_tweet_id name parody pinned_post_id pinned_tweet_id profile_banner_url profile_image_url protected public_metrics receives_your_dm subscription subscription_type url username verified verified_followers_count verified_type withheld'.split(
    ' ',
  );
const mediaFields =
  'alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url promoted_metrics public_metrics type url variants width'.split(
    ' ',
  );
const expansions =
  'article.cover_media article.media_entities attachments.media_keys attachments.poll_ids author_id edit_history_tweet_ids edit_history_post_ids entities.mentions.username geo.place_id in_reply_to_user_id entities.note.mentions.username referenced_tweets.id referenced_posts.id pinned_tweet_id most_recent_tweet_id affiliation.user_id'.split(
    ' ',
  );

export interface ChosenFields {
  post: ReadonlySet<string>;
  user: ReadonlySet<string>;
  /** Names from spec 2.167 were asked for. */
  newNames: boolean;
  includes(posts: readonly XPost[]): object;
}

/** Reads the field parameters; a parameter or field nobody knows refuses the request, as at X. */
export function chosenFields(call: Call, world: World, known: readonly string[]): ChosenFields | Reply {
  const query = call.url.searchParams;
  const { fieldsParameter } = world.state.x.switches;
  const refusedName =
    fieldsParameter === 'both'
      ? undefined
      : fieldsParameter === 'post.fields'
        ? 'tweet.fields'
        : 'post.fields';
  const allowed = known.filter((name) => name !== refusedName);
  for (const [name, value] of query) {
    if (!allowed.includes(name)) return unknownParameter('query parameter', name, allowed, value);
  }
  const newNames = query.has('post.fields');
  const post = listed(query, newNames ? 'post.fields' : 'tweet.fields', [
    ...postFields,
    ...Object.keys(renamed),
  ]);
  const user = listed(query, 'user.fields', userFields);
  const media = listed(query, 'media.fields', mediaFields);
  const expanded = listed(query, 'expansions', expansions);
  for (const chosen of [post, user, media, expanded]) if (chosen instanceof Reply) return chosen;
  const sets = { post, user, media, expanded } as Record<string, Set<string>>;
  return {
    post: new Set([...(sets.post ?? [])].map((name) => renamed[name] ?? name)),
    user: sets.user ?? new Set(),
    newNames,
    includes: (posts) =>
      includes(posts, sets.expanded ?? new Set(), sets.media ?? new Set(), sets.user ?? new Set(), world),
  };
}

function listed(query: URLSearchParams, name: string, known: readonly string[]): Set<string> | Reply {
  const names = (query.get(name) ?? '').split(',').filter((part) => part !== '');
  const unknown = names.find((part) => !known.includes(part));
  return unknown === undefined ? new Set(names) : unknownParameter(name, unknown, known);
}

export function unknownParameter(
  name: string,
  value: string,
  known: readonly string[],
  given = value,
): Reply {
  const message =
    name === 'query parameter'
      ? `The query parameter [${value}] is not one of [${known.join(',')}]`
      : `The \`${name}\` query parameter value [${value}] is not one of [${known.join(',')}]`;
  return invalidRequest(message, { [name === 'query parameter' ? value : name]: [given] });
}

export function shownPost(post: XPost, fields: ChosenFields, world: World): object {
  const characters = Array.from(post.shown);
  const long = world.state.x.switches.cutsLongText && characters.length > 280;
  const text = long ? `${characters.slice(0, 279).join('')}…` : post.shown;
  const history = fields.newNames ? 'edit_history_post_ids' : 'edit_history_tweet_ids';
  const parent = post.replyTo === null ? undefined : world.state.x.posts[post.replyTo];
  const media = post.mediaIds.map((id) => world.state.x.media[id]).filter((item) => item !== undefined);
  const references = [
    ...(post.replyTo === null ? [] : [{ type: 'replied_to', id: post.replyTo }]),
    ...(post.quoteOf === null ? [] : [{ type: 'quoted', id: post.quoteOf }]),
  ];
  const lists = Object.entries(post.entities).filter(([, list]) => list.length > 0);
  const optional: Record<string, unknown> = {
    author_id: post.userId,
    conversation_id: post.conversationId,
    created_at: new Date(post.createdAt).toISOString(),
    entities: lists.length === 0 ? undefined : Object.fromEntries(lists),
    attachments: media.length === 0 ? undefined : { media_keys: media.map(mediaKey) },
    in_reply_to_user_id: parent?.userId,
    reply_settings: post.replySettings,
    lang: 'en',
    possibly_sensitive: false,
    edit_controls: {
      edits_remaining: 5,
      is_edit_eligible: false,
      editable_until: new Date(post.createdAt + 3_600_000).toISOString(),
    },
    public_metrics: publicMetrics(post, world),
  };
  const shown: Record<string, unknown> = { id: post.id, text: escaped(text), [history]: [post.id] };
  for (const [name, value] of Object.entries(optional)) {
    if (fields.post.has(name) && value !== undefined) shown[name] = value;
  }
  if (fields.post.has('referenced_tweets') && references.length > 0) {
    shown[fields.newNames ? 'referenced_posts' : 'referenced_tweets'] = references;
  }
  if (fields.post.has('note_tweet') && long)
    shown[fields.newNames ? 'note_post' : 'note_tweet'] = { text: escaped(post.shown) };
  return shown;
}

function publicMetrics({ metrics, createdAt }: XPost, world: World): Record<string, number> {
  const count = (name: string, counts: Parameters<typeof counted>[2]) =>
    counted(metrics, name, counts, world.now() - createdAt);
  return {
    [world.state.x.switches.repostMetric]: count('retweet_count', 'shares'),
    reply_count: count('reply_count', 'comments'),
    like_count: count('like_count', 'likes'),
    quote_count: metrics.quote_count ?? 0,
    bookmark_count: count('bookmark_count', 'saves'),
    impression_count: count('impression_count', 'views'),
  };
}

export function shownUser(user: XUser, fields: ReadonlySet<string>, world: World): object {
  const premium = user.subscription !== 'None';
  const optional: Record<string, unknown> = {
    profile_image_url: `https://pbs.twimg.com/profile_images/${user.id}/a_normal.jpg`,
    verified: premium,
    verified_type: premium ? 'blue' : 'none',
    subscription_type: world.state.x.switches.showsSubscription ? user.subscription : undefined,
    protected: false,
    description: 'A practice account.',
  };
  const shown: Record<string, unknown> = { id: user.id, name: user.name, username: user.username };
  for (const [name, value] of Object.entries(optional)) {
    if (fields.has(name) && value !== undefined) shown[name] = value;
  }
  return shown;
}

function includes(
  posts: readonly XPost[],
  expanded: ReadonlySet<string>,
  mediaChosen: ReadonlySet<string>,
  userChosen: ReadonlySet<string>,
  world: World,
): object {
  const result: Record<string, unknown> = {};
  if (expanded.has('attachments.media_keys')) {
    const media = posts.flatMap((post) => post.mediaIds).map((id) => world.state.x.media[id]);
    const shown = media
      .filter((item) => item !== undefined)
      .map((item) => {
        const all: Record<string, unknown> = {
          alt_text: item.altText ?? undefined,
          width: item.width,
          height: item.height,
          url: item.kind === 'photo' ? `https://pbs.twimg.com/media/${item.id}.jpg` : undefined,
        };
        const chosen = Object.entries(all).filter(
          ([name, value]) => mediaChosen.has(name) && value !== undefined,
        );
        return { media_key: mediaKey(item), type: item.kind, ...Object.fromEntries(chosen) };
      });
    if (shown.length > 0) result.media = shown;
  }
  if (expanded.has('author_id')) {
    const authors = [...new Set(posts.map((post) => post.userId))].map((id) => world.state.x.users[id]);
    result.users = authors
      .filter((user) => user !== undefined)
      .map((user) => shownUser(user, userChosen, world));
  }
  return Object.keys(result).length === 0 ? {} : { includes: result };
}
