import express, { type Router } from 'express';
import { type Dialect, endpoint, type Handler } from '../endpoint.ts';
import type { Duty } from '../faults.ts';
import { prefixOf } from '../hosts.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { append, finalize, initialize, largestSegment } from './chunked-upload.ts';
import { consentAnswer, consentPage } from './consent.ts';
import { largestImage, setAltText, uploadOnce } from './media.ts';
import { createPost, deletePost } from './posts.ts';
import { duplicateText, namedError, problem, tooManyRequests, unauthorized } from './problems.ts';
import { me, postById, postsByIds, timeline } from './reads.ts';
import { accountOf, grantOf } from './sessions.ts';
import { revoke, token } from './token.ts';
import { status } from './upload-status.ts';

const dialect: Dialect = {
  platform: 'x',
  account: accountOf,
  serverError: (status) =>
    problem(status, status === 503 ? 'Service Unavailable' : 'Internal Server Error', 'Something is broken.'),
  refuse(fault, call, world) {
    switch (fault.kind) {
      case '429':
        return tooManyRequests(100, Math.ceil((world.now() + (fault.ms ?? 900_000)) / 1000));
      case 'expired-token': {
        const bearer = call.header('authorization')?.slice('Bearer '.length) ?? '';
        delete world.state.x.accessTokens[bearer];
        world.changed();
        return unauthorized();
      }
      case 'revoked-token': {
        const grant = grantOf(call, world);
        if (grant !== undefined) grant.revoked = true;
        world.changed();
        return unauthorized();
      }
      case 'duplicate':
        return duplicateText();
      default:
        return namedError(fault);
    }
  },
};

/** The host in the `type` of a problem is one of two. */
const named =
  (handler: Handler): Handler =>
  async (call, world) => {
    const reply = await handler(call, world);
    const { problemHost } = world.state.x.switches;
    if (reply.accepted || problemHost === 'api.x.com') return reply;
    const body = String(reply.body).replaceAll(
      'https://api.x.com/2/problems/',
      `https://${problemHost}/2/problems/`,
    );
    return new Reply(reply.status, reply.headers, body);
  };

/** Multipart wrapping and base64 make a body larger than the bytes in it. */
const wrapped = (bytes: number): number => Math.ceil(bytes * 1.4) + 16_384;

/** Mounts everything of X: the API and the consent page. */
export function xRouter(world: World): Router {
  const router = express.Router();
  const api = (duty: Duty, handler: Handler, maxBytes?: number) =>
    endpoint(
      world,
      dialect,
      'https://api.x.com',
      maxBytes === undefined ? { duty } : { duty, maxBytes },
      named(handler),
    );
  const web = (handler: Handler) => endpoint(world, dialect, 'https://x.com', { duty: 'token' }, handler);

  const calls = express.Router();
  calls.post('/2/oauth2/token', api('token', token));
  calls.post('/2/oauth2/revoke', api('token', revoke));
  calls.get('/2/users/me', api('other', me));
  calls.get('/2/users/:id/tweets', api('read', timeline));
  calls.post('/2/tweets', api('publish', createPost));
  calls.get('/2/tweets', api('read', postsByIds));
  calls.get('/2/tweets/:id', api('read', postById));
  calls.delete('/2/tweets/:id', api('other', deletePost));
  calls.post('/2/media/upload', api('upload', uploadOnce, wrapped(2 * largestImage)));
  calls.get('/2/media/upload', api('upload', status));
  calls.post('/2/media/upload/initialize', api('upload', initialize));
  calls.post('/2/media/upload/:id/append', api('upload', append, wrapped(largestSegment)));
  calls.post('/2/media/upload/:id/finalize', api('upload', finalize));
  calls.post('/2/media/metadata', api('upload', setAltText));
  calls.use(api('other', () => problem(404, 'Not Found', 'Not Found')));
  router.use(prefixOf('https://api.x.com'), calls);

  const pages = express.Router();
  pages.get('/i/oauth2/authorize', web(consentPage));
  pages.post('/i/oauth2/authorize', web(consentAnswer));
  router.use(prefixOf('https://x.com'), pages);
  return router;
}
