/** The scheme under which the window is served; nothing outside the app can reach it. */
export const SCHEME = 'picscripter';

const HOST = 'app';

/** The address of a path in the window, `/calendar` for instance. */
export const windowAddress = (path = '/') => `${SCHEME}://${HOST}${path.startsWith('/') ? path : `/${path}`}`;

/** Is this a page of ours? Compared in parts: a scheme of one's own has no origin to compare. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && `${username}${password}` === '';
}
