import type { AccountView, MediaView, PostView } from '../listing.ts';
import type { World } from '../world.ts';
import { fullName, type LiMedia, type LiPost, organizationUrn, personUrn } from './model.ts';

/** Pages; and people, once for each app that may know them: every app has another name for the same person. */
export function linkedinAccounts(world: World): AccountView[] {
  const { people, organizations, apps } = world.state.linkedin;
  const pages = Object.values(organizations).map((page) => ({
    platform: 'linkedin' as const,
    id: organizationUrn(page),
    name: page.localizedName,
    username: page.vanityName,
    note: 'Page',
  }));
  const members = Object.values(apps)
    .filter((app) => app.scopes.includes('openid'))
    .flatMap((app) =>
      Object.values(people).map((person) => ({
        platform: 'linkedin' as const,
        id: personUrn(person.id, app.clientId),
        name: fullName(person),
        username: person.id,
        note: `Person, as ${app.name} knows them`,
      })),
    );
  return [...pages, ...members];
}

export function linkedinView(
  post: LiPost,
  account: AccountView | undefined,
  world: World,
): PostView | undefined {
  if (account === undefined) return undefined;
  return {
    platform: 'linkedin',
    account,
    id: post.urn,
    kind: 'post',
    text: post.shown,
    shown: post.shown,
    link: post.link ?? undefined,
    media: post.media.flatMap(({ urn, altText }) => {
      const media = world.state.linkedin.media[urn];
      return media === undefined ? [] : [mediaView(media, altText)];
    }),
    createdAt: post.createdAt,
    publishAt: post.createdAt,
    permalink: `https://www.linkedin.com/feed/update/${post.urn}/`,
    replyTo: undefined,
    conversation: post.urn,
    state: post.state,
    onlyRoles: false,
    madeWithAi: false,
    comments: post.comments.map(({ text }) => text),
    app: post.clientId,
    requestId: post.requestId,
  };
}

function mediaView(media: LiMedia, altText: string): MediaView {
  const { urn: id, width, height, bytes, sha256, kind, uploadId } = media;
  return {
    id,
    kind: kind === 'image' ? (media.animated ? 'animated_gif' : 'photo') : kind,
    altText,
    width,
    height,
    bytes,
    sha256,
    thumbnail: kind === 'image' ? `/thumbnail/linkedin-${uploadId}.webp` : undefined,
  };
}
