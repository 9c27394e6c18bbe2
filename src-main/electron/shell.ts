import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import { AppError } from '#shared/model/app-error.ts';
import type { Clock, Log } from '#shared/publishing/ports.ts';
import type { App, AppConfig, Host } from '../host.ts';
import { defaultHome, openHome } from '../home/home.ts';
import { lockHome } from '../home/home-lock.ts';
import { isOurs, SCHEME } from './address.ts';
import { channels } from './channels.ts';
import { addContextMenu } from './context-menu.ts';
import { createExternal } from './external.ts';
import { guardContents, guardSession } from './guard.ts';
import { createLoginItem } from './login-item.ts';
import { menuTemplate } from './menu.ts';
import { createNotifier } from './notifications.ts';
import type { ElectronPieces } from './pieces.ts';
import { createSleepBlocker, wakeWithTheComputer } from './power.ts';
import { outsideOf } from '../home/outside.ts';
import type { RunningPractice } from '../home/practice.ts';
import { startPulse } from './pulse.ts';
import { createQuit } from './quit.ts';
import { openShellState } from './shell-state.ts';
import { readSwitches, type Switches } from './switches.ts';
import { createTray } from './tray.ts';
import { startUpdates, type Updates } from './updater.ts';
import { createMainWindow, type MainWindow } from './window.ts';

export interface ShellOptions {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  rendererFolder: string;
  jobsFolder: string;
  preload: string;
  /** Window icon and tray images. */
  imagesFolder: string;
  clock: Pick<Clock, 'every'>;
  log: Pick<Log, 'warn'>;
  createApp(config: AppConfig, host: Host): Promise<App>;
  startPractice(home: string): Promise<RunningPractice>;
  /** Null where this copy does not update itself. */
  loadUpdater(): Promise<AppUpdater | null>;
}

/** Starts the desktop in Electron. Everything up to the first `await` must happen before Electron is ready. */
export async function startShell(electron: ElectronPieces, options: ShellOptions): Promise<void> {
  const { app, dialog, protocol } = electron;
  try {
    const switches = readSwitches(options.argv);
    const home = chooseHome(electron, options, switches);
    if (!app.requestSingleInstanceLock()) return app.quit();
    protocol.registerSchemesAsPrivileged([
      { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
    await app.whenReady();
    await run(electron, options, home, switches);
  } catch (error) {
    dialog.showErrorBox('Picscripter cannot start', sentenceOf(error));
    app.exit(1);
  }
}

/** One folder for everything, the same that the browser host uses: whoever changes from one to the other finds their posts. */
function chooseHome({ app }: ElectronPieces, { env, platform }: ShellOptions, switches: Switches): string {
  const kind = switches.practice || env['PICSCRIPTER_HOSTS'] !== undefined ? 'practice' : 'real';
  const home = openHome(switches.home ?? defaultHome(kind, env, platform), kind);
  app.setName('Picscripter');
  // The single-instance lock lies here too, so practice and real may run side by side.
  app.setPath('userData', home);
  app.setPath('sessionData', join(home, 'window'));
  return home;
}

async function run(electron: ElectronPieces, options: ShellOptions, home: string, switches: Switches) {
  const { app, Menu, net, powerMonitor, powerSaveBlocker, protocol, session, shell } = electron;
  const { clock, env, imagesFolder, log, platform } = options;
  const lock = lockHome(home);
  if (lock === null) throw new AppError('CONFLICT', ALREADY_RUNNING);
  const practice = switches.practice ? await options.startPractice(home) : null;
  const outside = outsideOf(env, practice);
  const { hosts } = outside;

  const state = openShellState(home);
  const windows = createMainWindow(electron, {
    preload: options.preload,
    icon: join(imagesFolder, 'icon.png'),
    state,
    spellcheck: hosts === null,
  });
  const openExternal = createExternal(shell, hosts);
  const notify = createNotifier(electron, windows.open);
  const setOpenAtLogin = createLoginItem({ app, platform, env });
  const desktop = await options.createApp(
    {
      home,
      version: app.getVersion(),
      ...outside,
      rendererFolder: options.rendererFolder,
      jobsFolder: options.jobsFolder,
    },
    { kind: 'electron', openExternal, notify, setOpenAtLogin },
  );

  await practice?.enterApps(desktop.fetch);

  guardSession(session.defaultSession);
  protocol.handle(SCHEME, (request) =>
    isOurs(request.url) ? desktop.fetch(request) : new Response(null, { status: 404 }),
  );
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, openExternal);
    addContextMenu(electron, contents);
  });

  const quit = createQuit({
    app,
    powerMonitor,
    clock,
    desktop: {
      sending: () => desktop.sending(),
      close: async (graceMs) => {
        await desktop.close(graceMs);
        await practice?.close();
        lock.release();
      },
    },
    askToWait: (dismiss) => askToWait(electron, windows, dismiss),
    onClosing: () => pulse.stop(),
  });
  const actions = {
    open: () => windows.open(),
    checkNow() {
      desktop.wake();
      void pulse.refresh();
    },
    quit: () => quit.request(),
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ platform, packaged: app.isPackaged, ...actions })),
  );
  const tray = createTray(electron, { folder: imagesFolder, platform, actions });
  const blocker = createSleepBlocker(powerSaveBlocker);
  const pulse = startPulse({
    clock,
    desktop,
    isOnline: () => net.isOnline(),
    keepAwake: blocker.set,
    show({ line, needsYou }) {
      tray.show(line);
      app.setBadgeCount(needsYou);
    },
  });
  wakeWithTheComputer(powerMonitor, () => desktop.wake());

  app.on('second-instance', actions.open);
  app.on('activate', actions.open);
  app.on('window-all-closed', () => {
    if (state.get().backgroundHintShown) return;
    state.set({ backgroundHintShown: true });
    notify(BACKGROUND_HINT);
  });
  if (!isHiddenStart(electron, switches, platform)) windows.open();
  await pulse.refresh();

  const updater = hosts === null ? await options.loadUpdater() : null;
  const updates =
    updater &&
    startUpdates({
      updater,
      clock,
      log,
      quit,
      onReady: (version) => windows.send(channels.updateReady, version),
    });
  answerBridge(electron, windows, updates);
}

function answerBridge({ ipcMain }: ElectronPieces, windows: MainWindow, updates: Updates | null) {
  ipcMain.on(channels.installUpdate, ({ senderFrame }) => {
    if (senderFrame !== null && isOurs(senderFrame.url)) updates?.install();
  });
  ipcMain.on(channels.whichUpdate, () => {
    const version = updates?.ready() ?? null;
    if (version !== null) windows.send(channels.updateReady, version);
  });
}

/** Windows and Linux are told by a switch, macOS says it itself. */
function isHiddenStart({ app }: ElectronPieces, { hidden }: Switches, platform: NodeJS.Platform): boolean {
  return hidden || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/** A sheet of the window, because on macOS a message without one cannot be taken away again. */
async function askToWait({ dialog }: ElectronPieces, windows: MainWindow, dismiss: AbortSignal) {
  windows.open();
  const window = windows.current();
  if (window === null) return 'wait';
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'A post is being sent',
    detail: 'Picscripter quits by itself as soon as the post is out.',
    buttons: ['Quit when it is sent', 'Keep Picscripter open'],
    defaultId: 0,
    cancelId: 0,
    signal: dismiss,
  });
  return response === 1 ? 'stay' : 'wait';
}

function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something unexpected went wrong. Your posts are not affected.\n\n${reason}`;
}

const ALREADY_RUNNING =
  'Picscripter is already running in a browser on this computer, with the same posts. Quit it there first.';

const BACKGROUND_HINT = {
  title: 'Picscripter keeps running',
  text: 'Your posts go out on time while the window is closed. Quit from the icon in the tray or menu bar.',
  route: '/calendar',
};
