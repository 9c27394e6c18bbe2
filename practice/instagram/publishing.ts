import { randomBytes } from 'node:crypto';
import { listLag } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { gone, igError, invalid } from './errors.ts';
import { accountOf, authorized, type IgCall } from './graph.ts';
import {
  type IgAccount,
  type IgContainer,
  type IgFile,
  type IgMedia,
  isSeen,
  nextId,
  statusOf,
} from './model.ts';
import type { Session } from './tokens.ts';

const day = 24 * 60 * 60 * 1000;

/** POST /{account}/media_publish: once for each container */
export function publishContainer(graph: IgCall): Reply {
  const { params, world } = graph;
  const by = accountOf(graph, 'publish');
  if (by instanceof Reply) return by;
  if (by.account.standing === 'restricted') return igError(25, 2_207_050);
  const id = params.text('creation_id');
  if (id === undefined) return invalid('creation_id is required');
  const container = world.state.instagram.containers[id];
  if (container === undefined || container.accountId !== by.account.id) return igError(24, 2_207_006);
  if (container.isChild) return igError(100, 2_207_023);
  switch (statusOf(container, world.now())) {
    case 'PUBLISHED':
      return world.state.instagram.switches.secondPublish === 'same-id'
        ? json(200, { id: container.mediaId })
        : igError(9007, 2_207_027);
    case 'EXPIRED':
      return igError(24, 2_207_008);
    case 'ERROR':
      return igError(352, container.failed ?? undefined);
    case 'IN_PROGRESS':
      return igError(9007, 2_207_027);
    case 'FINISHED':
      break;
  }
  const { quotaTotal } = world.state.instagram.switches;
  if (postsToday(world, by.account.id) >= quotaTotal) return igError(9, 2_207_042);
  return json(200, { id: store(graph, by, container).id });
}

function store(
  { call, world }: IgCall,
  { account, session }: { account: IgAccount; session: Session },
  container: IgContainer,
): IgMedia {
  const { instagram } = world.state;
  const { id: containerId, mediaType, caption, children, madeWithAi } = container;
  const parts = children.map((child) => instagram.containers[child]).filter((child) => child !== undefined);
  const files = [container, ...parts].flatMap(({ file }) => (file === null ? [] : [file]));
  const media: IgMedia = {
    id: nextId(instagram),
    accountId: account.id,
    appId: session.appId,
    containerId,
    shortcode: `D${randomBytes(8).toString('base64url').slice(0, 10)}`,
    caption: instagram.switches.foldsCaption ? caption.trimEnd() : caption,
    mediaType: mediaType === 'CAROUSEL' ? 'CAROUSEL_ALBUM' : isVideo(files) ? 'VIDEO' : 'IMAGE',
    productType: mediaType === 'STORIES' ? 'STORY' : mediaType === 'REELS' ? 'REELS' : 'FEED',
    files,
    madeWithAi,
    comments: [],
    createdAt: world.now(),
    listedAt: world.now() + listLag(call),
    state: call.struck('vanished') === undefined ? 'alive' : 'vanished',
    counters: {},
    requestId: call.id,
  };
  instagram.media[media.id] = media;
  for (const published of [container, ...parts]) published.mediaId = media.id;
  world.changed();
  world.events.emit('post', media.id);
  return media;
}

const isVideo = ([file]: readonly IgFile[]): boolean => file?.kind === 'video';

const postsToday = (world: World, accountId: string): number =>
  Object.values(world.state.instagram.media).filter(
    (media) => media.accountId === accountId && world.now() - media.createdAt < day,
  ).length;

/** GET /{account}/content_publishing_limit */
export function publishingLimit(graph: IgCall): Reply {
  const { params, world } = graph;
  const by = accountOf(graph, 'publish');
  if (by instanceof Reply) return by;
  const all = {
    quota_usage: postsToday(world, by.account.id),
    config: { quota_total: world.state.instagram.switches.quotaTotal, quota_duration: day / 1000 },
  };
  const asked = (params.text('fields') ?? 'quota_usage').split(',');
  const unknown = asked.find((name) => !(name in all));
  if (unknown !== undefined) return invalid(`Tried accessing nonexisting field (${unknown})`);
  return json(200, {
    data: [Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)))],
  });
}

/** POST /{media}/comments. With `fields` it is made all the same, and refused. */
export function createComment(graph: IgCall): Reply {
  const { call, params, world } = graph;
  const session = authorized(graph, 'comment');
  if (session instanceof Reply) return session;
  const media = world.state.instagram.media[call.params.node ?? ''];
  if (media === undefined || !isSeen(media, world.now())) return gone();
  if (!session.accounts.some(({ id }) => id === media.accountId)) return gone();
  const message = params.text('message') ?? '';
  if (message.trim() === '') return invalid('message is required');
  media.comments.push(message);
  world.changed();
  return params.has('fields') ? igError(20, 1_772_107) : json(200, { id: nextId(world.state.instagram) });
}
