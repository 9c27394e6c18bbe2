import { spawn } from 'node:child_process';
import type { Host } from '../host.ts';

/** The host beside a browser. It has no notifications of its own: the window shows them itself while it is open. */
export function browserHost({ open }: { open: boolean }): Host {
  return {
    kind: 'node',
    openExternal: async (url) => open && mayOpen(url) && (await openInBrowser(url)),
    notify() {},
  };
}

/** A browser starter that has not failed after this many ms has found a browser. */
const settledMs = 2000;

/** Opens the system browser, without a shell in between. False when there is none. */
export async function openInBrowser(
  url: string,
  platform = process.platform,
  env = process.env,
): Promise<boolean> {
  const desktop = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (!desktop) return false;
  const [command, ...args] = starters[platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  return new Promise((resolve) => {
    const settled = setTimeout(resolve, settledMs, true);
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
    function end(opened: boolean) {
      clearTimeout(settled);
      resolve(opened);
    }
    child.unref();
  });
}

const starters: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** https anywhere; http on this machine only, for the practice platforms. */
function mayOpen(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}
