import type { Notification } from 'electron';
import type { Host } from '../host.ts';
import type { ElectronPieces } from './pieces.ts';

/** The system's notifications; a click opens the window where the notice is about. */
export function createNotifier(
  { Notification }: Pick<ElectronPieces, 'Notification'>,
  open: (path: string) => void,
): Host['notify'] {
  /** A notification nobody holds is collected, and its click with it. */
  const shown = new Set<Notification>();
  return ({ title, text, route }) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body: text });
    shown.add(notification);
    notification.on('click', () => {
      shown.delete(notification);
      open(route);
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };
}
