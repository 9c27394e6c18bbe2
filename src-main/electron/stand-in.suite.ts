import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, Rectangle } from 'electron';
import type { ElectronPieces } from './pieces.ts';

// Electron as far as the shell uses it, for tests on machines without its binary: it keeps what it is told, and a test
// raises the events. One object is one computer on which the app may be started several times.

type Handler = (...values: never[]) => unknown;

/** An event that can be prevented, as Electron hands out. */
export function preventable<T extends object>(facts: T = {} as T) {
  const event = { ...facts, prevented: false, preventDefault: () => void (event.prevented = true) };
  return event;
}

export class StandInContents extends EventEmitter {
  windowOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  sent: unknown[][] = [];
  reloads = 0;
  url = '';
  session = { addWordToSpellCheckerDictionary: () => {} };
  getURL = () => this.url;
  setWindowOpenHandler = (handler: typeof this.windowOpen) => void (this.windowOpen = handler);
  send = (...values: unknown[]) => void this.sent.push(values);
  reload = () => void (this.reloads += 1);

  /** Goes somewhere as a page would; answers whether it was let. */
  tries(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview',
    url: string,
  ) {
    const attempt = preventable({ url });
    this.emit(event, attempt);
    return !attempt.prevented;
  }
}

export interface StandInWindow extends EventEmitter {
  options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  webContents: StandInContents;
  shown: number;
  /** As the user does, on the cross. */
  close(): void;
}

export class StandInTray extends EventEmitter {
  menu: MenuItemConstructorOptions[] = [];
  setToolTip = () => {};
  setContextMenu = (menu: { template: MenuItemConstructorOptions[] }) => void (this.menu = menu.template);
  click(label: string) {
    const item = this.menu.find((each) => each.label === label);
    if (item?.click === undefined) throw new Error(`the tray has no "${label}"`);
    (item.click as () => void)();
  }
}

export interface Computer {
  pieces: ElectronPieces;
  app: EventEmitter & {
    exits: (number | undefined)[];
    /** How often Electron really quit. */
    quits: number;
    badge: number;
    loginItems: unknown[];
    quit(): void;
  };
  powerMonitor: EventEmitter;
  ipcMain: EventEmitter;
  windows: StandInWindow[];
  trays: StandInTray[];
  notifications: (EventEmitter & { title: string; body: string })[];
  /** Addresses opened in the system browser. */
  opened: string[];
  errors: string[];
  /** Message boxes on the screen; `answer` is a click on a button. */
  messages: { message: string; buttons: string[]; signal: AbortSignal; answer(label: string): void }[];
  blockers: Set<number>;
  schemes: { scheme: string; privileges: object }[];
  handlers: Map<string, (request: Request) => Promise<Response>>;
  permissions: { request: Handler; check: Handler };
  set(facts: { online?: boolean; lockTaken?: boolean; displays?: Rectangle[] }): void;
}

export function createComputer(): Computer {
  let online = true;
  let lockTaken = false;
  let displays: Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const never = () => {
    throw new Error('asked before anyone said what to answer');
  };

  const paths: Record<string, string> = { exe: '/opt/Picscripter/picscripter' };
  const exits: (number | undefined)[] = [];
  const loginItems: unknown[] = [];
  const app = Object.assign(new EventEmitter(), {
    exits,
    quits: 0,
    badge: 0,
    loginItems,
    isPackaged: true,
    setName: () => {},
    getVersion: () => '9.9.9',
    setPath: (name: string, path: string) => void (paths[name] = path),
    getPath: (name: string) => paths[name] ?? '',
    requestSingleInstanceLock: () => !lockTaken,
    whenReady: () => Promise.resolve(),
    setBadgeCount: (count: number) => void (app.badge = count),
    setLoginItemSettings: (settings: unknown) => void loginItems.push(settings),
    getLoginItemSettings: () => ({ wasOpenedAtLogin: false }),
    exit(code?: number) {
      app.exits.push(code);
      app.emit('quit', {}, code);
    },
    quit() {
      const event = preventable();
      app.emit('before-quit', event);
      if (event.prevented) return;
      app.quits += 1;
      app.emit('quit', {}, 0);
    },
  });

  const computer: Computer = {
    pieces: undefined as unknown as ElectronPieces,
    app,
    powerMonitor: new EventEmitter(),
    ipcMain: new EventEmitter(),
    windows: [],
    trays: [],
    notifications: [],
    opened: [],
    errors: [],
    messages: [],
    blockers: new Set(),
    schemes: [],
    handlers: new Map(),
    permissions: { request: never, check: never },
    set(facts) {
      online = facts.online ?? online;
      lockTaken = facts.lockTaken ?? lockTaken;
      displays = facts.displays ?? displays;
    },
  };

  class BrowserWindow extends EventEmitter implements StandInWindow {
    options: StandInWindow['options'];
    webContents = new StandInContents();
    shown = 0;
    bounds: Rectangle;
    maximized = false;

    constructor(options: StandInWindow['options'] & Partial<Rectangle>) {
      super();
      this.options = options;
      this.bounds = {
        x: options.x ?? 0,
        y: options.y ?? 0,
        width: options.width ?? 0,
        height: options.height ?? 0,
      };
      computer.windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL(url: string) {
      this.webContents.url = url;
      this.emit('ready-to-show');
      return Promise.resolve();
    }
    show = () => void (this.shown += 1);
    focus = () => {};
    restore = () => {};
    isMinimized = () => false;
    isDestroyed = () => false;
    isMaximized = () => this.maximized;
    maximize = () => void (this.maximized = true);
    getNormalBounds = () => this.bounds;
    close() {
      this.emit('close', preventable());
      this.emit('closed');
      computer.windows.splice(computer.windows.indexOf(this), 1);
      if (computer.windows.length === 0) app.emit('window-all-closed');
    }
  }

  class Tray extends StandInTray {
    constructor() {
      super();
      computer.trays.push(this);
    }
  }

  class Notification extends EventEmitter {
    static isSupported = () => true;
    title: string;
    body: string;
    constructor({ title, body }: { title: string; body: string }) {
      super();
      this.title = title;
      this.body = body;
    }
    show = () => void computer.notifications.push(this);
  }

  let nextBlocker = 1;
  computer.pieces = {
    app,
    BrowserWindow,
    Tray,
    Notification,
    ipcMain: computer.ipcMain,
    powerMonitor: computer.powerMonitor,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => ({ template }),
      setApplicationMenu: () => {},
    },
    nativeImage: { createFromPath: (path: string) => path },
    net: { isOnline: () => online },
    screen: { getAllDisplays: () => displays.map((workArea) => ({ workArea })) },
    shell: {
      openExternal: async (url: string) => void computer.opened.push(url),
    },
    powerSaveBlocker: {
      start(kind: string) {
        if (kind !== 'prevent-app-suspension') throw new Error(`it would keep the screen on: ${kind}`);
        computer.blockers.add(nextBlocker);
        return nextBlocker++;
      },
      stop: (id: number) => computer.blockers.delete(id),
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: Computer['schemes']) => computer.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        computer.handlers.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Handler) => void (computer.permissions.request = handler),
        setPermissionCheckHandler: (handler: Handler) => void (computer.permissions.check = handler),
        setDevicePermissionHandler: () => {},
      },
    },
    dialog: {
      showErrorBox: (_title: string, text: string) => void computer.errors.push(text),
      showMessageBox: (
        _window: unknown,
        {
          message,
          buttons,
          signal,
          cancelId,
        }: { message: string; buttons: string[]; signal: AbortSignal; cancelId: number },
      ) =>
        new Promise((resolve) => {
          const gone = (response: number) => {
            computer.messages = computer.messages.filter((each) => each.signal !== signal);
            resolve({ response });
          };
          signal.addEventListener('abort', () => gone(cancelId));
          computer.messages.push({
            message,
            buttons,
            signal,
            answer: (label) => gone(buttons.indexOf(label)),
          });
        }),
    },
  } as unknown as ElectronPieces;
  return computer;
}

/** Runs repeated tasks when the test says so. */
export function createManualClock() {
  const tasks = new Set<() => Promise<void>>();
  return {
    every(_ms: number, task: () => Promise<void>) {
      tasks.add(task);
      return { stop: () => void tasks.delete(task) };
    },
    /** Every repeated task once. */
    async tick() {
      for (const task of tasks) await task();
    },
    running: () => tasks.size,
  };
}
