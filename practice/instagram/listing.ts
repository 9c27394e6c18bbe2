import type { AccountView, PostView } from '../listing.ts';
import type { World } from '../world.ts';
import { type IgMedia, isSeen, permalinkOf } from './model.ts';

const types = { BUSINESS: 'Business', MEDIA_CREATOR: 'Creator', PERSONAL: 'Personal' } as const;

export const instagramAccounts = (world: World): AccountView[] =>
  Object.values(world.state.instagram.accounts).map(({ id, name, username, accountType, standing }) => ({
    platform: 'instagram',
    id,
    name,
    username,
    note: `${types[accountType]} account${standing === 'good' ? '' : `, ${standing}`}`,
  }));

export function instagramView(
  media: IgMedia,
  account: AccountView | undefined,
  world: World,
): PostView | undefined {
  if (account === undefined) return undefined;
  return {
    platform: 'instagram',
    account,
    id: media.id,
    kind: media.productType === 'STORY' ? 'story' : media.productType === 'REELS' ? 'reel' : 'post',
    text: media.caption,
    shown: media.caption,
    link: undefined,
    media: filesOf(media, world),
    createdAt: media.createdAt,
    publishAt: media.createdAt,
    permalink: permalinkOf(media, account.username),
    replyTo: undefined,
    conversation: media.id,
    // A story that is over is gone.
    state: media.state !== 'alive' ? media.state : isSeen(media, world.now()) ? 'public' : 'deleted',
    onlyRoles: false,
    madeWithAi: media.madeWithAi,
    comments: [...media.comments],
    app: media.appId,
    requestId: media.requestId,
  };
}

/** The containers the files came by; their thumbnails are kept under these ids. */
function filesOf({ containerId, files }: IgMedia, world: World): PostView['media'] {
  const container = world.state.instagram.containers[containerId];
  const ids = container === undefined || container.children.length === 0 ? [containerId] : container.children;
  return files.map(({ kind, ...facts }, index) => {
    const id = ids[index] ?? containerId;
    return {
      id,
      kind,
      ...facts,
      thumbnail: kind === 'video' ? undefined : `/thumbnail/instagram-${id}.webp`,
    };
  });
}
