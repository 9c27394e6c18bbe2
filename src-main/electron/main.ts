import '../young-generation.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import { redact } from '#shared/security/redact.ts';
import { createApp } from '../app.ts';
import { createSystemClock } from '../system-clock.ts';
import { startPractice } from '../home/practice.ts';
import { startShell } from './shell.ts';

/** dist/main, also inside the package. */
const folder = import.meta.dirname;
const root = join(folder, '..', '..');

void startShell(
  {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    nativeImage,
    net,
    Notification,
    powerMonitor,
    powerSaveBlocker,
    protocol,
    screen,
    session,
    shell,
    Tray,
  },
  {
    argv: process.argv,
    env: process.env,
    platform: process.platform,
    rendererFolder: join(folder, '..', 'renderer'),
    jobsFolder: join(folder, 'jobs'),
    preload: join(folder, '..', 'preload', 'preload.cjs'),
    imagesFolder: app.isPackaged ? join(process.resourcesPath, 'images') : join(root, 'resources', 'images'),
    clock: createSystemClock(),
    log: { warn: (message, facts) => console.warn(message, redact(facts)) },
    createApp,
    startPractice: (home) => startPractice(root, home),
    loadUpdater,
  },
);

/** Copies built without an update server (`publish` of electron-builder) carry no such file and do not update. */
async function loadUpdater() {
  if (!app.isPackaged || !existsSync(join(process.resourcesPath, 'app-update.yml'))) return null;
  const { autoUpdater } = await import('electron-updater');
  return autoUpdater;
}
