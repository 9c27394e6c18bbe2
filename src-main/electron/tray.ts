import type { Tray } from 'electron';
import { join } from 'node:path';
import type { ElectronPieces } from './pieces.ts';

export interface TrayActions {
  open(): void;
  checkNow(): void;
  quit(): void;
}

export interface TrayIcon {
  /** The line about what comes next, as a whole sentence. */
  show(line: string): void;
}

/** The icon that says the app is running while there is no window. */
export function createTray(
  { Tray, Menu, nativeImage }: Pick<ElectronPieces, 'Tray' | 'Menu' | 'nativeImage'>,
  { folder, platform, actions }: { folder: string; platform: NodeJS.Platform; actions: TrayActions },
): TrayIcon {
  // macOS colours a template image itself, after the menu bar.
  const file = platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  const tray: Tray = new Tray(nativeImage.createFromPath(join(folder, file)));
  tray.on('click', actions.open);

  let shown: string | null = null;
  function show(line: string) {
    if (line === shown) return;
    shown = line;
    tray.setToolTip(`Picscripter – ${line}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Picscripter', click: actions.open },
        { label: line, enabled: false },
        { type: 'separator' },
        { label: 'Check for due posts now', click: actions.checkNow },
        { type: 'separator' },
        { label: 'Quit', click: actions.quit },
      ]),
    );
  }
  show('Starting');
  return { show };
}
