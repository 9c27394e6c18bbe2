import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { AppError, type AppErrorData } from '#shared/model/app-error.ts';
import type { App } from '../host.ts';
import { Door } from './door.ts';
import { answerByFetch } from './fetch-bridge.ts';
import { intrusion } from './guard.ts';
import { doorPages, sendPage } from './pages.ts';

export interface ServerOptions {
  /** Tried in order; 0: any free one. */
  ports: readonly number[];
  /** A link was opened a second time; this is a fresh one, to be printed where only the seller sees it. */
  onFreshLink: (url: string) => void;
}

export interface WindowServer {
  /** http://127.0.0.1:PORT */
  origin: string;
  port: number;
  /** See Door. */
  knockSecret: string;
  /** A link that opens the window once. */
  newLink(): string;
  /** Takes no more requests and cuts the lines that are open. */
  close(): Promise<void>;
}

/** Serves the app to browsers of this machine. @throws AppError when no port can be had */
export async function startServer(fetch: App['fetch'], options: ServerOptions): Promise<WindowServer> {
  const door = new Door();
  const server = createServer();
  const port = await listen(server, options.ports);
  const origin = `http://127.0.0.1:${port}`;
  const newLink = () => origin + door.newLink();

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post('/door/link', (request, response) => {
    const { host, origin: page, authorization } = request.headers;
    // No page ever knocks; a page would send its origin.
    if (`http://${host}` !== origin || page !== undefined || !door.mayKnock(authorization))
      return refuse(request, response);
    response.type('text').send(newLink());
  });
  app.use(guard(origin));
  app.get('/door/:token', (request, response) => {
    if (request.method === 'HEAD') return refuse(request, response);
    const admitted = door.admits(request.headers.cookie, port);
    const entry = door.enter(request.params.token);
    if (entry !== 'opened' && !admitted) {
      if (entry === 'used') options.onFreshLink(newLink());
      return sendPage(response, entry === 'used' ? doorPages.used : doorPages.closed);
    }
    response.set({
      'Set-Cookie': door.cookieFor(port),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    });
    response.redirect(303, '/');
  });
  app.use((request, response, next) => {
    if (door.admits(request.headers.cookie, port)) next();
    else refuse(request, response);
  });
  app.use((request, response) => answerByFetch(fetch, request, response, origin));
  app.use(onError);
  server.on('request', app);

  return {
    origin,
    port,
    knockSecret: door.knockSecret,
    newLink,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    server.listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if (
        !(
          error instanceof Error &&
          'code' in error &&
          (error.code === 'EADDRINUSE' || error.code === 'EACCES')
        )
      )
        throw error;
    }
  }
  throw new AppError(
    'BAD_INPUT',
    `Port ${ports.join(', ')} is taken by another program. Choose another with --port, or leave it out.`,
  );
}

function guard(origin: string): RequestHandler {
  return (request, response, next) => {
    const why = intrusion(
      { method: request.method, url: request.originalUrl, headers: request.headers },
      origin,
    );
    if (why === null) next();
    else refuse(request, response);
  };
}

/** Never says more to a stranger than that the door is closed. */
function refuse(request: Request, response: Response): void {
  if (!request.path.startsWith('/api/')) return sendPage(response, doorPages.closed);
  const error: AppErrorData = {
    code: 'UNAUTHORIZED',
    message: 'Picscripter was started anew. Run `npm start` once more in the terminal to open it again.',
  };
  response.status(401).set('Cache-Control', 'no-store').json(error);
}

/** The app never throws; what lands here is a malformed request or a body stream that broke. */
const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!(error instanceof URIError || error instanceof TypeError)) console.error(error);
  response.status(400).type('text').send('This request cannot be read.');
};
