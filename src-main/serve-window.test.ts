import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveWindow } from './serve-window.ts';

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'picscripter-window-'));
  folder = join(root, 'window');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>The window</title>');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'main-1a2b.css'), 'body{}');
  writeFileSync(join(folder, 'assets', 'inter-9f.woff2'), 'font');
  writeFileSync(join(root, 'secret.txt'), 'the secret');
  mkdirSync(join(root, 'window-of-another'));
  writeFileSync(join(root, 'window-of-another', 'secret.txt'), 'the secret');
});
afterAll(() => rmSync(root, { recursive: true }));

const ask = (path: string, init: RequestInit = {}) =>
  serveWindow(new Request(`http://app${path}`, init), folder);

test.each([
  '/',
  '/calendar',
  '/posts/0190a1b2-0000-7000-8000-000000000000',
  '/receipts/x?y=1',
  '/index.html',
])('%s is the window, which is never kept from one version to the next', async (path) => {
  const response = await ask(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toContain('The window');
});

test.each([
  ['/assets/main-1a2b.js', 'text/javascript; charset=utf-8', 'export {};'],
  ['/assets/main-1a2b.css', 'text/css; charset=utf-8', 'body{}'],
  ['/assets/inter-9f.woff2', 'font/woff2', 'font'],
])('%s is of its own type and may be kept for ever', async (path, type, content) => {
  const response = await ask(path);
  expect(response.headers.get('content-type')).toBe(type);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await response.text()).toBe(content);
});

test('a part of another version that is not there is not answered with the window', async () => {
  const response = await ask('/assets/main-9z9z.js');
  expect(response.status).toBe(404);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('no script from elsewhere or inside the page can run, and nothing can frame it', async () => {
  for (const path of ['/', '/assets/main-1a2b.js']) {
    const { headers } = await ask(path);
    const policy = new Map(
      (headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': "'self'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  }
});

describe('nothing outside of the folder is ever shown', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets%2f..%2f..%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/....//secret.txt',
    '/..;/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/../window-of-another/secret.txt',
    '/..%2fwindow-of-another%2fsecret.txt',
    '//secret.txt',
    '/%2fetc%2fpasswd',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/secret.txt%00.js',
    '/%zz',
    '/%',
  ])('%s', async (path) => {
    const response = await ask(path);
    const body = await response.text();
    expect(body).not.toContain('the secret');
    expect(body).not.toContain('root:');
    expect([200, 404]).toContain(response.status);
  });
});

test('a folder is no file', async () => {
  expect(await (await ask('/assets')).text()).toContain('The window');
  expect(await (await ask('/assets/')).text()).toContain('The window');
});

test('asking for the head gives no body; changing is not possible', async () => {
  const head = await ask('/', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    expect((await ask('/', { method })).status).toBe(405);
});

test('a window that was not built says what builds it', async () => {
  const response = await serveWindow(new Request('http://app/'), join(root, 'not-built'));
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('The window has not been built. Run "npm start", which builds it.');
});
