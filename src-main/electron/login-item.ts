import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App as ElectronApp } from 'electron';

const HIDDEN = '--hidden';

export interface LoginItemOptions {
  app: Pick<ElectronApp, 'setLoginItemSettings' | 'getPath'>;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
}

/** Starts the app with the computer, without a window. */
export function createLoginItem({ app, platform, env }: LoginItemOptions): (on: boolean) => void {
  if (platform !== 'linux') {
    return (on) => app.setLoginItemSettings({ openAtLogin: on, args: on ? [HIDDEN] : [] });
  }
  // Electron does nothing on Linux; a file in the autostart folder does (freedesktop.org, Desktop Application Autostart).
  const folder = join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'picscripter.desktop');
  // An AppImage runs from a mount that is gone at the next start; APPIMAGE names the file itself.
  const program = env['APPIMAGE'] ?? app.getPath('exe');
  return (on) => {
    if (!on) return rmSync(file, { force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, autostartEntry(program));
  };
}

function autostartEntry(program: string): string {
  const quoted = program.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  return `[Desktop Entry]\nType=Application\nName=Picscripter\nExec="${quoted}" ${HIDDEN}\n`;
}
