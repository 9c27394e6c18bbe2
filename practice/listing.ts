import { isOver, isPublic as fbPublic, isScheduled, type FbPost } from './facebook/model.ts';
import { permalinkOf } from './facebook/publishing.ts';
import type { Platform } from './hosts.ts';
import { instagramAccounts, instagramView } from './instagram/listing.ts';
import { linkedinAccounts, linkedinView } from './linkedin/listing.ts';
import type { Pin, PinMedia } from './pinterest/model.ts';
import { tiktokAccounts, tiktokView } from './tiktok/listing.ts';
import type { World } from './world.ts';
import type { XPost } from './x/model.ts';
import { privacyOf, thumbnailBlob, type YtVideo } from './youtube/model.ts';

export interface AccountView {
  platform: Platform;
  id: string;
  name: string;
  username: string;
  /** What matters when posting: the X subscription, the tasks of a Page, the app that knows a person, the standing of a channel, whether an account is private. */
  note: string;
}

export interface MediaView {
  id: string;
  kind: 'photo' | 'animated_gif' | 'video' | 'document';
  altText: string;
  width: number;
  height: number;
  bytes: number;
  /** Of the bytes as they arrived. */
  sha256: string;
  /** Path of the thumbnail on the practice server; undefined for a video. */
  thumbnail: string | undefined;
}

export interface PostView {
  platform: Platform;
  account: AccountView;
  id: string;
  kind: 'post' | 'reel' | 'video' | 'story';
  title?: string | undefined;
  /** As sent. */
  text: string;
  /** As shown; differs on X, where links are wrapped, and on LinkedIn, where text can be cut. */
  shown: string;
  link: string | undefined;
  /** Where on the account it stands: the board, and the section of it. */
  place?: string | undefined;
  media: MediaView[];
  /** Milliseconds since 1970. */
  createdAt: number;
  publishAt: number | undefined;
  permalink: string;
  replyTo: string | undefined;
  /** The first post of the thread. */
  conversation: string;
  state: 'public' | 'scheduled' | 'draft' | 'processing' | 'failed' | 'deleted' | 'removed' | 'vanished';
  /** Only people with a role on the Facebook app see it. */
  onlyRoles: boolean;
  madeWithAi: boolean;
  /** Texts of its comments, oldest first. */
  comments: string[];
  /** Client or app id that made it. */
  app: string;
  /** The entry of the request log that made it. */
  requestId: string;
}

export function listAccounts(world: World): AccountView[] {
  const users = Object.values(world.state.x.users).map((user) => ({
    platform: 'x' as const,
    id: user.id,
    name: user.name,
    username: user.username,
    note: `Subscription: ${user.subscription}${user.standing === 'good' ? '' : `, ${user.standing}`}`,
  }));
  const pages = Object.values(world.state.facebook.pages).map((page) => ({
    platform: 'facebook' as const,
    id: page.id,
    name: page.name,
    username: page.username,
    note: Object.values(page.tasks).some((tasks) => tasks.includes('CREATE_CONTENT'))
      ? 'May be posted to'
      : 'Nobody may create content here',
  }));
  const pinners = Object.values(world.state.pinterest.users).map((user) => ({
    platform: 'pinterest' as const,
    id: user.id,
    name: user.name,
    username: user.username,
    note: `${user.accountType === 'BUSINESS' ? 'Business' : 'Personal'} account${user.standing === 'good' ? '' : `, ${user.standing}`}`,
  }));
  const channels = Object.values(world.state.youtube.channels)
    .filter((channel) => channel.signedUp)
    .map((channel) => ({
      platform: 'youtube' as const,
      id: channel.id,
      name: channel.title,
      username: channel.handle,
      note: `Channel in ${channel.standing} standing`,
    }));
  return [
    ...users,
    ...pages,
    ...instagramAccounts(world),
    ...linkedinAccounts(world),
    ...pinners,
    ...channels,
    ...tiktokAccounts(world),
  ];
}

/** Every post of every account, oldest first. */
export function listPosts(world: World): PostView[] {
  const accounts = new Map(
    listAccounts(world).map((account) => [`${account.platform} ${account.id}`, account]),
  );
  const views = [
    ...Object.values(world.state.x.posts).map((post) => xView(post, accounts.get(`x ${post.userId}`), world)),
    ...Object.values(world.state.facebook.posts).map((post) =>
      fbView(post, accounts.get(`facebook ${post.pageId}`), world),
    ),
    ...Object.values(world.state.instagram.media).map((media) =>
      instagramView(media, accounts.get(`instagram ${media.accountId}`), world),
    ),
    ...Object.values(world.state.linkedin.posts).map((post) =>
      linkedinView(post, accounts.get(`linkedin ${post.author}`), world),
    ),
    ...Object.values(world.state.pinterest.pins).map((pin) =>
      pinView(pin, accounts.get(`pinterest ${pin.userId}`), world),
    ),
    ...Object.values(world.state.youtube.videos).map((video) =>
      ytView(video, accounts.get(`youtube ${video.channelId}`), world),
    ),
    ...Object.values(world.state.tiktok.posts).map((post) =>
      tiktokView(post, accounts.get(`tiktok ${post.openId}`), world),
    ),
  ];
  return views
    .filter((view) => view !== undefined)
    .toSorted((left, right) => left.createdAt - right.createdAt);
}

function xView(post: XPost, account: AccountView | undefined, world: World): PostView | undefined {
  if (account === undefined) return undefined;
  const media = post.mediaIds.map((id) => world.state.x.media[id]).filter((item) => item !== undefined);
  return {
    platform: 'x',
    account,
    id: post.id,
    kind: 'post',
    text: post.sent,
    shown: post.shown,
    link: post.entities.urls.find((url) => url.media_key === undefined)?.expanded_url,
    media: media.map((item) => ({
      id: item.id,
      kind: item.kind,
      altText: item.altText ?? '',
      width: item.width,
      height: item.height,
      bytes: item.bytes,
      sha256: item.sha256,
      thumbnail: item.kind === 'video' ? undefined : `/thumbnail/x-${item.id}.webp`,
    })),
    createdAt: post.createdAt,
    publishAt: post.createdAt,
    permalink: `https://x.com/${account.username}/status/${post.id}`,
    replyTo: post.replyTo ?? undefined,
    conversation: post.conversationId,
    state: post.state,
    onlyRoles: false,
    madeWithAi: post.madeWithAi,
    comments: [],
    app: post.clientId,
    requestId: post.requestId,
  };
}

function fbView(post: FbPost, account: AccountView | undefined, world: World): PostView | undefined {
  if (account === undefined) return undefined;
  const { photos, videos } = world.state.facebook;
  const pictures = post.photoIds.map((id) => photos[id]).filter((item) => item !== undefined);
  const video = videos[post.videoId ?? ''];
  const clip: MediaView[] =
    video === undefined
      ? []
      : [
          {
            id: video.id,
            kind: 'video',
            altText: '',
            width: 0,
            height: 0,
            bytes: video.received,
            sha256: video.sha256,
            thumbnail: undefined,
          },
        ];
  return {
    platform: 'facebook',
    account,
    id: post.id,
    kind: post.kind,
    text: post.message,
    shown: post.message,
    link: post.link ?? undefined,
    media: pictures
      .map(
        (item): MediaView => ({
          id: item.id,
          kind: 'photo',
          altText: item.altText,
          width: item.width,
          height: item.height,
          bytes: item.bytes,
          sha256: item.sha256,
          thumbnail: `/thumbnail/facebook-${item.id}.webp`,
        }),
      )
      .concat(clip),
    createdAt: post.createdAt,
    publishAt: post.publishAt ?? undefined,
    permalink: permalinkOf(post),
    replyTo: undefined,
    conversation: post.id,
    state: fbStateOf(post, world),
    onlyRoles: post.onlyRoles,
    madeWithAi: false,
    comments: [...post.comments],
    app: post.appId,
    requestId: post.requestId,
  };
}

function fbStateOf(post: FbPost, world: World): PostView['state'] {
  if (post.state !== 'alive') return post.state;
  // A story that is over is gone.
  if (isOver(post, world.now())) return 'deleted';
  const video = world.state.facebook.videos[post.videoId ?? ''];
  if (video?.failed === true) return 'failed';
  if (isScheduled(post, world.now())) return 'scheduled';
  if (!fbPublic(post, world.now())) return 'draft';
  return video !== undefined && video.polls > 0 ? 'processing' : 'public';
}

function pinView(pin: Pin, account: AccountView | undefined, world: World): PostView | undefined {
  if (account === undefined) return undefined;
  const { boards, sections, media } = world.state.pinterest;
  const section = sections[pin.sectionId ?? ''];
  const video = media[pin.mediaId ?? ''];
  const pictures = pin.pictures.map(
    ({ id, width, height, bytes, sha256 }, index): MediaView => ({
      id,
      kind: 'photo',
      // A Pin has one description, for all of its pictures.
      altText: index === 0 ? (pin.altText ?? '') : '',
      width,
      height,
      bytes,
      sha256,
      thumbnail: `/thumbnail/pinterest-${id}.webp`,
    }),
  );
  const clips = video === undefined ? [] : [videoView(video, pin.altText ?? '')];
  return {
    platform: 'pinterest',
    account,
    id: pin.id,
    kind: 'post',
    title: pin.title ?? undefined,
    text: pin.description ?? '',
    shown: pin.description ?? '',
    link: pin.link ?? undefined,
    place: [boards[pin.boardId]?.name, section?.name].filter((name) => name !== undefined).join(', '),
    media: [...pictures, ...clips],
    createdAt: pin.createdAt,
    publishAt: pin.createdAt,
    permalink: `https://www.pinterest.com/pin/${pin.id}/`,
    replyTo: undefined,
    conversation: pin.id,
    comments: [],
    state: pin.state,
    onlyRoles: false,
    madeWithAi: false,
    app: pin.appId,
    requestId: pin.requestId,
  };
}

const videoView = ({ id, bytes, sha256 }: PinMedia, altText: string): MediaView => ({
  id,
  kind: 'video',
  altText,
  width: 0,
  height: 0,
  bytes,
  sha256,
  thumbnail: undefined,
});

function ytView(video: YtVideo, account: AccountView | undefined, world: World): PostView | undefined {
  if (account === undefined) return undefined;
  return {
    platform: 'youtube',
    account,
    id: video.id,
    kind: 'video',
    title: video.title,
    text: video.description,
    shown: video.description,
    link: undefined,
    media: [
      {
        id: video.id,
        kind: 'video',
        altText: '',
        width: 0,
        height: 0,
        bytes: video.bytes,
        sha256: video.sha256,
        thumbnail: video.thumbnail === null ? undefined : `/thumbnail/${thumbnailBlob(video.id)}`,
      },
    ],
    createdAt: video.createdAt,
    publishAt: video.publishAt ?? undefined,
    permalink: `https://www.youtube.com/watch?v=${video.id}`,
    replyTo: undefined,
    conversation: video.id,
    comments: [],
    state: ytStateOf(video, world.now()),
    onlyRoles: false,
    madeWithAi: video.syntheticMedia,
    app: video.clientId,
    requestId: video.requestId,
  };
}

/** A video can be watched while it is still being processed. */
function ytStateOf(video: YtVideo, now: number): PostView['state'] {
  if (video.state !== 'alive') return video.state;
  if (video.rejection !== null) return 'removed';
  if (video.failure !== null && video.polls === 0) return 'failed';
  if (privacyOf(video, now) !== 'private') return 'public';
  return video.publishAt === null ? 'draft' : 'scheduled';
}
