import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { OAuth } from '#shared/platforms/platform.ts';

export interface Callback {
  query: URLSearchParams;
}

export interface Loopback {
  /** The exact address to give to the platform. */
  redirectUri: string;
  /** The browser's return with the right state; null: closed before it came. */
  returned: Promise<Callback | null>;
  close(): void;
}

/** Every port that the platform would send the browser to is taken by something else. */
export class NoPortFree extends Error {}

/**
 * A listener for one connect attempt: it takes one answer that carries `state`, on the registered path and host, shows a
 * closing page, and is gone.
 */
export async function listenForCallback(redirect: OAuth['redirect'], state: string): Promise<Loopback> {
  let settle: (callback: Callback | null) => void = () => {};
  const returned = new Promise<Callback | null>((resolve) => {
    settle = resolve;
  });
  let used = false;
  const app = express().disable('x-powered-by').disable('etag');
  const server = createServer(app);
  const port = await firstFree(server, redirect.ports);
  const host = `${redirect.host}:${port}`;

  app.use((request, response, next) => {
    response.set({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      connection: 'close',
    });
    // A page of another name that leads here (DNS rebinding) is not the browser coming back.
    if (request.headers.host === host) next();
    else response.status(403).type('text').send('This address is only for connecting an account.');
  });
  app.get(redirect.path, (request, response) => {
    const query = new URL(request.originalUrl, `http://${host}`).searchParams;
    if (used || query.get('state') !== state) {
      response
        .status(400)
        .type('html')
        .send(
          page(
            'This page does not belong to a connection that is under way',
            'Go back to Picscripter and connect again.',
          ),
        );
      return;
    }
    used = true;
    const declined = query.has('error');
    response
      .type('html')
      .send(
        declined
          ? page('Nothing was connected', 'You can close this tab and go back to Picscripter.')
          : page('Done', 'Picscripter has the answer. You can close this tab.'),
      );
    response.once('finish', () => close());
    settle({ query });
  });
  app.use((_request, response) => void response.status(404).type('text').send('There is nothing here.'));

  function close(): void {
    settle(null);
    server.close();
    server.closeIdleConnections();
  }

  return { redirectUri: `http://${host}${redirect.path}`, returned, close };
}

/** @throws NoPortFree */
async function firstFree(server: Server, ports: OAuth['redirect']['ports']): Promise<number> {
  for (const port of ports === 'any' ? [0] : ports) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (fault: NodeJS.ErrnoException) =>
        fault.code === 'EADDRINUSE' || fault.code === 'EACCES' ? resolve(true) : reject(fault),
      );
      server.listen(port, '127.0.0.1', () => resolve(false));
    });
    server.removeAllListeners('error');
    if (!taken) return (server.address() as AddressInfo).port;
  }
  throw new NoPortFree();
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title} · Picscripter</title><meta name="color-scheme" content="light dark"><style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;padding:0 1rem;text-align:center}h1{font-size:1.25rem}</style><main><h1>${title}</h1><p>${text}</p></main></html>`;
}
