import express, { type Router } from 'express';
import { endpoint, type Handler } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import type { World } from '../world.ts';
import { createComment } from './comments.ts';
import { consentAnswer, consentPage } from './consent.ts';
import { restError } from './errors.ts';
import { organizationAcls, organizations, userinfo } from './identity.ts';
import { createPost, deletePost } from './posts.ts';
import { postsOfAuthor, readPost } from './reads.ts';
import { shareStatistics } from './statistics.ts';
import { dialect, plainEndpoint, restEndpoint, type RestHandler } from './rest.ts';
import { accessToken, revoke } from './token.ts';
import { largestDocument, mediaStatus, openUpload, putFile } from './uploads.ts';
import { partBytes, putPart, videoAction } from './videos.ts';

/** Mounts everything of LinkedIn: the versioned API, sign-in and the host that takes files. */
export function linkedinRouter(world: World): Router {
  const router = express.Router();
  const rest = (duty: Duty, handler: RestHandler) => restEndpoint(world, duty, handler);

  const api = express.Router();
  api.get('/v2/userinfo', plainEndpoint(world, 'other', userinfo));
  api.get('/rest/organizationAcls', rest('other', organizationAcls));
  api.get('/rest/organizations', rest('other', organizations));
  api.post('/rest/images', rest('upload', openUpload('image')));
  api.get('/rest/images/:urn', rest('upload', mediaStatus('image')));
  api.post('/rest/documents', rest('upload', openUpload('document')));
  api.get('/rest/documents/:urn', rest('upload', mediaStatus('document')));
  api.post('/rest/videos', rest('upload', videoAction));
  api.get('/rest/videos/:urn', rest('upload', mediaStatus('video')));
  api.post('/rest/posts', rest('publish', createPost));
  api.get('/rest/posts', rest('read', postsOfAuthor));
  api.get('/rest/posts/:urn', rest('read', readPost));
  api.delete('/rest/posts/:urn', rest('other', deletePost));
  api.get('/rest/organizationalEntityShareStatistics', rest('read', shareStatistics));
  api.post('/rest/socialActions/:urn/comments', rest('publish', createComment));
  api.use(
    plainEndpoint(world, 'other', () => restError(404, 'RESOURCE_NOT_FOUND', 'No virtual resource found')),
  );
  router.use(prefixOf('https://api.linkedin.com'), api);

  const site = express.Router();
  const web = (duty: Duty, handler: Handler, maxBytes?: number) =>
    endpoint(
      world,
      dialect,
      'https://www.linkedin.com',
      maxBytes === undefined ? { duty } : { duty, maxBytes },
      handler,
    );
  site.get('/oauth/v2/authorization', web('token', consentPage));
  site.post('/oauth/v2/authorization', web('token', consentAnswer));
  site.post('/oauth/v2/accessToken', web('token', accessToken));
  site.post('/oauth/v2/revoke', web('token', revoke));
  site.put('/dms-uploads/video/:upload/:part', web('upload', putPart, partBytes));
  site.put('/dms-uploads/:kind/:upload', web('upload', putFile, largestDocument));
  router.use(prefixOf('https://www.linkedin.com'), site);
  return router;
}
