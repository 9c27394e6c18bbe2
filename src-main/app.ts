import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { newId } from '#shared/model/ids.ts';
import { platforms } from '#shared/platforms/registry.ts';
import type { Clock, Log } from '#shared/publishing/ports.ts';
import { createTokens } from '#shared/publishing/tokens.ts';
import { createEvents } from './api/events.ts';
import { createApi } from './api/serve-api.ts';
import { errorResponse } from './api/wire-errors.ts';
import type { Desktop } from './desktop.ts';
import type { App, AppConfig, Host } from './host.ts';
import { createHttp } from './http/axios-http.ts';
import { createLog } from './log.ts';
import { clearIncoming, createMediaStore } from './media/media-store.ts';
import { serveMedia } from './media/serve.ts';
import { createConnecting } from './oauth/connecting.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { openFileKey } from './secrets/file-key.ts';
import { createGrantStore } from './secrets/grant-store.ts';
import { openKeyring } from './secrets/keyring.ts';
import { openVault } from './secrets/vault.ts';
import { openStore, type Store } from './store/database.ts';
import { findMediaByHash } from './store/media.ts';
import { takeUnshown } from './store/notices.ts';
import { readSettings } from './store/settings.ts';
import { serveWindow } from './serve-window.ts';
import { createSystemClock } from './system-clock.ts';

const GRACE_MS = 30_000;

/** Puts the desktop together and starts it. @throws AppError when the data cannot be opened */
export async function createApp(config: AppConfig, host: Host): Promise<App> {
  const { app, desktop } = await assemble(config, host, createSystemClock());
  await desktop.startJobs();
  return app;
}

/** The whole desktop, whose jobs stand still until they are started. @throws AppError as createApp */
export async function assemble(
  config: AppConfig,
  host: Host,
  clock: Clock,
): Promise<{ app: App; desktop: Desktop }> {
  const { home, hosts } = config;
  const log = createLog(join(home, 'logs'));
  const databaseFile = join(home, 'picscripter.db');
  const mediaFolder = join(home, 'media');
  const store = openNoted(databaseFile, log);
  await clearIncoming(mediaFolder);
  const vault = await openVault({
    home,
    keychain: hosts === null ? await openKeyring() : openFileKey(home, hosts),
  });
  const http = createHttp({ hosts });
  const events = createEvents();
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const id = () => newId(clock.now(), random);
  const tokens = createTokens({
    grants: createGrantStore(store, vault),
    platforms,
    http,
    clock,
    holder: `app-${randomUUID()}`,
  });

  const scheduler = createScheduler({
    jobsFolder: config.jobsFolder,
    log,
    onChange({ postId }) {
      events.emit({ topic: 'post', postId });
      showNotices();
    },
    onTick: () => events.emit({ topic: 'health' }),
    onHousekeeping() {
      events.emit({ topic: 'connection' });
      showNotices();
    },
  });
  const parts = { store, vault, platforms, http, clock, host, config, id, log, emit: events.emit };
  const desktop: Desktop = {
    ...parts,
    media: createMediaStore(mediaFolder),
    tokens,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    scheduler,
    connecting: createConnecting({ ...parts, wake: () => void scheduler.wake() }),
    startJobs,
  };
  const api = createApi(desktop);

  async function startJobs(): Promise<void> {
    const keys = vault.keys();
    if (keys === null) return;
    await scheduler.start({
      databaseFile,
      mediaFolder,
      backupFolder: join(home, 'backups'),
      hosts: hosts === null ? null : [...hosts],
      publicMedia: config.publicMedia,
      keys,
    });
  }

  /** New notices go to the window and, where the seller wants it, to the host, each once. Never throws. */
  function showNotices(): void {
    try {
      const fresh = takeUnshown(store.db, clock.now());
      if (fresh.length === 0) return;
      events.emit({ topic: 'notice' });
      if (!readSettings(store.db).notifications) return;
      for (const { title, text, targetId } of fresh) {
        host.notify({ title, text, route: targetId === null ? '/connections' : `/receipts/${targetId}` });
      }
    } catch (fault) {
      // A full disk, say: they stay unshown and unread, and are shown with the next change.
      log.warn('new notices could not be shown', { error: String(fault) });
    }
  }

  async function fetch(request: Request): Promise<Response> {
    try {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/events' && request.method === 'GET') return events.stream(request.signal);
      if (pathname.startsWith('/api/')) return await api(request);
      if (pathname.startsWith('/media/'))
        return await serveMedia(request, desktop.media, (hash) => findMediaByHash(store.db, hash));
      return await serveWindow(request, config.rendererFolder);
    } catch (fault) {
      return errorResponse(fault, log);
    }
  }

  async function close(graceMs = GRACE_MS): Promise<void> {
    desktop.connecting.close();
    await scheduler.stop(graceMs);
    events.close();
    store.close();
  }

  const app = { fetch, wake: () => void scheduler.wake(), sending: () => scheduler.status().sending, close };
  return { app, desktop };
}

/** What is behind the sentence that the seller gets is kept for whoever helps. */
function openNoted(databaseFile: string, log: Log): Store {
  try {
    return openStore(databaseFile);
  } catch (fault) {
    const { cause } = fault as Error;
    log.warn('the data could not be opened', {
      error: String(fault),
      cause: cause instanceof Error ? cause.message : null,
    });
    throw fault;
  }
}
