import type { Session, WebContents } from 'electron';
import { isOurs } from './address.ts';

/** A page of ours stays a page of ours: it goes nowhere else, opens nothing, embeds nothing. Links go to the browser. */
export function guardContents(contents: WebContents, openExternal: (address: string) => Promise<boolean>) {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url);
    return { action: 'deny' };
  });
}

/** The only permission a page of ours needs: the copy buttons. */
const GRANTED = 'clipboard-sanitized-write';

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === GRANTED && isOurs(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (contents, permission) => permission === GRANTED && contents !== null && isOurs(contents.getURL()),
  );
  session.setDevicePermissionHandler(() => false);
}
