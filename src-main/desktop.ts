import type { AppEvent } from '#shared/contract/events.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { Http } from '#shared/publishing/http.ts';
import type { Clock, Hash, Log } from '#shared/publishing/ports.ts';
import type { Tokens } from '#shared/publishing/tokens.ts';
import type { AppConfig, Host } from './host.ts';
import type { MediaStore } from './media/media-store.ts';
import type { Connecting } from './oauth/connecting.ts';
import type { Scheduler } from './scheduler/scheduler.ts';
import type { Vault } from './secrets/vault.ts';
import type { Store } from './store/database.ts';

/** What the desktop is made of, put together once in app.ts and handed to the services that need it. */
export interface Desktop {
  config: AppConfig;
  host: Host;
  store: Store;
  vault: Vault;
  media: MediaStore;
  platforms: Readonly<Record<PlatformId, Platform>>;
  http: Http;
  tokens: Tokens;
  clock: Clock;
  hash: Hash;
  log: Log;
  scheduler: Scheduler;
  connecting: Connecting;
  /** Starts the publisher and the periodic jobs, once the vault is open. Safe to repeat. */
  startJobs(): Promise<void>;
  /** A new UUIDv7. */
  id(): string;
  /** Tells the windows that something changed. */
  emit(event: AppEvent): void;
}

/** What planning needs: small enough that tests need no more than a database. */
export type Planner = Pick<Desktop, 'store' | 'clock' | 'hash' | 'id' | 'emit'> & {
  /** Whether there is a place from which platforms can fetch files. */
  publicMedia: boolean;
  wake(): void;
};
