import type { Shell } from 'electron';
import { type HostMap, mapForBrowser } from '../http/host-map.ts';

/**
 * Opens pages in the system browser: https, and while practising the loopback pages of the host map. Everything else
 * (file:, a program's own scheme, http) is refused, whoever asks. Answers whether it was opened.
 */
export function createExternal(shell: Pick<Shell, 'openExternal'>, hosts: HostMap | null) {
  return async (address: string): Promise<boolean> => {
    const target = externalTarget(address, hosts);
    if (target === null) return false;
    try {
      await shell.openExternal(target);
      return true;
    } catch {
      return false;
    }
  };
}

function externalTarget(address: string, hosts: HostMap | null): string | null {
  if (!URL.canParse(address)) return null;
  const mapped = new URL(mapForBrowser(address, hosts));
  if (`${mapped.username}${mapped.password}` !== '') return null;
  const allowed = mapped.protocol === 'https:' || isPracticePage(mapped, hosts);
  return allowed ? mapped.href : null;
}

function isPracticePage(url: URL, hosts: HostMap | null): boolean {
  return [...(hosts?.values() ?? [])].some((base) => {
    const practice = new URL(base);
    const folder = practice.pathname.replace(/\/*$/, '/');
    return url.origin === practice.origin && `${url.pathname}/`.startsWith(folder);
  });
}
