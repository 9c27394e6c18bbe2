import express, { type Response, type Router } from 'express';
import { localPath, platformNames, prefixOf } from './hosts.ts';
import { type Html, html, page } from './html.ts';
import { type AccountView, listAccounts, listPosts, type MediaView, type PostView } from './listing.ts';
import { profilePicture } from './pictures.ts';
import type { Reply } from './reply.ts';
import type { World } from './world.ts';

/** The pages on which a person sees what was posted, and the pictures on them. */
export function feedRouter(world: World): Router {
  const router = express.Router();
  const show = (response: Response, reply: Reply) =>
    response.status(reply.status).set(reply.headers).send(reply.body);
  const one = (response: Response, wanted: (post: PostView) => boolean) => {
    const posts = listPosts(world).filter((post) => post.state === 'public');
    const post = posts.find(wanted);
    return show(response, post === undefined ? missing() : postPage(post, posts));
  };

  router.get('/', (_request, response) => show(response, frontPage(world)));
  router.get('/feed/:platform/:account', (request, response) => {
    const { platform, account } = request.params;
    const found = listAccounts(world).find(
      (item) => item.platform === platform && (item.id === account || item.username === account),
    );
    return show(response, found === undefined ? missing() : accountPage(found, world));
  });
  router.get(`${prefixOf('https://x.com')}/:user/status/:id`, (request, response) =>
    one(response, (post) => post.platform === 'x' && post.id === request.params.id),
  );
  router.get(`${prefixOf('https://x.com')}/:user`, (request, response) =>
    response.redirect(`/feed/x/${request.params.user}`),
  );

  const facebook = prefixOf('https://www.facebook.com');
  const holds = (post: PostView, id: unknown) =>
    post.platform === 'facebook' && post.media.some((item) => item.id === id);
  router.get(`${facebook}/photo.php`, (request, response) =>
    one(response, (post) => holds(post, request.query.fbid)),
  );
  router.get(`${facebook}/reel/:video`, (request, response) =>
    one(response, (post) => holds(post, request.params.video)),
  );
  for (const shape of ['/:page/posts/:local', '/stories/:page/:local'] as const) {
    router.get(facebook + shape, (request, response) =>
      one(response, (post) => post.id === `${String(request.params.page)}_${String(request.params.local)}`),
    );
  }
  router.get(`${facebook}/:name`, (request, response) => {
    const { name } = request.params;
    const account = listAccounts(world).find(
      (item) => item.platform === 'facebook' && (item.id === name || item.username === name),
    );
    if (account !== undefined) return response.redirect(`/feed/facebook/${account.id}`);
    return one(
      response,
      (post) => post.platform === 'facebook' && (post.id === name || post.id.endsWith(`_${name}`)),
    );
  });

  const instagram = prefixOf('https://www.instagram.com');
  for (const shape of ['/p/:code', '/reel/:code', '/stories/:user/:code'] as const) {
    router.get(instagram + shape, (request, response) =>
      one(
        response,
        ({ platform, permalink }) =>
          platform === 'instagram' && permalink.endsWith(`/${String(request.params.code)}/`),
      ),
    );
  }
  router.get(`${instagram}/:user`, (request, response) =>
    response.redirect(`/feed/instagram/${request.params.user}`),
  );

  router.get(`${prefixOf('https://www.linkedin.com')}/feed/update/:urn`, (request, response) =>
    one(response, (post) => post.platform === 'linkedin' && post.id === request.params.urn),
  );
  const pinterest = prefixOf('https://www.pinterest.com');
  router.get(`${pinterest}/pin/:id`, (request, response) =>
    one(response, (post) => post.platform === 'pinterest' && post.id === request.params.id),
  );
  router.get(`${pinterest}/:user`, (request, response) =>
    response.redirect(`/feed/pinterest/${request.params.user}`),
  );

  const youtube = prefixOf('https://www.youtube.com');
  const isVideo = (post: PostView, id: unknown) => post.platform === 'youtube' && post.id === id;
  router.get(`${youtube}/watch`, (request, response) =>
    one(response, (post) => isVideo(post, request.query.v)),
  );
  router.get(`${youtube}/shorts/:id`, (request, response) =>
    one(response, (post) => isVideo(post, request.params.id)),
  );

  const tiktok = prefixOf('https://www.tiktok.com');
  router.get([`${tiktok}/:user/video/:id`, `${tiktok}/:user/photo/:id`], (request, response) =>
    one(response, (post) => post.platform === 'tiktok' && post.id === request.params.id),
  );
  router.get(`${tiktok}/@:user`, (request, response) =>
    response.redirect(`/feed/tiktok/${request.params.user}`),
  );

  router.get('/thumbnail/:name', async (request, response) => {
    const bytes = await world.blobs.read(request.params.name);
    return bytes === undefined ? response.status(404).end() : response.type('webp').send(bytes);
  });
  router.get(
    [
      `${prefixOf('https://pbs.twimg.com')}/profile_images/:id/:file`,
      `${prefixOf('https://scontent.xx.fbcdn.net')}/picture/:id`,
      `${prefixOf('https://scontent.cdninstagram.com')}/picture/:id`,
      `${prefixOf('https://i.pinimg.com')}/280x280_RS/:id.jpg`,
      `${prefixOf('https://yt3.ggpht.com')}/:id/:file`,
      `${prefixOf('https://p16-sign.tiktokcdn.com')}/:id/:file`,
    ],
    async (request, response) => {
      const id = String(request.params.id);
      const account = listAccounts(world).find((item) => item.id === id || item.id === id.split('_')[0]);
      return response.type('jpeg').send(await profilePicture(account?.name ?? 'Practice'));
    },
  );
  router.get(`${prefixOf('https://media.licdn.com')}/dms/image/:account`, async (request, response) => {
    const account = listAccounts(world).find((item) => item.id === request.params.account);
    return response.type('jpeg').send(await profilePicture(account?.name ?? 'Practice'));
  });
  return router;
}

/** What anybody could see; what failed or was taken down stays visible here with a word about it. */
const isSeen = (post: PostView): boolean => post.state !== 'vanished';

function frontPage(world: World): Reply {
  const accounts = listAccounts(world);
  const posts = listPosts(world).filter(isSeen);
  const newest = posts.toReversed().slice(0, 100);
  return page(
    'Feed',
    html`<section aria-labelledby="accounts"><h2 id="accounts">Accounts</h2><ul>${accounts.map(
      (account) =>
        html`<li><a href="/feed/${account.platform}/${account.id}">${account.name} @${account.username}</a> on ${platformNames[account.platform]} <span class="soft">${account.note}. Posts: ${posts.filter((post) => sameAccount(post.account, account)).length}</span></li>`,
    )}</ul></section>
<section aria-labelledby="posts"><h2 id="posts">Newest posts</h2>${newest.length === 0 ? html`<p>Nothing has been posted yet.</p>` : newest.map((post) => card(post))}</section>`,
  );
}

const sameAccount = (left: AccountView, right: AccountView): boolean =>
  left.platform === right.platform && left.id === right.id;

/** Newest first; the parts of a thread stand together in reading order. */
function accountPage(account: AccountView, world: World): Reply {
  const posts = listPosts(world).filter((post) => isSeen(post) && sameAccount(post.account, account));
  const openings = posts.filter((post) => post.conversation === post.id).toReversed();
  const alone = posts.filter(
    (post) => post.conversation !== post.id && !posts.some(({ id }) => id === post.conversation),
  );
  return page(
    `${account.name} on ${platformNames[account.platform]}`,
    html`<p class="soft">@${account.username}. ${account.note}.</p>
<section aria-labelledby="posts"><h2 id="posts">Posts</h2>${posts.length === 0 && html`<p>Nothing has been posted yet.</p>`}${[...openings, ...alone].map((post) => thread(post, posts))}</section>`,
  );
}

function thread(opening: PostView, posts: readonly PostView[]): Html {
  const parts = posts.filter((post) => post.conversation === opening.id && post.id !== opening.id);
  return html`${card(opening)}${parts.map((part) => card(part, true))}`;
}

function postPage(post: PostView, posts: readonly PostView[]): Reply {
  const opening = posts.find((other) => other.id === post.conversation) ?? post;
  return page(
    `Post by ${post.account.name}`,
    html`<section aria-labelledby="thread"><h2 id="thread">On ${platformNames[post.platform]}</h2>${thread(opening, posts)}</section>`,
  );
}

const missing = (): Reply =>
  page('Not here', html`<p>There is no such account or post. It may have been deleted.</p>`, 404);

const stateWords: Record<PostView['state'], string> = {
  public: '',
  scheduled: 'Scheduled',
  draft: 'Draft, not public',
  processing: 'Still being processed',
  failed: 'The video could not be processed',
  deleted: 'Deleted by its author',
  removed: 'Taken down by the platform',
  vanished: '',
};

function card(post: PostView, part = false): Html {
  const state = stateWords[post.state];
  const at = new Date(post.publishAt ?? post.createdAt).toISOString();
  const time = html`<time datetime="${at}">${at.replace('T', ' ').slice(0, 19)} UTC</time>`;
  return html`<article${part && html` class="part"`}>
<h3>${post.account.name} <span class="soft">@${post.account.username} on ${platformNames[post.platform]}${post.kind !== 'post' && `, ${post.kind}`}</span></h3>
${state !== '' && html`<p class="state">${state}</p>`}
${post.onlyRoles && html`<p class="state">Only people with a role on the app can see this: the app is in Development mode.</p>`}
${post.title !== undefined && html`<h4>${post.title}</h4>`}
${post.text !== '' && html`<p>${post.text}</p>`}
${post.link !== undefined && html`<p class="soft">Link: ${post.link}</p>`}
${post.media.length > 0 && html`<div class="photos">${post.media.map(picture)}</div>`}
${post.place !== undefined && html`<p class="soft">On ${post.place}</p>`}
${post.madeWithAi && html`<p class="soft">Made with AI</p>`}
${post.comments.map((text) => html`<p class="part">Comment: ${text}</p>`)}
<footer class="soft">${post.state === 'public' ? html`<a href="${localPath(post.permalink)}">${time}</a>` : time}</footer>
</article>`;
}

function picture(media: MediaView): Html {
  if (media.thumbnail === undefined)
    return html`<figure class="card"><figcaption>${media.kind === 'document' ? 'Document' : 'Video'}, ${media.bytes} bytes</figcaption></figure>`;
  return html`<figure><img src="${media.thumbnail}" alt="${media.altText}"><figcaption>${media.altText === '' ? 'No alt text' : `Alt text: ${media.altText}`}</figcaption></figure>`;
}
