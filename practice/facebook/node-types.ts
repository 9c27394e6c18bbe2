import type { World } from '../world.ts';
import type { NodeType, Field } from './fields.ts';
import { show, showAll } from './fields.ts';
import {
  type FbPage,
  type FbPerson,
  type FbPhoto,
  type FbPost,
  type FbVideo,
  isPublic,
  isScheduled,
  localId,
} from './model.ts';
import { permalinkOf } from './publishing.ts';
import { videoStatus } from './video-status.ts';
import { pageTokenFor, type Session } from './tokens.ts';

const iso = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+0000');
const pictureUrl = (id: string, size: string): string =>
  `https://scontent.xx.fbcdn.net/picture/${id}_${size}.jpg`;

const picture = (id: string) => (_: unknown, field: Field) => {
  const all: Record<string, unknown> = {
    url: pictureUrl(id, field.modifiers.type ?? 'small'),
    width: 200,
    height: 200,
    is_silhouette: false,
  };
  const names = field.inside?.map(({ name }) => name) ?? Object.keys(all);
  return { data: Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]])) };
};

export const personType: NodeType<FbPerson> = {
  name: 'User',
  unasked: ['name', 'id'],
  fields: {
    id: (person) => person.id,
    name: (person) => person.name,
    picture: (person, field) => picture(person.id)(person, field),
  },
};

/** `session` is set where a user token reads Pages: only then does a Page show its token. */
export const pageType = (world: World, session: Session): NodeType<FbPage> => ({
  name: 'Page',
  unasked: ['name', 'id'],
  fields: {
    id: (page) => page.id,
    name: (page) => page.name,
    username: (page) => page.username,
    category: () => 'Arts & Crafts Store',
    link: (page) => `https://www.facebook.com/${page.username}`,
    fan_count: () => 0,
    followers_count: () => 0,
    picture: (page, field) => picture(page.id)(page, field),
    tasks: (page) => page.tasks[session.person.id] ?? [],
    access_token: (page) =>
      session.token.kind === 'USER' ? pageTokenFor(world, session.token, page.id).token : session.token.token,
    business: (page) => page.business ?? undefined,
    instagram_business_account: (page, { inside }) => {
      const linked = Object.values(world.state.instagram.accounts).find(
        ({ pageId, accountType }) => pageId === page.id && accountType !== 'PERSONAL',
      );
      // Without the permission the field is left out.
      if (linked === undefined || session.grant.permissions.instagram_basic !== 'granted') return undefined;
      return show(linkedAccountType, linked, inside);
    },
  },
});

type LinkedAccount = World['state']['instagram']['accounts'][string];

const linkedAccountType: NodeType<LinkedAccount> = {
  name: 'IGUser',
  unasked: ['id'],
  fields: {
    id: (account) => account.id,
    username: (account) => account.username,
    name: (account) => account.name,
    profile_picture_url: ({ id }) => `https://scontent.cdninstagram.com/picture/${id}_s150x150.jpg`,
  },
};

export const postType = (world: World): NodeType<FbPost> => ({
  name: 'Post',
  unasked: ['created_time', 'message', 'id'],
  fields: {
    id: (post) => post.id,
    message: (post) => (post.message === '' ? undefined : post.message),
    created_time: (post) => iso(publicSince(post, world.now())),
    updated_time: (post) => iso(publicSince(post, world.now())),
    permalink_url: permalinkOf,
    status_type: (post) =>
      post.videoId !== null
        ? 'added_video'
        : post.photoIds.length > 0
          ? 'added_photos'
          : 'mobile_status_update',
    is_published: (post) => isPublic(post, world.now()),
    is_hidden: () => false,
    scheduled_publish_time: (post) =>
      isScheduled(post, world.now()) ? Math.floor((post.publishAt ?? 0) / 1000) : undefined,
    application: (post, { inside }) => {
      const app = world.state.facebook.switches.namesApplication
        ? world.state.facebook.apps[post.appId]
        : undefined;
      return app && show(applicationType, app, inside);
    },
    from: (post) => ({ id: post.pageId, name: world.state.facebook.pages[post.pageId]?.name }),
    full_picture: (post) =>
      post.photoIds[0] === undefined ? undefined : pictureUrl(post.photoIds[0], 'full'),
    attachments: (post, { inside }) => {
      const shown = showAll(attachmentType, attachmentsOf(post), inside);
      return Array.isArray(shown) ? (shown.length === 0 ? undefined : { data: shown }) : shown;
    },
    reactions: (post, field) => counted(post.counters.reactions ?? 0, field),
    likes: (post, field) => counted(post.counters.likes ?? 0, field),
    comments: (post, field) => counted(post.counters.comments ?? post.comments.length, field),
    shares: (post) => ((post.counters.shares ?? 0) === 0 ? undefined : { count: post.counters.shares }),
  },
});

const publicSince = (post: FbPost, now: number): number =>
  post.publishAt !== null && post.publishAt <= now ? post.publishAt : post.createdAt;

function counted(total: number, field: Field): object {
  return { data: [], ...('summary' in field.modifiers ? { summary: { total_count: total } } : {}) };
}

const applicationType: NodeType<{ id: string; name: string }> = {
  name: 'Application',
  unasked: ['name', 'id'],
  fields: {
    id: (app) => app.id,
    name: (app) => app.name,
    link: () => 'https://www.facebook.com/games/',
    category: () => 'Business',
  },
};

interface Attachment {
  media_type: string;
  type: string;
  url: string;
  target: Record<string, string>;
  parts: Attachment[];
}

const attachmentType: NodeType<Attachment> = {
  name: 'StoryAttachment',
  unasked: ['media_type', 'target', 'type', 'url'],
  fields: {
    media_type: (item) => item.media_type,
    type: (item) => item.type,
    url: (item) => item.url,
    unshimmed_url: (item) => item.url,
    title: () => undefined,
    description: () => undefined,
    media: () => undefined,
    target: (item, { inside }) =>
      inside === undefined
        ? item.target
        : Object.fromEntries(
            inside.flatMap(({ name }) =>
              item.target[name] === undefined ? [] : [[name, item.target[name]]],
            ),
          ),
    subattachments: (item, { inside }) => {
      if (item.parts.length === 0) return undefined;
      const shown = showAll(attachmentType, item.parts, inside);
      return Array.isArray(shown) ? { data: shown } : shown;
    },
  },
};

function attachmentsOf(post: FbPost): Attachment[] {
  const photo = (id: string): Attachment => {
    const url = `https://www.facebook.com/photo.php?fbid=${id}`;
    return { media_type: 'photo', type: 'photo', url, target: { id, url }, parts: [] };
  };
  if (post.videoId !== null) {
    const url = `https://www.facebook.com/reel/${post.videoId}`;
    return [{ media_type: 'video', type: 'video_inline', url, target: { id: post.videoId, url }, parts: [] }];
  }
  const [first] = post.photoIds;
  if (post.photoIds.length > 1) {
    const url = permalinkOf(post);
    return [
      {
        media_type: 'album',
        type: 'album',
        url,
        target: { id: post.id, url },
        parts: post.photoIds.map(photo),
      },
    ];
  }
  if (first !== undefined) return [photo(first)];
  if (post.link === null) return [];
  return [{ media_type: 'link', type: 'share', url: post.link, target: { url: post.link }, parts: [] }];
}

export const photoType = (world: World): NodeType<FbPhoto> => ({
  name: 'Photo',
  unasked: ['created_time', 'id'],
  fields: {
    id: (photo) => photo.id,
    name: (photo) => (photo.caption === '' ? undefined : photo.caption),
    created_time: (photo) => iso(photo.createdAt),
    link: (photo) => `https://www.facebook.com/photo.php?fbid=${photo.id}`,
    alt_text: (photo) => photo.altText,
    alt_text_custom: (photo) => (photo.altText === '' ? undefined : photo.altText),
    width: (photo) => photo.width,
    height: (photo) => photo.height,
    images: (photo) => [{ source: pictureUrl(photo.id, 'full'), width: photo.width, height: photo.height }],
    picture: (photo) => pictureUrl(photo.id, 'small'),
    page_story_id: (photo) => {
      const post = world.state.facebook.posts[photo.postId ?? ''];
      const named =
        world.state.facebook.switches.photoNamesPost && post !== undefined && isPublic(post, world.now());
      return named ? post.id : undefined;
    },
  },
});

export const videoType = (world: World): NodeType<FbVideo> => ({
  name: 'Video',
  unasked: ['updated_time', 'id'],
  fields: {
    id: (video) => video.id,
    title: (video) => (video.title === '' ? undefined : video.title),
    description: (video) => (video.description === '' ? undefined : video.description),
    created_time: (video) => iso(video.createdAt),
    updated_time: (video) => iso(video.createdAt),
    status: (video) => videoStatus(video, world),
    published: (video) => {
      const post = world.state.facebook.posts[video.postId ?? ''];
      return post !== undefined && isPublic(post, world.now()) && video.polls === 0 && !video.failed;
    },
    post_id: (video) => {
      const post = world.state.facebook.posts[video.postId ?? ''];
      return post && localId(post);
    },
    permalink_url: (video) => `https://www.facebook.com/reel/${video.id}`,
    views: (video) => world.state.facebook.posts[video.postId ?? '']?.counters.views ?? 0,
    length: () => 0,
    scheduled_publish_time: (video) => {
      const post = world.state.facebook.posts[video.postId ?? ''];
      return post !== undefined && isScheduled(post, world.now())
        ? Math.floor((post.publishAt ?? 0) / 1000)
        : undefined;
    },
  },
});
