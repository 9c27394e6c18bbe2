import express, { type Router } from 'express';
import { type Dialect, endpoint, type Handler } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { consentAnswer, consentPage } from './consent.ts';
import { creatorInfo, userInfo } from './creator.ts';
import { namedError, tkError, unknownError, uploadError } from './errors.ts';
import { initContent } from './photos.ts';
import { listVideos, queryVideos } from './reads.ts';
import { accountOf, bearerOf, grantOf } from './sessions.ts';
import { cancel, fetchStatus } from './status.ts';
import { revoke, token } from './token.ts';
import { chunkDuty, putChunk, uploaderOf } from './uploads.ts';
import { initDraft, initVideo } from './video-init.ts';

const dialect: Dialect = {
  platform: 'tiktok',
  account: accountOf,
  serverError: unknownError,
  refuse(fault, call, world) {
    const { accessTokens, switches } = world.state.tiktok;
    switch (fault.kind) {
      case '429':
        return tkError('rate_limit_exceeded');
      case 'expired-token':
        delete accessTokens[bearerOf(call)];
        world.changed();
        return tkError('access_token_invalid');
      case 'revoked-token': {
        const grant = grantOf(call, world);
        if (grant !== undefined) grant.revoked = true;
        world.changed();
        return tkError('access_token_invalid');
      }
      // TikTok takes the same text as often as one likes; what comes nearest is its word for too much of it.
      case 'duplicate':
        return tkError('spam_risk_too_many_posts');
      default:
        return namedError(fault, switches.tokenErrorStatus);
    }
  },
};

/** The hosts that take bytes know no tokens and say nothing. */
const uploadDialect: Dialect = {
  platform: 'tiktok',
  account: uploaderOf,
  serverError: (status) => new Reply(status),
  refuse: uploadError,
};

const uploadOrigins = ['https://open-upload.tiktokapis.com', 'https://upload.us.tiktokapis.com'] as const;

/** Mounts everything of TikTok: the API, the hosts that take videos, and the consent page. Slashes at the end matter. */
export function tiktokRouter(world: World): Router {
  const router = express.Router();
  const api = (duty: Duty, handler: Handler) =>
    endpoint(world, dialect, 'https://open.tiktokapis.com', { duty }, handler);

  const calls = express.Router({ strict: true });
  calls.post('/v2/oauth/token/', api('token', token));
  calls.post('/v2/oauth/revoke/', api('token', revoke));
  calls.get('/v2/user/info/', api('other', userInfo));
  calls.post('/v2/post/publish/creator_info/query/', api('other', creatorInfo));
  calls.post('/v2/post/publish/video/init/', api('upload', initVideo));
  calls.post('/v2/post/publish/inbox/video/init/', api('upload', initDraft));
  calls.post('/v2/post/publish/content/init/', api('publish', initContent));
  calls.post('/v2/post/publish/status/fetch/', api('read', fetchStatus));
  calls.post('/v2/post/publish/cancel/', api('other', cancel));
  calls.post('/v2/video/list/', api('read', listVideos));
  calls.post('/v2/video/query/', api('read', queryVideos));
  calls.use(api('other', () => new Reply(404, { 'content-type': 'text/plain' }, 'Unsupported path(Janus)')));
  router.use(prefixOf('https://open.tiktokapis.com'), calls);

  for (const origin of uploadOrigins) {
    const uploads = express.Router({ strict: true });
    uploads.put(
      '/video/',
      endpoint(world, uploadDialect, origin, { duty: chunkDuty, streams: true }, putChunk),
    );
    router.use(prefixOf(origin), uploads);
  }

  const pages = express.Router({ strict: true });
  const web = (handler: Handler) =>
    endpoint(world, dialect, 'https://www.tiktok.com', { duty: 'token' }, handler);
  pages.get('/v2/auth/authorize/', web(consentPage));
  pages.post('/v2/auth/authorize/', web(consentAnswer));
  router.use(prefixOf('https://www.tiktok.com'), pages);
  return router;
}
