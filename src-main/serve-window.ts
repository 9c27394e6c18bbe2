import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { Readable } from 'node:stream';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Styles may be inline (positions of cards), scripts never; nothing is loaded from elsewhere. */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The built window. Any path that is not a file is the window itself, which knows its own routes. */
export async function serveWindow(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response('Only reading is possible here.', { status: 405 });
  const { pathname } = new URL(request.url);
  const wanted = fileOf(pathname, folder);
  const found = wanted !== null && (await isFile(wanted));
  // A part of an older version, say: as the window it would be run or shown as what it is not.
  if (!found && /^\/assets\/./.test(pathname))
    return new Response('There is no such part of the window. Load it again.', {
      status: 404,
      headers: { 'cache-control': 'no-store' },
    });
  const file = found ? wanted : join(folder, 'index.html');
  if (!(await isFile(file)))
    return new Response('The window has not been built. Run "npm start", which builds it.', { status: 503 });
  const isIndex = file.endsWith('index.html');
  const body = request.method === 'HEAD' ? null : (Readable.toWeb(createReadStream(file)) as ReadableStream);
  return new Response(body, {
    headers: {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': isIndex ? 'no-store' : 'public, max-age=31536000, immutable',
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

/** Null for what would lie outside of the folder, however it is written. */
function fileOf(pathname: string, folder: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = join(folder, decoded);
  const inside = relative(folder, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : path;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
