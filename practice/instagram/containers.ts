import { currentVersion } from '../facebook/graph.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { captionRefusal } from './captions.ts';
import { igError, invalid } from './errors.ts';
import { fetchImage, fetchVideo } from './fetch-media.ts';
import { accountOf, type IgCall } from './graph.ts';
import { type IgContainer, nextId, statusOf } from './model.ts';

const day = 24 * 60 * 60 * 1000;
const maxAltText = 1000;

type Draft = Pick<IgContainer, 'mediaType'> & Partial<IgContainer>;

/** POST /{account}/media */
export async function createContainer(graph: IgCall): Promise<Reply> {
  const { params, world } = graph;
  const by = accountOf(graph, 'publish');
  if (by instanceof Reply) return by;
  const { account, session } = by;
  if (account.standing === 'restricted') return igError(25, 2_207_050);
  if (madeToday(world, account.id) >= world.state.instagram.switches.containersPerDay) return igError(4);

  const asked = params.text('media_type');
  const isChild = params.flag('is_carousel_item', false);
  if (asked === 'VIDEO' && !isChild) return igError(100, 2_207_023, 'VIDEO is no longer taken: use REELS.');
  if (asked === 'REELS' && isChild) return igError(100, 2_207_023);
  if (asked !== undefined && !['VIDEO', 'REELS', 'STORIES', 'CAROUSEL', 'IMAGE'].includes(asked))
    return igError(100, 2_207_023);
  const draft: Draft = { mediaType: (asked ?? 'IMAGE') as IgContainer['mediaType'], isChild };

  if (!isChild && draft.mediaType !== 'STORIES') {
    draft.caption = params.text('caption') ?? '';
    const refusal = captionRefusal(draft.caption, world);
    if (refusal !== undefined) return refusal;
  }
  if (!isChild) draft.madeWithAi = params.flag('is_ai_generated', false);
  if (draft.mediaType === 'REELS' || draft.mediaType === 'CAROUSEL')
    draft.shareToFeed = params.flag('share_to_feed', true);
  if (draft.mediaType === 'REELS') {
    const offset = params.text('thumb_offset');
    if (offset !== undefined && !/^\d+$/.test(offset)) return igError(1, 2_207_057);
  }

  const refusal =
    draft.mediaType === 'CAROUSEL' ? gather(graph, draft, account.id) : await attach(graph, draft);
  if (refusal !== undefined) return refusal;
  const container = keep(graph, { ...draft, accountId: account.id, appId: session.appId });
  const uri = `https://rupload.facebook.com/ig-api-upload/${currentVersion}/${container.id}`;
  return json(200, container.upload === null ? { id: container.id } : { id: container.id, uri });
}

/** The photo or video of a container: fetched, or still to be sent. */
async function attach(graph: IgCall, draft: Draft): Promise<Reply | undefined> {
  const { params, world, via } = graph;
  const { switches } = world.state.instagram;
  const image = params.text('image_url');
  const video = params.text('video_url');
  const uploads = params.text('upload_type') === 'resumable';
  const given = [image !== undefined, video !== undefined, uploads].filter(Boolean).length;
  if (given !== 1) return invalid('Give exactly one of image_url, video_url and upload_type=resumable.');
  if (image !== undefined) {
    if (draft.mediaType === 'REELS' || draft.mediaType === 'VIDEO') return igError(100, 2_207_023);
    const isStory = draft.mediaType === 'STORIES';
    const altText = isStory ? '' : (params.text('alt_text') ?? '');
    if (altText.length > maxAltText) return invalid('alt_text is too long.');
    const fetched = await fetchImage(world, image, { altText, isStory });
    if (fetched instanceof Reply) return fetched;
    draft.file = fetched.file;
    draft.polls = switches.imagePolls;
    draft.id = nextId(world.state.instagram);
    await world.blobs.write(`instagram-${draft.id}.webp`, fetched.thumbnail);
    return undefined;
  }
  if (draft.mediaType === 'IMAGE') return igError(100, 2_207_023);
  draft.polls = switches.videoPolls;
  if (uploads) {
    if (via === 'instagram' && !switches.directUploadForAll)
      return invalid('upload_type is not supported with this login.');
    draft.upload = { expected: null, received: 0 };
    return undefined;
  }
  // A video is fetched afterwards: what is wrong with it, the container tells.
  const fetched = await fetchVideo(world, video ?? '');
  if (typeof fetched === 'number') draft.failed = fetched;
  else draft.file = fetched;
  return undefined;
}

/** The parent of a carousel: 2 to 10 children that are ready. */
function gather({ params, world }: IgCall, draft: Draft, accountId: string): Reply | undefined {
  const ids = childIds(params.text('children') ?? '');
  if (ids.length < 2 || ids.length > 10) return igError(100, 2_207_028);
  const children = ids.map((id) => world.state.instagram.containers[id]);
  for (const child of children) {
    if (child === undefined || child.accountId !== accountId || !child.isChild) return igError(24, 2_207_006);
    const status = statusOf(child, world.now());
    if (status === 'IN_PROGRESS') return igError(9007, 2_207_027);
    if (status === 'EXPIRED') return igError(-2, 2_207_020);
    if (status === 'ERROR') return igError(352, child.failed ?? undefined);
  }
  draft.children = ids;
  draft.polls = world.state.instagram.switches.imagePolls;
  return undefined;
}

/** "id1,id2", or a JSON list of them. */
const childIds = (text: string): string[] => text.split(/[\s,"[\]]+/).filter((id) => id !== '');

function keep({ call, world }: IgCall, draft: Draft & Pick<IgContainer, 'accountId' | 'appId'>): IgContainer {
  const { instagram } = world.state;
  const slow = call.struck('slow-processing');
  const container: IgContainer = {
    id: draft.id ?? nextId(instagram),
    isChild: false,
    caption: '',
    madeWithAi: false,
    shareToFeed: false,
    children: [],
    file: null,
    upload: null,
    failed: null,
    createdAt: world.now(),
    mediaId: null,
    ...draft,
    polls: slow === undefined ? (draft.polls ?? 0) : (slow.polls ?? 3),
  };
  if (call.struck('processing-failed') !== undefined) container.failed = 2_207_026;
  instagram.containers[container.id] = container;
  world.changed();
  return container;
}

const madeToday = (world: World, accountId: string): number =>
  Object.values(world.state.instagram.containers).filter(
    (container) => container.accountId === accountId && world.now() - container.createdAt < day,
  ).length;
