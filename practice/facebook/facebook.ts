import express, { type RequestHandler, type Router } from 'express';
import { endpoint, type Handler } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import type { World } from '../world.ts';
import { gone } from './errors.ts';
import { changePost, createFeedPost, deletePost } from './feed-posts.ts';
import { createComment } from './comments.ts';
import { currentVersion, dialect, graphEndpoint, type GraphHandler } from './graph.ts';
import { loginAnswer, loginPage } from './login.ts';
import { accessToken, debugToken } from './oauth.ts';
import { accounts, businesses, businessPages, openUpload, permissions, revokePermissions } from './people.ts';
import { createPhoto, photoDuty, photoFile } from './photos.ts';
import { insights, node, publishedPosts, scheduledPosts, stories } from './reads.ts';
import { phaseDuty, photoStory, reel, videoStory } from './reels.ts';
import { continueUpload, uploadBytes, uploadOffset } from './rupload.ts';
import { createVideo } from './videos.ts';

const megabyte = 1024 * 1024;
const photoBody = 32 * megabyte;
/** Larger files go by an upload session. */
const videoBody = 96 * megabyte;

/** Mounts everything of Facebook: Graph API, video hosts and the login page. */
export function facebookRouter(world: World): Router {
  const router = express.Router();
  const graph = (
    duty: Parameters<typeof graphEndpoint>[1]['duty'],
    handler: GraphHandler,
    maxBytes?: number,
  ) => graphEndpoint(world, maxBytes === undefined ? { duty } : { duty, maxBytes }, handler);
  const streamed = (duty: Duty, handler: Handler) =>
    endpoint(world, dialect, 'https://graph.facebook.com', { duty, streams: true }, handler);

  const api = express.Router();
  api.use(withVersion);
  const at = (path: string) => `/:version${path}`;
  api.get(at('/oauth/access_token'), graph('token', accessToken));
  api.post(at('/oauth/access_token'), graph('token', accessToken));
  api.get(at('/debug_token'), graph('token', debugToken));
  api.get(at('/me/accounts'), graph('other', accounts));
  api.get(at('/me/businesses'), graph('other', businesses));
  api.get(at('/me/permissions'), graph('token', permissions));
  api.delete(at('/me/permissions{/:permission}'), graph('token', revokePermissions));
  api.get(at('/:node/owned_pages'), graph('other', businessPages));
  api.get(at('/:node/client_pages'), graph('other', businessPages));
  api.post(at('/:node/uploads'), graph('upload', openUpload));
  api.post(at(String.raw`/upload\::upload`), streamed('upload', continueUpload));
  api.get(at(String.raw`/upload\::upload`), streamed('upload', uploadOffset));
  api.post(at('/:node/feed'), graph('publish', createFeedPost));
  api.post(at('/:node/photos'), graph(photoDuty, createPhoto, photoBody));
  api.post(at('/:node/videos'), graph(phaseDuty, createVideo, videoBody));
  api.post(at('/:node/video_reels'), graph(phaseDuty, reel));
  api.post(at('/:node/video_stories'), graph(phaseDuty, videoStory));
  api.post(at('/:node/photo_stories'), graph('publish', photoStory));
  for (const list of ['published_posts', 'posts', 'feed'])
    api.get(at(`/:node/${list}`), graph('read', publishedPosts));
  api.get(at('/:node/scheduled_posts'), graph('read', scheduledPosts));
  api.get(at('/:node/stories'), graph('read', stories));
  api.post(at('/:node/comments'), graph('publish', createComment));
  api.get(at('/:node/insights'), graph('read', insights));
  api.get(at('/:node'), graph('read', node));
  api.post(at('/:node'), graph('publish', changePost));
  api.delete(at('/:node'), graph('other', deletePost));
  api.use(graph('other', () => gone()));
  router.use(prefixOf('https://graph.facebook.com'), api);

  const videos = express.Router();
  videos.use(withVersion);
  videos.post(
    at('/:node/videos'),
    graphEndpoint(
      world,
      { duty: phaseDuty, maxBytes: videoBody, origin: 'https://graph-video.facebook.com' },
      createVideo,
    ),
  );
  router.use(prefixOf('https://graph-video.facebook.com'), videos);

  const uploads = express.Router();
  uploads.post(
    '/video-upload/:version/:video',
    endpoint(world, dialect, 'https://rupload.facebook.com', { duty: 'upload', streams: true }, uploadBytes),
  );
  router.use(prefixOf('https://rupload.facebook.com'), uploads);

  router.get(`${prefixOf('https://scontent.xx.fbcdn.net')}/picture/:name`, photoFile(world));

  const pages = express.Router();
  const web = (handler: Handler) =>
    endpoint(world, dialect, 'https://www.facebook.com', { duty: 'token' }, handler);
  pages.get('{/:version}/dialog/oauth', web(loginPage));
  pages.post('{/:version}/dialog/oauth', web(loginAnswer));
  router.use(prefixOf('https://www.facebook.com'), pages);
  return router;
}

/** An address without a version gets the current one; expired versions answer like the oldest living one. */
const withVersion: RequestHandler = (request, _response, next) => {
  if (!/^\/v\d+\.\d+(\/|\?|$)/.test(request.url)) request.url = `/${currentVersion}${request.url}`;
  next();
};
