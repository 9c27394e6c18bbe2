import express, { type RequestHandler, type Router } from 'express';
import { endpoint, type Handler, type ReceivedCall } from '../endpoint.ts';
import { currentVersion } from '../facebook/graph.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import type { World } from '../world.ts';
import { createContainer } from './containers.ts';
import { gone } from './errors.ts';
import { dialect, igEndpoint, type IgHandler } from './graph.ts';
import { consentAnswer, consentPage } from './login.ts';
import { exchangeCode, exchangeToken, refreshToken } from './oauth.ts';
import { createComment, publishContainer, publishingLimit } from './publishing.ts';
import { insights } from './insights.ts';
import { mediaList, node, storyList } from './reads.ts';
import { uploadBytes } from './rupload.ts';
import type { Via } from './tokens.ts';

/**
 * Mounts everything of Instagram: the API at both hosts, the upload host, Instagram Login. At graph.facebook.com it answers for
 * ids that are Instagram's and lets every other call pass on, so it must be mounted before Facebook.
 */
export function instagramRouter(world: World): Router {
  const router = express.Router();

  const graph = express.Router();
  graph.use(withVersion);
  // Before the routes of nodes, which would take these names for ids.
  graph.get('/:version/access_token', igEndpoint(world, 'instagram', 'token', exchangeToken));
  graph.get('/:version/refresh_access_token', igEndpoint(world, 'instagram', 'token', refreshToken));
  graph.use(api(world, 'instagram'));
  graph.use(igEndpoint(world, 'instagram', 'other', () => gone()));
  router.use(prefixOf('https://graph.instagram.com'), graph);

  const linked = express.Router();
  linked.use(onlyInstagramIds(world), api(world, 'facebook'));
  router.use(prefixOf('https://graph.facebook.com'), linked);

  const uploads = express.Router();
  uploads.post(
    '/ig-api-upload/:version/:node',
    endpoint(world, dialect, 'https://rupload.facebook.com', { duty: 'upload', streams: true }, uploadBytes),
  );
  router.use(prefixOf('https://rupload.facebook.com'), uploads);

  const login = express.Router();
  login.post(
    '/oauth/access_token',
    endpoint(world, dialect, 'https://api.instagram.com', { duty: 'token' }, exchangeCode),
  );
  router.use(prefixOf('https://api.instagram.com'), login);

  const pages = express.Router();
  const web = (handler: Handler) =>
    endpoint(world, dialect, 'https://www.instagram.com', { duty: 'token' }, handler);
  pages.get('/oauth/authorize', web(consentPage));
  pages.post('/oauth/authorize', web(consentAnswer));
  router.use(prefixOf('https://www.instagram.com'), pages);
  return router;
}

function api(world: World, via: Via): Router {
  const router = express.Router();
  const on = (duty: Duty | ((call: ReceivedCall) => Duty), handler: IgHandler) =>
    igEndpoint(world, via, duty, handler);
  const at = (path: string) => `/:version/:node${path}`;
  router.post(at('/media'), on('upload', createContainer));
  router.post(at('/media_publish'), on('publish', publishContainer));
  router.get(at('/content_publishing_limit'), on('read', publishingLimit));
  router.get(at('/media'), on('read', mediaList));
  router.get(at('/stories'), on('read', storyList));
  router.post(at('/comments'), on('publish', createComment));
  router.get(at('/insights'), on('read', insights));
  router.get(at(''), on('read', node));
  return router;
}

/** An address without a version gets the current one. */
const withVersion: RequestHandler = (request, _response, next) => {
  if (!/^\/v\d+\.\d+(\/|\?|$)/.test(request.url)) request.url = `/${currentVersion}${request.url}`;
  next();
};

/** Accounts, containers and media of Instagram; anything else is Facebook's. */
function onlyInstagramIds(world: World): RequestHandler {
  return (request, _response, next) => {
    const id = /^\/v\d+\.\d+\/(\d+)(?=[/?]|$)/.exec(request.url)?.[1] ?? '';
    const { accounts, containers, media } = world.state.instagram;
    if (id in accounts || id in containers || id in media) return next();
    // Out of this part of the router, as if it were not there.
    next('router');
  };
}
