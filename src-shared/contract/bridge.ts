/** What the window is given beyond the web, as `window.picscripter`. In a browser it is not there. */
export interface Bridge {
  readonly host: 'electron';
  /** Tells the version of an update that waits for a click, also when it came before. Returns how to stop listening. */
  onUpdateReady(listener: (version: string) => void): () => void;
  /** Installs the update once nothing is being sent, and starts again. */
  installUpdate(): void;
  /** A notification was clicked, and the window already is open: go to this path. Returns how to stop listening. */
  onOpenPath(listener: (path: string) => void): () => void;
}
