import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { Blobs } from './blobs.ts';
import { Control } from './control.ts';
import { controlRouter } from './control-routes.ts';
import { stampArrival } from './endpoint.ts';
import { facebookRouter } from './facebook/facebook.ts';
import { Faults } from './faults.ts';
import { feedRouter } from './feed.ts';
import { hostMap } from './hosts.ts';
import { instagramRouter } from './instagram/instagram.ts';
import { noLatency } from './latency.ts';
import { mediaHostRouter } from './media-host/media-host.ts';
import { linkedinRouter } from './linkedin/linkedin.ts';
import { panelRouter } from './panel.ts';
import { pinterestRouter } from './pinterest/pinterest.ts';
import { RequestLog } from './request-log.ts';
import { freshState, state } from './state.ts';
import { StateFile } from './state-file.ts';
import { style } from './style.ts';
import { tiktokRouter } from './tiktok/tiktok.ts';
import type { World } from './world.ts';
import { xRouter } from './x/x.ts';
import { youtubeRouter } from './youtube/youtube.ts';

export { publicMediaOrigin } from './hosts.ts';
export { practiceApps, readyApps } from './practice-apps.ts';

export interface Practice {
  /** http://127.0.0.1:PORT; the feed is its front page. */
  origin: string;
  /** Real origin -> loopback origin with path prefix, for PICSCRIPTER_HOSTS. */
  hosts: Record<string, string>;
  control: Control;
  /** Cuts every open line and saves what is left to save. */
  close(): Promise<void>;
}

export interface PracticeOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** JSON file that outlives a restart; thumbnails are kept in a folder beside it. */
  dataFile?: string;
  /** Further hosts that platforms can fetch from: https origin -> loopback origin with path prefix. */
  internet?: Record<string, string>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Starts the practice platforms on 127.0.0.1. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const file = new StateFile(options.dataFile, () => world.state);
  const world: World = {
    now: options.now ?? Date.now,
    state: StateFile.load(options.dataFile, state) ?? freshState(),
    changed: () => file.changed(),
    blobs: new Blobs(options.dataFile),
    faults: new Faults(),
    log: new RequestLog(),
    events: new EventEmitter(),
    latency: noLatency(),
    internet: new Map(Object.entries(options.internet ?? {})),
    counters: new Map(),
  };
  // Tests may wait for many things at once.
  world.events.setMaxListeners(0);
  const control = new Control(world);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/practice.css', (_request, response) => response.type('css').send(style));
  app.use(
    xRouter(world),
    // Before Facebook, whose Graph API also answers for Instagram.
    instagramRouter(world),
    facebookRouter(world),
    linkedinRouter(world),
    pinterestRouter(world),
    youtubeRouter(world),
    tiktokRouter(world),
    mediaHostRouter(world),
  );
  app.use('/control', controlRouter(control));
  app.use(feedRouter(world), panelRouter(control));
  app.use(onError);

  const server = createServer((request, response) => {
    stampArrival(request);
    // Requests that come together are all stamped before the first is worked on: none waits for its stamp.
    setImmediate(() => app(request, response));
  });
  // Longer than a client keeps idle lines, so that no request meets a line that is just being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hosts = hostMap(origin);
  for (const [real, base] of Object.entries(hosts)) world.internet.set(real, base);
  return {
    origin,
    hosts,
    control,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      world.blobs.close();
    },
  };
}

/** A sender that went away mid-body is its own affair; anything else is a fault in the practice server. */
const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (request.socket.destroyed) return;
  if (response.headersSent) return next(error);
  console.error(error);
  response.status(500).type('text').send('The practice server has a fault of its own; see its output.');
};
