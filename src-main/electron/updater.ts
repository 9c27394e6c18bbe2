import type { AppUpdater } from 'electron-updater';
import type { Clock, Log } from '#shared/publishing/ports.ts';
import type { Quit } from './quit.ts';

const CHECK_MS = 6 * 60 * 60 * 1000;

export interface UpdaterOptions {
  updater: AppUpdater;
  clock: Pick<Clock, 'every'>;
  log: Pick<Log, 'warn'>;
  quit: Quit;
  /** A new version is on this computer and waits for the seller's click. */
  onReady(version: string): void;
}

export interface Updates {
  /** Installs what is ready, once nothing is being sent. Does nothing when nothing is ready. */
  install(): void;
  /** The version that waits; null: none. */
  ready(): string | null;
}

/** Fetches new versions in the background; installs only on the seller's click, never during a publish. */
export function startUpdates({ updater, clock, log, quit, onReady }: UpdaterOptions): Updates {
  let ready: string | null = null;
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = false;
  updater.on('update-downloaded', ({ version }) => {
    ready = version;
    onReady(version);
  });
  updater.on('error', (error) => log.warn('the update could not be fetched', { error: error.message }));

  // A failed check has been told through 'error'; the next one comes by itself.
  const check = () =>
    updater.checkForUpdates().then(
      () => {},
      () => {},
    );
  void check();
  clock.every(CHECK_MS, check);

  return {
    install() {
      if (ready !== null) quit.request(() => updater.quitAndInstall());
    },
    ready: () => ready,
  };
}
