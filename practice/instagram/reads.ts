import { type NodeType, paged, parseFields, show, showAll } from '../facebook/fields.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { gone, igError, invalid } from './errors.ts';
import { accountOf, authorized, type IgCall } from './graph.ts';
import { metricOf } from './insights.ts';
import {
  type IgAccount,
  type IgContainer,
  type IgMedia,
  isSeen,
  permalinkOf,
  profilePictureOf,
  statusOf,
} from './model.ts';

const iso = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+0000');

const accountType = (viaInstagram: boolean): NodeType<IgAccount> => ({
  name: 'IGUser',
  unasked: ['id'],
  fields: {
    // Instagram Login calls the account's real id `user_id`; its `id` belongs to the app.
    id: (account) => (viaInstagram ? account.scopedId : account.id),
    ...(viaInstagram ? { user_id: (account: IgAccount) => account.id } : {}),
    ...(viaInstagram ? { account_type: (account: IgAccount) => account.accountType } : {}),
    username: (account) => account.username,
    name: (account) => account.name,
    profile_picture_url: profilePictureOf,
    followers_count: () => 0,
    media_count: () => 0,
  },
});

const containerType = (world: World): NodeType<IgContainer> => ({
  name: 'IGContainer',
  unasked: ['id'],
  fields: {
    id: (container) => container.id,
    status_code: (container) => statusOf(container, world.now()),
    status: (container) => statusText(container, world),
    video_status: (container) =>
      container.upload === null
        ? undefined
        : {
            uploading_phase: {
              status: container.file === null ? 'in_progress' : 'complete',
              // Facebook's own spelling.
              bytes_transfered: container.upload.received,
            },
          },
  },
});

function statusText(container: IgContainer, world: World): string {
  switch (statusOf(container, world.now())) {
    case 'ERROR':
      return `Error: Media upload has failed with error code ${container.failed}`;
    case 'IN_PROGRESS':
      return 'In Progress: Media is still being processed.';
    case 'FINISHED':
      return 'Finished: Media has been uploaded and it is ready to be published.';
    case 'PUBLISHED':
      return 'Published: Media has been published.';
    case 'EXPIRED':
      return 'Expired: Media has expired.';
  }
}

const mediaType = (world: World): NodeType<IgMedia> => ({
  name: 'IGMedia',
  unasked: ['id'],
  fields: {
    id: (media) => media.id,
    caption: (media) => (media.caption === '' ? undefined : media.caption),
    timestamp: (media) => iso(media.createdAt),
    permalink: (media) => permalinkOf(media, usernameOf(media, world)),
    shortcode: (media) => media.shortcode,
    username: (media) => usernameOf(media, world),
    media_type: (media) => media.mediaType,
    media_product_type: (media) => media.productType,
    is_ai_generated: (media) => media.madeWithAi,
    like_count: (media) => metricOf(media, 'likes', world),
    comments_count: (media) => metricOf(media, 'comments', world),
    children: (media) =>
      media.mediaType === 'CAROUSEL_ALBUM'
        ? { data: media.files.map((_, index) => ({ id: `${media.id}${index}` })) }
        : undefined,
  },
});

const usernameOf = ({ accountId }: IgMedia, world: World): string =>
  world.state.instagram.accounts[accountId]?.username ?? '';

/** GET /{id}: an account, a container or a media, whichever the id names */
export function node(graph: IgCall): Reply {
  const { call, world } = graph;
  const session = authorized(graph, 'basic');
  if (session instanceof Reply) return session;
  const id = call.params.node ?? '';
  const own = session.accounts.find(
    (account) => account.id === id || (id === 'me' && graph.via === 'instagram'),
  );
  if (own !== undefined) return one(graph, accountType(graph.via === 'instagram'), own);
  const mine = (owner: { accountId: string }) =>
    session.accounts.some(({ id: of }) => of === owner.accountId);
  const container = world.state.instagram.containers[id];
  if (container !== undefined) {
    if (!mine(container)) return igError(24, 2_207_006);
    const shown = one(graph, containerType(world), container);
    looked(container, world);
    return shown;
  }
  const media = world.state.instagram.media[id];
  if (media === undefined || !mine(media) || !isSeen(media, world.now())) return gone();
  return one(graph, mediaType(world), media);
}

/** A look brings the processing one step further, once all bytes are there. */
function looked(container: IgContainer, world: World): void {
  const isWhole = container.file !== null || container.children.length > 0;
  if (!isWhole || container.polls === 0) return;
  container.polls -= 1;
  world.changed();
}

function one<T>(graph: IgCall, type: NodeType<T>, value: T): Reply {
  const text = graph.params.text('fields');
  const fields = text === undefined ? undefined : parseFields(text);
  if (fields instanceof Reply) return fields;
  const shown = show(type, value, fields);
  return shown instanceof Reply ? shown : json(200, shown);
}

/** GET /{account}/media, newest first; stories are not in it */
export const mediaList = (graph: IgCall): Reply => list(graph, ({ productType }) => productType !== 'STORY');

/** GET /{account}/stories: those of the last day */
export const storyList = (graph: IgCall): Reply => list(graph, ({ productType }) => productType === 'STORY');

function list(graph: IgCall, wanted: (media: IgMedia) => boolean): Reply {
  const { call, params, world } = graph;
  const by = accountOf(graph, 'basic');
  if (by instanceof Reply) return by;
  for (const name of ['limit', 'after']) params.text(name);
  const since = params.time('since') ?? 0;
  const until = params.time('until') ?? Number.POSITIVE_INFINITY;
  if (Number.isNaN(since) || Number.isNaN(until)) return invalid('since and until must be times');
  const text = params.text('fields');
  const fields = text === undefined ? undefined : parseFields(text);
  if (fields instanceof Reply) return fields;
  const all = Object.values(world.state.instagram.media)
    .filter((media) => media.accountId === by.account.id && wanted(media) && isSeen(media, world.now()))
    .filter(({ createdAt, listedAt }) => createdAt >= since && createdAt <= until && listedAt <= world.now())
    .toSorted((left, right) => right.createdAt - left.createdAt || (right.id > left.id ? 1 : -1));
  const rows = paged(all, call.url);
  if (rows instanceof Reply) return rows;
  const data = showAll(mediaType(world), rows.rows, fields);
  return data instanceof Reply ? data : json(200, { data, paging: rows.paging });
}
