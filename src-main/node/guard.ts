import type { IncomingHttpHeaders } from 'node:http';

interface Head {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
}

const safeMethods = ['GET', 'HEAD'];
const methods = [...safeMethods, 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Why a request is not from our own window, judged by its head alone; null when it may be. Hostile pages and programs
 * share the machine, so everything is exact:
 * - `Host` must be the very address we listen on (DNS rebinding brings another name).
 * - A change needs our `Origin`; a read by a script of another page is refused by `Sec-Fetch-Site`, which pages cannot set.
 */
export function intrusion({ method, url, headers }: Head, origin: string): string | null {
  if (headers.host !== new URL(origin).host) return 'it names another host';
  if (!url.startsWith('/')) return 'its address is not a path';
  if (!methods.includes(method)) return `${method} is not used here`;
  if (headers.origin !== undefined && headers.origin !== origin) return 'it comes from another page';
  if (!safeMethods.includes(method) && headers.origin === undefined)
    return 'it does not say which page it comes from';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opensWindow(method, headers)) {
    return 'it comes from another page';
  }
  return null;
}

/** A link on another page that opens the app in a tab of its own does nothing by itself. */
function opensWindow(method: string, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}
