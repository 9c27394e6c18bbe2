import express, { type Router } from 'express';
import { type Dialect, endpoint, type Handler } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import type { World } from '../world.ts';
import { consentAnswer, consentPage } from './consent.ts';
import { errorOf, namedError, ytError } from './errors.ts';
import { channels, deleteVideo, playlistItems, videos } from './reads.ts';
import { bearerOf, channelOf, grantOf } from './sessions.ts';
import { largestThumbnail, setThumbnail } from './thumbnails.ts';
import { revoke, token } from './token.ts';
import { bytesDuty, openUpload, uploadBytes } from './uploads.ts';

const dialect: Dialect = {
  platform: 'youtube',
  account: channelOf,
  serverError: (status) => errorOf(status, 'backendError', 'Backend Error'),
  refuse(fault, call, world) {
    switch (fault.kind) {
      case '429':
        return ytError('rateLimitExceeded');
      case 'expired-token': {
        delete world.state.youtube.accessTokens[bearerOf(call)];
        world.changed();
        return ytError('authError');
      }
      case 'revoked-token': {
        const grant = grantOf(call, world);
        if (grant !== undefined) grant.revoked = true;
        world.changed();
        return ytError('authError');
      }
      // YouTube takes the same text as often as one likes; what comes nearest is a refusal of the metadata.
      case 'duplicate':
        return ytError('invalidVideoMetadata');
      default:
        return namedError(fault);
    }
  },
};

/** Mounts everything of YouTube: Google's sign-in and tokens, the Data API and its uploads. */
export function youtubeRouter(world: World): Router {
  const router = express.Router();
  const api = (duty: Duty, handler: Handler, maxBytes?: number) =>
    endpoint(
      world,
      dialect,
      'https://www.googleapis.com',
      maxBytes === undefined ? { duty } : { duty, maxBytes },
      handler,
    );

  const calls = express.Router();
  calls.post('/upload/youtube/v3/videos', api('upload', openUpload));
  calls.put(
    '/upload/youtube/v3/videos',
    endpoint(world, dialect, 'https://www.googleapis.com', { duty: bytesDuty, streams: true }, uploadBytes),
  );
  calls.post('/upload/youtube/v3/thumbnails/set', api('other', setThumbnail, largestThumbnail));
  calls.get('/youtube/v3/channels', api('other', channels));
  calls.get('/youtube/v3/playlistItems', api('read', playlistItems));
  calls.get('/youtube/v3/videos', api('read', videos));
  calls.delete('/youtube/v3/videos', api('other', deleteVideo));
  calls.use(api('other', () => errorOf(404, 'notFound', 'Not Found')));
  router.use(prefixOf('https://www.googleapis.com'), calls);

  const tokens = express.Router();
  const oauth = (handler: Handler) =>
    endpoint(world, dialect, 'https://oauth2.googleapis.com', { duty: 'token' }, handler);
  tokens.post('/token', oauth(token));
  tokens.post('/revoke', oauth(revoke));
  router.use(prefixOf('https://oauth2.googleapis.com'), tokens);

  const pages = express.Router();
  const web = (handler: Handler) =>
    endpoint(world, dialect, 'https://accounts.google.com', { duty: 'token' }, handler);
  pages.get('/o/oauth2/v2/auth', web(consentPage));
  pages.post('/o/oauth2/v2/auth', web(consentAnswer));
  router.use(prefixOf('https://accounts.google.com'), pages);
  return router;
}
