import express, { type Router } from 'express';
import { type Dialect, endpoint, type Handler } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import type { World } from '../world.ts';
import { createBoard, listBoards, listSections, userAccount } from './boards.ts';
import { consentAnswer, consentPage } from './consent.ts';
import { namedError, refusal, unauthenticated, withRequestId } from './errors.ts';
import { outOfCalls } from './limits.ts';
import { mediaStatus, registerMedia, uploadOrigin } from './media.ts';
import { createPin, deletePin } from './pins.ts';
import { getPin, listBoardPins, listPins } from './reads.ts';
import { accountOf, grantOf } from './sessions.ts';
import { storeError, uploadVideo } from './store.ts';
import { revoke, token } from './token.ts';

const dialect: Dialect = {
  platform: 'pinterest',
  account: accountOf,
  serverError: (status) =>
    withRequestId(refusal(status, 0, 'Something went wrong on our end. Sorry about that.')),
  refuse(fault, call, world) {
    switch (fault.kind) {
      case '429':
        return withRequestId(outOfCalls(world, fault.ms ?? 30_000));
      case 'expired-token':
        delete world.state.pinterest.accessTokens[
          call.header('authorization')?.slice('Bearer '.length) ?? ''
        ];
        world.changed();
        return withRequestId(unauthenticated());
      case 'revoked-token': {
        const grant = grantOf(call, world);
        if (grant !== undefined) grant.revoked = true;
        world.changed();
        return withRequestId(unauthenticated());
      }
      default:
        return withRequestId(namedError(fault));
    }
  },
};

/** The store that takes the videos is Amazon's, and speaks XML. */
const storeDialect: Dialect = {
  ...dialect,
  serverError: (status) =>
    storeError(status, 'InternalError', 'We encountered an internal error. Please try again.'),
  refuse: (fault) =>
    fault.kind === '429'
      ? storeError(503, 'SlowDown', 'Please reduce your request rate.')
      : storeError(403, fault.code ?? 'AccessDenied', 'Access Denied'),
};

const megabyte = 1024 * 1024;
/** Five pictures of 20 MB in base64. */
const largestPin = 150 * megabyte;

/** Mounts everything of Pinterest: the API, the store for videos and the consent page. */
export function pinterestRouter(world: World): Router {
  const router = express.Router();
  const api = (duty: Duty, handler: Handler, maxBytes = megabyte) =>
    endpoint(world, dialect, 'https://api.pinterest.com', { duty, maxBytes }, async (call, ofWorld) =>
      withRequestId(await handler(call, ofWorld)),
    );
  const web = (handler: Handler) =>
    endpoint(world, dialect, 'https://www.pinterest.com', { duty: 'token' }, handler);

  const calls = express.Router();
  calls.post('/v5/oauth/token', api('token', token));
  calls.post('/v5/oauth/token/revoke', api('token', revoke));
  calls.get('/v5/user_account', api('other', userAccount));
  calls.get('/v5/boards', api('read', listBoards));
  calls.post('/v5/boards', api('other', createBoard));
  calls.get('/v5/boards/:id/sections', api('read', listSections));
  calls.get('/v5/boards/:id/pins', api('read', listBoardPins));
  calls.post('/v5/media', api('upload', registerMedia));
  calls.get('/v5/media/:id', api('upload', mediaStatus));
  calls.post('/v5/pins', api('publish', createPin, largestPin));
  calls.get('/v5/pins', api('read', listPins));
  calls.get('/v5/pins/:id', api('read', getPin));
  calls.delete('/v5/pins/:id', api('other', deletePin));
  calls.use(api('other', () => refusal(404, 404, 'The requested resource could not be found.')));
  router.use(prefixOf('https://api.pinterest.com'), calls);

  const store = express.Router();
  const storeOptions = { duty: 'upload', streams: true } as const;
  store.post('/', endpoint(world, storeDialect, uploadOrigin, storeOptions, uploadVideo));
  router.use(prefixOf(uploadOrigin), store);

  const pages = express.Router();
  pages.get('/oauth/', web(consentPage));
  pages.post('/oauth/', web(consentAnswer));
  router.use(prefixOf('https://www.pinterest.com'), pages);
  return router;
}
