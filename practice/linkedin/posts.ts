import { z } from 'zod';
import { listLag } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import {
  accessDenied,
  duplicateOf,
  invalidValue,
  mediaFailed,
  mediaWaiting,
  missingField,
  notFound,
  restError,
  tooLongField,
} from './errors.ts';
import { shownText } from './little-text.ts';
import { type LiMedia, type LiPost, nextId } from './model.ts';
import { bodyRefusal } from './request-body.ts';
import type { RestCall } from './rest.ts';
import { mayActAs } from './tokens.ts';
import { statusOf } from './uploads.ts';

const hour = 60 * 60_000;
const longestText = 3000;

const content = z.union([
  z.strictObject({
    media: z.strictObject({ id: z.string(), altText: z.string().optional(), title: z.string().optional() }),
  }),
  z.strictObject({
    multiImage: z.strictObject({
      images: z
        .array(z.strictObject({ id: z.string(), altText: z.string().optional() }))
        .min(2)
        .max(20),
    }),
  }),
  z.strictObject({
    article: z.strictObject({
      source: z.url({ protocol: /^https?$/ }),
      title: z.string().min(1),
      description: z.string().optional(),
      thumbnail: z.string().optional(),
    }),
  }),
  z.strictObject({
    poll: z.strictObject({
      question: z.string().min(1),
      options: z
        .array(z.strictObject({ text: z.string().min(1) }))
        .min(2)
        .max(4),
      settings: z.strictObject({
        duration: z.enum(['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS']),
      }),
    }),
  }),
]);

const newPost = z.strictObject({
  author: z.string(),
  commentary: z.string(),
  visibility: z.enum(['PUBLIC', 'CONNECTIONS', 'LOGGED_IN']),
  distribution: z.strictObject({
    feedDistribution: z.literal('MAIN_FEED'),
    targetEntities: z.array(z.never()),
    thirdPartyDistributionChannels: z.array(z.never()),
  }),
  lifecycleState: z.literal('PUBLISHED'),
  isReshareDisabledByAuthor: z.boolean(),
  content: content.optional(),
});
type NewPost = z.output<typeof newPost>;

/** POST /rest/posts: 201 with an empty body; the id stands in a header */
export function createPost({ call, world, grant, body }: RestCall): Reply {
  const parsed = newPost.safeParse(body);
  if (!parsed.success) return bodyRefusal(parsed.error);
  const wanted = parsed.data;
  if (!mayActAs(wanted.author, grant, world)) return accessDenied('partnerApiPostsExternal.CREATE');
  const attached = attachedMedia(wanted);
  const refusal =
    textRefusal(wanted, world) ?? mediaRefusal(wanted, attached, world) ?? duplicateRefusal(wanted, world);
  if (refusal !== undefined) return refusal;

  const now = world.now();
  const [first] = attached;
  const kind = first !== undefined && /^urn:li:(video|document):/.test(first.urn) ? 'ugcPost' : 'share';
  const article =
    wanted.content !== undefined && 'article' in wanted.content ? wanted.content.article : undefined;
  const media = wanted.content !== undefined && 'media' in wanted.content ? wanted.content.media : undefined;
  const post: LiPost = {
    urn: `urn:li:${kind}:${nextId(world.state.linkedin, now)}`,
    author: wanted.author,
    clientId: grant.clientId,
    commentary: wanted.commentary,
    shown: shownText(wanted.commentary),
    visibility: wanted.visibility,
    content: wanted.content ?? null,
    media: attached,
    link: article?.source ?? null,
    title: article?.title ?? media?.title ?? '',
    fingerprint: fingerprintOf(wanted),
    comments: [],
    createdAt: now,
    listedAt: now + listLag(call),
    deletedAt: null,
    state: call.struck('vanished') === undefined ? 'public' : 'vanished',
    counters: {},
    requestId: call.id,
  };
  world.state.linkedin.posts[post.urn] = post;
  world.changed();
  world.events.emit('post', post.urn);
  if (!world.state.linkedin.switches.namesPost) return new Reply(201);
  return new Reply(201, {
    'x-restli-id': post.urn,
    ...(kind === 'share' ? { 'x-linkedin-id': post.urn } : {}),
  });
}

function attachedMedia({ content }: NewPost): LiPost['media'] {
  if (content === undefined || 'poll' in content) return [];
  if ('media' in content) return [{ urn: content.media.id, altText: content.media.altText ?? '' }];
  if ('multiImage' in content)
    return content.multiImage.images.map(({ id, altText = '' }) => ({ urn: id, altText }));
  const { thumbnail } = content.article;
  return thumbnail === undefined ? [] : [{ urn: thumbnail, altText: '' }];
}

function textRefusal(wanted: NewPost, world: World): Reply | undefined {
  const { commentary, content, visibility, author } = wanted;
  const counted =
    world.state.linkedin.switches.lengthCounts === 'escaped' ? commentary : shownText(commentary);
  if (counted.length > longestText) return tooLongField('/commentary');
  if (commentary.trim() === '' && content === undefined) return missingField('/commentary');
  if (visibility === 'CONNECTIONS' && !author.startsWith('urn:li:person:'))
    return invalidValue('/visibility');
  return undefined;
}

function mediaRefusal(wanted: NewPost, attached: LiPost['media'], world: World): Reply | undefined {
  const { content } = wanted;
  for (const { urn } of attached) {
    const media = world.state.linkedin.media[urn];
    if (media === undefined || media.owner !== wanted.author) return invalidValue(`/content (${urn})`);
    if (content !== undefined && !fits(media, content))
      return invalidValue(`/content (${urn})`, 'is of another kind');
    const status = statusOf(media, world.now());
    if (status === 'PROCESSING_FAILED') return mediaFailed(urn);
    if (status === 'PROCESSING') {
      // Whoever may not ask how far it is can only try again.
      media.polls -= 1;
      world.changed();
    }
    if (status !== 'AVAILABLE') return mediaWaiting(urn);
  }
  return undefined;
}

/** Alt text is for pictures, a document needs a title, several must be pictures. */
function fits(media: LiMedia, content: NonNullable<NewPost['content']>): boolean {
  if (!('media' in content)) return media.kind === 'image';
  if (media.kind === 'document' && (content.media.title ?? '') === '') return false;
  return media.kind === 'image' || content.media.altText === undefined;
}

const fingerprintOf = ({ author, commentary, content }: NewPost): string =>
  JSON.stringify([author, commentary.normalize('NFC').trim().replaceAll(/\s+/g, ' '), content ?? null]);

/** An equal post is refused by naming the one that is there, for a while also when its author deleted it. */
function duplicateRefusal(wanted: NewPost, world: World): Reply | undefined {
  const { posts, switches } = world.state.linkedin;
  const now = world.now();
  const fingerprint = fingerprintOf(wanted);
  const twin = Object.values(posts).find(
    (post) =>
      post.fingerprint === fingerprint &&
      post.createdAt > now - switches.duplicateDays * 24 * hour &&
      post.state !== 'vanished' &&
      (post.deletedAt === null || post.deletedAt > now - switches.duplicateHoursAfterDeletion * hour),
  );
  return twin === undefined ? undefined : duplicateOf(twin.urn);
}

/** DELETE /rest/posts/{urn} */
export function deletePost({ call, world, grant }: RestCall): Reply {
  if (call.header('x-restli-method') !== 'DELETE')
    return restError(400, undefined, 'X-RestLi-Method must be DELETE');
  const post = world.state.linkedin.posts[decodeURIComponent(call.params.urn ?? '')];
  if (post === undefined || post.state !== 'public') return notFound('Post');
  if (!mayActAs(post.author, grant, world)) return accessDenied('partnerApiPostsExternal.DELETE');
  post.state = 'deleted';
  post.deletedAt = world.now();
  world.changed();
  return new Reply(204);
}
