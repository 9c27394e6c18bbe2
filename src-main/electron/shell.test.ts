import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import type { App, AppConfig, Host } from '../host.ts';
import { lockHome } from '../home/home-lock.ts';
import { type ShellOptions, startShell } from './shell.ts';
import { type Computer, createComputer, createManualClock, preventable } from './stand-in.suite.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-shell-'));
});
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
  rmSync(folder, { recursive: true });
});
const running: (() => Promise<void>)[] = [];

const practice = JSON.stringify({ 'https://api.x.com': 'http://127.0.0.1:4173/x/api' });

/** The desktop behind the port: it says how many posts it is sending and keeps what it is asked. */
function createDesktop() {
  const seen = { wakes: 0, closedWith: null as number | null, sending: 0, nextDueAt: null as number | null };
  let config: AppConfig | null = null;
  let host: Host | null = null;
  const closed = Promise.withResolvers<void>();
  const json = (value: unknown) => new Response(JSON.stringify(value));
  const app: App = {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/health') return json(health(seen));
      if (pathname === '/api/settings') return json(settings);
      return new Response(`page ${pathname}`);
    },
    wake: () => void (seen.wakes += 1),
    sending: () => seen.sending,
    async close(graceMs) {
      seen.closedWith = graceMs ?? null;
      closed.resolve();
    },
  };
  return {
    seen,
    closed: closed.promise,
    async createApp(givenConfig: AppConfig, givenHost: Host) {
      [config, host] = [givenConfig, givenHost];
      return app;
    },
    config: () => config,
    host: () => host,
  };
}

const settings = {
  zone: 'Asia/Kolkata',
  theme: 'system',
  weekStartsOn: 1,
  lateMinutes: 15,
  catchUpMinutes: 5,
  notifications: true,
  readNumbers: true,
  openAtLogin: false,
};
const health = ({ sending, nextDueAt }: { sending: number; nextDueAt: number | null }) => ({
  status: 'ok',
  version: '9.9.9',
  practice: null,
  host: 'electron',
  now: 0,
  publisher: { alive: true, lastTickAt: null, nextDueAt, restarts: 0 },
  queue: { scheduled: 1, sending, needsYou: 3 },
  vault: 'keychain',
  dataFolder: folder,
  faults: [],
});

class StandInUpdater extends EventEmitter {
  autoDownload = false;
  autoInstallOnAppQuit = true;
  checks = 0;
  installs = 0;
  checkForUpdates = () => {
    this.checks += 1;
    return Promise.reject(new Error('offline'));
  };
  quitAndInstall = () => void (this.installs += 1);
}

/** Starts the app on this computer. */
async function start(
  computer: Computer,
  {
    home = folder,
    switches = [],
    ...change
  }: Partial<ShellOptions> & { home?: string; switches?: string[] } = {},
) {
  const desktop = createDesktop();
  const clock = createManualClock();
  const updater = new StandInUpdater();
  await startShell(computer.pieces, {
    argv: ['/opt/Picscripter/picscripter', '--no-sandbox', '--home', home, ...switches],
    env: {},
    platform: 'linux',
    rendererFolder: '/renderer',
    jobsFolder: '/jobs',
    preload: '/preload.cjs',
    imagesFolder: '/images',
    clock,
    log: { warn: () => {} },
    createApp: desktop.createApp,
    startPractice: () => Promise.reject(new Error('nobody asked to practise')),
    loadUpdater: async () => updater as unknown as AppUpdater,
    ...change,
  });
  if (desktop.config() !== null) {
    running.push(async () => {
      computer.powerMonitor.emit('shutdown', preventable());
      await desktop.closed;
    });
  }
  return { ...desktop, clock, updater };
}

const windowOf = (computer: Computer) => {
  const [window] = computer.windows;
  if (window === undefined) throw new Error('there is no window');
  return window;
};

describe('starting', () => {
  it('opens nothing when it already runs, and leaves', async () => {
    const computer = createComputer();
    computer.set({ lockTaken: true });
    const { config } = await start(computer);
    expect(config()).toBeNull();
    expect(computer.windows).toEqual([]);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    expect(computer.app.quits).toBe(1);
  });

  it('shows its window when it is started again', async () => {
    const computer = createComputer();
    await start(computer);
    windowOf(computer).close();
    computer.app.emit('second-instance', {}, [], folder);
    expect(windowOf(computer).webContents.url).toBe('picscripter://app/');
    const before = windowOf(computer).shown;
    computer.app.emit('second-instance', {}, [], folder);
    expect(computer.windows).toHaveLength(1);
    expect(windowOf(computer).shown).toBeGreaterThan(before);
  });

  it('refuses a folder that the browser host is using, in one sentence', async () => {
    const lock = lockHome(folder);
    const computer = createComputer();
    const { config } = await start(computer);
    lock?.release();
    expect(config()).toBeNull();
    expect(computer.errors).toEqual([expect.stringContaining('already running in a browser')]);
    expect(computer.app.exits).toEqual([1]);
  });

  it('says why when the desktop cannot be opened', async () => {
    const computer = createComputer();
    const sentence = 'These posts were written by a newer Picscripter. Update this one.';
    await start(computer, { createApp: () => Promise.reject(new AppError('CONFLICT', sentence)) });
    expect(computer.errors).toEqual([sentence]);
    expect(computer.app.exits).toEqual([1]);
  });

  it('never mixes practice with real posts', async () => {
    await start(createComputer());
    const computer = createComputer();
    const { config } = await start(computer, { env: { PICSCRIPTER_HOSTS: practice } });
    expect(config()).toBeNull();
    expect(computer.errors).toEqual([expect.stringContaining('Practice needs a folder of its own')]);
  });

  it('starts the practice platforms when asked to, and ends them with itself', async () => {
    const computer = createComputer();
    const practised: string[] = [];
    const { config, closed } = await start(computer, {
      switches: ['--practice'],
      startPractice: async () => ({
        origin: 'http://127.0.0.1:4173',
        hosts: new Map([['https://api.x.com', 'http://127.0.0.1:4173/x/api']]),
        publicMedia: 'https://media.practice.example',
        enterApps: async () => void practised.push('apps entered'),
        close: async () => void practised.push('closed'),
      }),
    });
    expect(config()?.hosts?.get('https://api.x.com')).toBe('http://127.0.0.1:4173/x/api');
    expect(readFileSync(join(folder, 'kind'), 'utf8')).toBe('practice\n');
    computer.app.quit();
    await closed;
    await expect.poll(() => practised).toEqual(['apps entered', 'closed']);
  });

  it('opens no window when it starts with the computer', async () => {
    const computer = createComputer();
    const { config } = await start(computer, { switches: ['--hidden'] });
    expect(config()).toMatchObject({ home: folder, version: '9.9.9', hosts: null });
    expect(computer.windows).toEqual([]);
    expect(computer.trays).toHaveLength(1);
  });
});

describe('the window', () => {
  it('is locked in and loaded from a scheme nothing else can reach', async () => {
    const computer = createComputer();
    await start(computer);
    expect(computer.schemes).toEqual([
      {
        scheme: 'picscripter',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ]);
    expect(windowOf(computer).webContents.url).toBe('picscripter://app/');
    expect(windowOf(computer).options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const serve = computer.handlers.get('picscripter');
    const answer = await serve?.(new Request('picscripter://app/calendar'));
    expect(await answer?.text()).toBe('page /calendar');
    expect((await serve?.(new Request('picscripter://other/api/health')))?.status).toBe(404);
  });

  it.each([
    ['picscripter://app/posts/1', true],
    ['picscripter://app.evil/', false],
    ['picscripter://app@evil/', false],
    ['picscripter://evil/app/', false],
    ['https://picscripter.app/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['data:text/html,hello', false],
  ])('asked to go to %s: %s', async (url, allowed) => {
    const computer = createComputer();
    await start(computer);
    const { webContents } = windowOf(computer);
    expect(webContents.tries('will-navigate', url)).toBe(allowed);
    expect(webContents.tries('will-frame-navigate', url)).toBe(allowed);
    expect(webContents.tries('will-redirect', url)).toBe(allowed);
    expect(webContents.tries('will-attach-webview', url)).toBe(false);
  });

  it('opens links in the browser, https alone', async () => {
    const computer = createComputer();
    await start(computer);
    const { webContents } = windowOf(computer);
    for (const url of [
      'https://x.com/i/status/1',
      'http://x.com/',
      'file:///etc/passwd',
      'ms-settings:',
      'https://user:password@x.com/',
      'http://127.0.0.1:4173/x/api/',
      'not an address',
    ]) {
      expect(webContents.windowOpen({ url })).toEqual({ action: 'deny' });
    }
    expect(computer.opened).toEqual(['https://x.com/i/status/1']);
  });

  it('opens practice pages while practising, and no other page of this machine', async () => {
    const computer = createComputer();
    const { host } = await start(computer, { env: { PICSCRIPTER_HOSTS: practice } });
    const asked = [
      'https://api.x.com/i/oauth2/authorize?state=s',
      'http://127.0.0.1:4173/x/api/page',
      'http://127.0.0.1:4173/x/apix',
      'http://127.0.0.1:9200/',
    ];
    const answers = await Promise.all(asked.map(async (url) => host()?.openExternal(url)));
    expect(answers).toEqual([true, true, false, false]);
    expect(computer.opened[0]).toBe('http://127.0.0.1:4173/x/api/i/oauth2/authorize?state=s');
  });

  it('grants the clipboard to its own pages and nothing else to anyone', async () => {
    const computer = createComputer();
    await start(computer);
    const ours = { getURL: () => 'picscripter://app/' };
    const foreign = { getURL: () => 'https://evil.example/' };
    const { request, check } = computer.permissions as unknown as {
      request(contents: object, permission: string, answer: (granted: boolean) => void): void;
      check(contents: object | null, permission: string): boolean;
    };
    const asked = (contents: object, permission: string) => {
      let granted: boolean | undefined;
      request(contents, permission, (answer) => void (granted = answer));
      return [granted, check(contents, permission)];
    };
    expect(asked(ours, 'clipboard-sanitized-write')).toEqual([true, true]);
    expect(asked(foreign, 'clipboard-sanitized-write')).toEqual([false, false]);
    for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal']) {
      expect(asked(ours, permission)).toEqual([false, false]);
    }
  });

  it('comes back where it was, unless that screen is gone', async () => {
    const computer = createComputer();
    await start(computer);
    const window = windowOf(computer) as unknown as { bounds: object; maximized: boolean };
    window.bounds = { x: 2000, y: 50, width: 900, height: 700 };
    window.maximized = true;
    computer.set({
      displays: [
        { x: 0, y: 0, width: 1920, height: 1080 },
        { x: 1920, y: 0, width: 1920, height: 1080 },
      ],
    });
    windowOf(computer).close();
    computer.app.emit('activate', {});
    expect(windowOf(computer).options).toMatchObject({ x: 2000, y: 50, width: 900, height: 700 });
    expect((windowOf(computer) as unknown as { maximized: boolean }).maximized).toBe(true);

    computer.set({ displays: [{ x: 0, y: 0, width: 1920, height: 1080 }] });
    windowOf(computer).close();
    computer.app.emit('activate', {});
    expect(windowOf(computer).options).not.toHaveProperty('x');
  });

  it('loads again after its page crashed', async () => {
    const computer = createComputer();
    await start(computer);
    windowOf(computer).webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(windowOf(computer).webContents.reloads).toBe(1);
  });
});

describe('in the background', () => {
  it('runs on when the window is closed, and says so once, ever', async () => {
    const computer = createComputer();
    const first = await start(computer);
    windowOf(computer).close();
    expect(computer.notifications.map(({ title }) => title)).toEqual(['Picscripter keeps running']);
    expect(computer.app.quits).toBe(0);
    computer.trays[0]?.emit('click');
    windowOf(computer).close();
    expect(computer.notifications).toHaveLength(1);

    computer.app.quit();
    await first.closed;
    const later = createComputer();
    await start(later);
    windowOf(later).close();
    expect(later.notifications).toEqual([]);
  });

  it('tells in the tray what comes next, in the seller’s zone, and how many posts need them', async () => {
    const computer = createComputer();
    const { seen, clock } = await start(computer);
    const line = () => computer.trays[0]?.menu[1]?.label;
    expect(line()).toBe('No post is planned');
    expect(computer.app.badge).toBe(3);
    seen.nextDueAt = Date.UTC(2026, 11, 3, 10, 0);
    await clock.tick();
    expect(line()).toContain('3:30');
    seen.sending = 1;
    await clock.tick();
    expect(line()).toBe('Sending a post');
  });

  it('checks the queue from the tray, after sleep, after unlocking and when the network is back', async () => {
    const computer = createComputer();
    const { seen, clock } = await start(computer);
    computer.trays[0]?.click('Check for due posts now');
    expect(seen.wakes).toBe(1);
    computer.powerMonitor.emit('resume');
    computer.powerMonitor.emit('unlock-screen');
    expect(seen.wakes).toBe(3);
    computer.set({ online: false });
    await clock.tick();
    expect(seen.wakes).toBe(3);
    computer.set({ online: true });
    await clock.tick();
    await clock.tick();
    expect(seen.wakes).toBe(4);
  });

  it('keeps the computer awake while a post is being sent, and no longer', async () => {
    const computer = createComputer();
    const { seen, clock } = await start(computer);
    seen.sending = 1;
    await clock.tick();
    await clock.tick();
    expect(computer.blockers.size).toBe(1);
    seen.sending = 0;
    await clock.tick();
    expect(computer.blockers.size).toBe(0);
  });

  it('opens the place a clicked notification is about', async () => {
    const computer = createComputer();
    const { host } = await start(computer);
    host()?.notify({ title: 'A post failed', text: 'Look at it', route: '/posts/7' });
    computer.notifications[0]?.emit('click');
    expect(windowOf(computer).webContents.sent).toEqual([['open-path', '/posts/7']]);
    windowOf(computer).close();
    computer.notifications[0]?.emit('click');
    expect(windowOf(computer).webContents.url).toBe('picscripter://app/posts/7');
  });

  it('starts with the computer when asked to', async () => {
    const computer = createComputer();
    const { host } = await start(computer, { env: { XDG_CONFIG_HOME: folder } });
    const entry = join(folder, 'autostart', 'picscripter.desktop');
    host()?.setOpenAtLogin?.(true);
    expect(readFileSync(entry, 'utf8')).toContain('Exec="/opt/Picscripter/picscripter" --hidden\n');
    host()?.setOpenAtLogin?.(false);
    expect(existsSync(entry)).toBe(false);

    const mac = createComputer();
    const { host: macHost } = await start(mac, { platform: 'darwin', home: join(folder, 'mac') });
    macHost()?.setOpenAtLogin?.(true);
    expect(mac.app.loginItems).toMatchObject([{ openAtLogin: true }]);
  });
});

describe('quitting', () => {
  it('closes the database first, and quits once', async () => {
    const computer = createComputer();
    const { seen, closed, clock } = await start(computer);
    computer.app.quit();
    expect(computer.app.quits).toBe(0);
    await closed;
    await expect.poll(() => computer.app.quits).toBe(1);
    expect(seen.closedWith).toBeGreaterThan(0);
    expect(clock.running()).toBe(1);
    const lock = lockHome(folder);
    expect(lock).not.toBeNull();
    lock?.release();
  });

  it('waits for a post that is being sent, with a message that goes away by itself', async () => {
    const computer = createComputer();
    const { seen, closed, clock } = await start(computer);
    seen.sending = 1;
    computer.trays[0]?.click('Quit');
    expect(computer.messages.map(({ message }) => message)).toEqual(['A post is being sent']);
    await clock.tick();
    computer.messages[0]?.answer('Quit when it is sent');
    await clock.tick();
    expect(seen.closedWith).toBeNull();
    seen.sending = 0;
    await clock.tick();
    await closed;
    await expect.poll(() => computer.app.quits).toBe(1);
    expect(computer.messages).toEqual([]);
  });

  it('stays when the seller would rather keep it open, and can be quit later', async () => {
    const computer = createComputer();
    const { seen, closed, clock } = await start(computer);
    seen.sending = 1;
    computer.app.quit();
    computer.messages[0]?.answer('Keep Picscripter open');
    await expect.poll(() => computer.messages).toEqual([]);
    seen.sending = 0;
    await clock.tick();
    expect([seen.closedWith, computer.app.quits]).toEqual([null, 0]);
    computer.app.quit();
    await closed;
    await expect.poll(() => computer.app.quits).toBe(1);
  });

  it('closes in a hurry when the computer shuts down, even while it waits', async () => {
    const computer = createComputer();
    const { seen, closed } = await start(computer);
    seen.sending = 1;
    computer.app.quit();
    const shutdown = preventable();
    computer.powerMonitor.emit('shutdown', shutdown);
    await closed;
    expect(shutdown.prevented).toBe(true);
    expect(seen.closedWith).toBeLessThan(5_000);
    await expect.poll(() => computer.app.quits).toBe(1);
  });
});

describe('updates', () => {
  const ours = { senderFrame: { url: 'picscripter://app/settings' } };

  it('are fetched quietly and installed on the seller’s click alone', async () => {
    const computer = createComputer();
    const { updater, closed } = await start(computer);
    expect([updater.checks, updater.autoInstallOnAppQuit]).toEqual([1, false]);
    computer.ipcMain.emit('install-update', ours);
    updater.emit('update-downloaded', { version: '10.0.0' });
    expect(windowOf(computer).webContents.sent).toEqual([['update-ready', '10.0.0']]);
    expect(updater.installs).toBe(0);

    computer.ipcMain.emit('install-update', { senderFrame: { url: 'https://evil.example/' } });
    computer.ipcMain.emit('install-update', { senderFrame: null });
    computer.ipcMain.emit('install-update', ours);
    await closed;
    await expect.poll(() => updater.installs).toBe(1);
    expect(computer.app.quits).toBe(0);
  });

  it('are told to a window that was opened later', async () => {
    const computer = createComputer();
    const { updater } = await start(computer);
    updater.emit('update-downloaded', { version: '10.0.0' });
    windowOf(computer).close();
    computer.app.emit('activate', {});
    expect(windowOf(computer).webContents.sent).toEqual([]);
    computer.ipcMain.emit('which-update', ours);
    expect(windowOf(computer).webContents.sent).toEqual([['update-ready', '10.0.0']]);
  });

  it('never interrupt a publish', async () => {
    const computer = createComputer();
    const { updater, seen, clock, closed } = await start(computer);
    updater.emit('update-downloaded', { version: '10.0.0' });
    seen.sending = 1;
    computer.ipcMain.emit('install-update', ours);
    await clock.tick();
    expect([updater.installs, seen.closedWith]).toEqual([0, null]);
    seen.sending = 0;
    await clock.tick();
    await closed;
    await expect.poll(() => updater.installs).toBe(1);
  });

  it('are not looked for while practising', async () => {
    const { updater } = await start(createComputer(), { env: { PICSCRIPTER_HOSTS: practice } });
    expect(updater.checks).toBe(0);
  });
});
