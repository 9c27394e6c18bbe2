import type { BrowserWindow, Rectangle } from 'electron';
import { windowAddress } from './address.ts';
import type { ElectronPieces } from './pieces.ts';
import type { ShellState } from './shell-state.ts';

export interface MainWindow {
  /** Shows the window, makes it when there is none; with a path of ours, at that place. */
  open(path?: string): void;
  /** Null while closed; the app runs on without it. */
  current(): BrowserWindow | null;
  send(channel: string, ...values: unknown[]): void;
}

export interface WindowOptions {
  preload: string;
  icon: string;
  state: ShellState;
  /** The spelling dictionaries are fetched from the network, which practice must not touch. */
  spellcheck: boolean;
}

const SMALLEST = { width: 720, height: 520 };
const FIRST = { width: 1280, height: 840 };

/** The one window. Closing it frees its memory; the next `open` makes a new one where it was. */
export function createMainWindow(
  { BrowserWindow, screen }: Pick<ElectronPieces, 'BrowserWindow' | 'screen'>,
  { preload, icon, state, spellcheck }: WindowOptions,
): MainWindow {
  let window: BrowserWindow | null = null;

  function create(path?: string): BrowserWindow {
    const { bounds, maximized } = state.get();
    const created = new BrowserWindow({
      ...FIRST,
      ...(bounds !== null && isReachable(bounds) ? bounds : {}),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Picscripter',
      icon,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        spellcheck,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
      },
    });
    if (maximized) created.maximize();
    created.once('ready-to-show', () => created.show());
    created.on('close', () => {
      state.set({ bounds: created.getNormalBounds(), maximized: created.isMaximized() });
    });
    created.on('closed', () => {
      window = null;
    });
    // What was written is saved; a page that crashed is a page to load again.
    created.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && !created.isDestroyed()) created.webContents.reload();
    });
    void created.loadURL(windowAddress(path));
    return created;
  }

  /** A screen that was unplugged must not take the window with it. */
  function isReachable(bounds: Rectangle): boolean {
    return screen.getAllDisplays().some(({ workArea }) => {
      const across =
        Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
      const down =
        Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
      return across >= 100 && down >= 100;
    });
  }

  const main: MainWindow = {
    open(path) {
      if (window === null) {
        window = create(path);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (path !== undefined) main.send('open-path', path);
    },
    current: () => window,
    send: (channel, ...values) => window?.webContents.send(channel, ...values),
  };
  return main;
}
