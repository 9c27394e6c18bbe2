import type { AccountView, MediaView, PostView } from '../listing.ts';
import type { World } from '../world.ts';
import { isForAll, thumbnailBlob, type TkPost, type TkUser } from './model.ts';
import { permalinkOf } from './reads.ts';

export const tiktokAccounts = (world: World): AccountView[] =>
  Object.values(world.state.tiktok.users).map((user) => ({
    platform: 'tiktok',
    id: user.openId,
    name: user.nickname,
    username: user.username,
    note: noteOf(user),
  }));

const noteOf = ({ isPrivate, standing }: TkUser): string =>
  `${isPrivate ? 'Private' : 'Public'} account${standing === 'good' ? '' : `, ${standing}`}`;

export function tiktokView(
  post: TkPost,
  account: AccountView | undefined,
  world: World,
): PostView | undefined {
  if (account === undefined) return undefined;
  const { info, kind } = post;
  const text = kind === 'video' ? info.title : info.description;
  return {
    platform: 'tiktok',
    account,
    id: post.id,
    kind: kind === 'video' ? 'video' : 'post',
    title: kind === 'photo' && info.title !== '' ? info.title : undefined,
    text,
    shown: text,
    link: undefined,
    media: post.media.map(
      ({ id, width, height, bytes, sha256 }): MediaView => ({
        id,
        kind: kind === 'video' ? 'video' : 'photo',
        // Photos have no descriptions on TikTok.
        altText: '',
        width,
        height,
        bytes,
        sha256,
        thumbnail: kind === 'video' ? undefined : `/thumbnail/${thumbnailBlob(id)}`,
      }),
    ),
    createdAt: post.createdAt,
    publishAt: post.createdAt,
    permalink: permalinkOf(post, world),
    replyTo: undefined,
    conversation: post.id,
    comments: [],
    state: stateOf(post, world),
    onlyRoles: false,
    madeWithAi: info.isAigc,
    app: post.clientKey,
    requestId: post.requestId,
  };
}

function stateOf(post: TkPost, world: World): PostView['state'] {
  const publication = world.state.tiktok.publications[post.publishId];
  if (publication?.state === 'failed') return 'failed';
  if (post.state !== 'alive') return post.state;
  if (publication?.state === 'processing') return 'processing';
  return isForAll(post) ? 'public' : 'draft';
}
