import type { MenuItemConstructorOptions } from 'electron';

/** The standard menu of each system; macOS needs the edit menu for its shortcuts to work at all. */
export function menuTemplate(options: {
  platform: NodeJS.Platform;
  packaged: boolean;
  open(): void;
  quit(): void;
}): MenuItemConstructorOptions[] {
  const { platform, packaged, open, quit } = options;
  const mac = platform === 'darwin';
  const quitItem: MenuItemConstructorOptions = {
    label: 'Quit Picscripter',
    accelerator: 'CommandOrControl+Q',
    click: quit,
  };
  const appMenu: MenuItemConstructorOptions = {
    label: 'Picscripter',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      quitItem,
    ],
  };
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  return [
    ...(mac ? [appMenu] : []),
    {
      label: 'File',
      submenu: [
        { label: 'Open Picscripter', click: open },
        { role: 'close' },
        ...(mac ? [] : [{ type: 'separator' } as const, quitItem]),
      ],
    },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
  ];
}
