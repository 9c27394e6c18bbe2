/** What only the host (Electron or a browser beside Node) can do. One driver a host. */
export interface Host {
  readonly kind: 'electron' | 'node';
  /** Opens an https (or mapped practice) address in the system browser; false when that could not be done. */
  openExternal(url: string): Promise<boolean>;
  /** The host's own notification; `route` is the path in the window to show when it is clicked. */
  notify(notice: { title: string; text: string; route: string }): void;
  /** Starts the app with the computer; absent where the host cannot. */
  setOpenAtLogin?(on: boolean): void;
}

/** The whole desktop behind one door. Knows no host but by the port above. */
export interface App {
  /** The window's files, `/api/…`, `/media/…` and `/api/events`. Never throws. */
  fetch(request: Request): Promise<Response>;
  /** Look at the queue at once: resume from sleep, screen unlocked, network back. */
  wake(): void;
  /** Posts being sent at this moment; quitting waits for it to become 0. */
  sending(): number;
  /** Stops claiming, waits for what is under way (at most `graceMs`), closes the database. */
  close(graceMs?: number): Promise<void>;
}

export interface AppConfig {
  /** The data folder; made when it is not there. */
  home: string;
  version: string;
  /** Real origin -> loopback origin with path prefix (PICSCRIPTER_HOSTS); null: the real platforms. */
  hosts: ReadonlyMap<string, string> | null;
  /** https origin of a place from which platforms can fetch files (docs/protocols/public-media.md). Absent: there is none. */
  publicMedia?: string | undefined;
  /**
   * Every platform sends the browser back to this computer, also those that are known to want an address on the internet; for
   * trying whether they do (PICSCRIPTER_LOCAL_RETURNS=1).
   */
  localReturns?: boolean;
  /** The built window. */
  rendererFolder: string;
  /** Where the worker files lie: `publisher` and `housekeeping`, as .js when built, .ts from source. */
  jobsFolder: string;
}
