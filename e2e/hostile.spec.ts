import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import type { Desktop } from './support/desktop.ts';
import { callApi, expect, openWindow, test } from './support/stage.ts';

/** Sends exactly these bytes, as a program of the machine or a page by DNS rebinding could. */
async function raw(
  desktop: Desktop,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  const { port } = new URL(desktop.origin);
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response), headers: response.headers };
}

async function cookieOf(page: Page): Promise<string> {
  const [cookie] = await page.context().cookies();
  return `${cookie?.name}=${cookie?.value}`;
}

test('a program without the cookie reaches nothing', async ({ desktop }) => {
  for (const path of ['/', '/calendar', '/media/0', '/assets/x.js']) {
    expect((await raw(desktop, path)).status).toBe(403);
  }
  for (const path of ['/api/posts', '/api/connections', '/api/events', '/api/openapi.json']) {
    expect((await raw(desktop, path)).status).toBe(401);
  }
});

test('a page under another name (DNS rebinding) is refused even with the cookie', async ({
  desktop,
  window,
}) => {
  const headers = { Cookie: await cookieOf(window), Host: 'rebound.example' };
  expect((await raw(desktop, '/api/posts', { headers })).status).toBe(401);
});

test('a page of another origin can neither change nor read anything, though the browser knows the cookie', async ({
  desktop,
  window,
}) => {
  // The nearest a foreign page can come: same site, another port.
  const elsewhere = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('hi'),
  );
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
  const { port } = elsewhere.address() as AddressInfo;
  const evil = await window.context().newPage();
  await evil.goto(`http://127.0.0.1:${port}/`);
  const outcome = await evil.evaluate(async (origin) => {
    const tries = {
      read: () => fetch(`${origin}/api/posts`, { credentials: 'include' }),
      write: () =>
        fetch(`${origin}/api/posts`, {
          method: 'POST',
          mode: 'no-cors',
          credentials: 'include',
          body: JSON.stringify({
            draft: { caption: 'evil', tone: null, category: null, media: [], targets: [] },
          }),
        }),
      remove: () => fetch(`${origin}/api/connections/x`, { method: 'DELETE', credentials: 'include' }),
    };
    const seen: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(tries)) {
      seen[name] = await attempt().then(
        (answer) => answer.type,
        () => 'blocked',
      );
    }
    const image = new Image();
    seen.image = await new Promise((resolve) => {
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('blocked');
      image.src = `${origin}/assets/mark.svg`;
    });
    const frame = document.createElement('iframe');
    frame.src = origin;
    document.body.append(frame);
    await new Promise((resolve) => {
      frame.onload = resolve;
    });
    return seen;
  }, desktop.origin);
  expect(outcome).toMatchObject({ read: 'blocked', write: 'opaque', remove: 'blocked', image: 'blocked' });
  const framed = evil.frames().find((frame) => frame !== evil.mainFrame());
  expect(await framed?.locator('nav').count()).toBe(0);
  const { items } = await callApi<{ items: unknown[] }>(window, 'GET', '/api/posts');
  expect(items).toEqual([]);
  elsewhere.closeAllConnections();
  elsewhere.close();
});

test('paths cannot climb out of the window’s files or the media folder', async ({ desktop, window }) => {
  const headers = { Cookie: await cookieOf(window) };
  const tries = [
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/../../../package.json',
    '/assets/..%5c..%5cpackage.json',
    '/media/../picscripter.db',
    '/media/..%2fpicscripter.db',
    '/media/%00',
    '//etc/passwd',
    '/.git/config',
  ];
  for (const path of tries) {
    const { body } = await raw(desktop, path, { headers });
    expect(body, path).not.toContain('"name": "picscripter"');
    expect(body, path).not.toContain('SQLite format');
    expect(body, path).not.toContain('root:');
    expect(body, path).not.toContain('[core]');
  }
});

test('a link works once; a second opening says how to come in', async ({ desktop, browser }) => {
  const link = await desktop.link();
  const first = await (await browser.newContext()).newPage();
  await first.goto(link);
  await expect(first.getByRole('navigation', { name: 'Main' })).toBeVisible();

  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.goto(link))?.status()).toBe(403);
  await expect(stranger.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  expect(await stranger.context().cookies()).toEqual([]);

  const fresh = await desktop.link();
  expect(fresh).not.toBe(link);
  await stranger.goto(fresh);
  await expect(stranger.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('the window may run no script but its own, and may not be framed', async ({ window }) => {
  const answer = await window.reload();
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/default-src 'self'|default-src 'none'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  const ran = await window.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "pwned"';
    document.head.append(script);
    return document.title;
  });
  expect(ran).not.toBe('pwned');
});

test('a second start with the same data finds the first and starts nothing twice', async ({
  desktop,
  start,
  page,
}) => {
  const second = await start();
  expect(second.printed.join('\n')).toContain('already running');
  expect(new URL(await second.link()).origin).toBe(desktop.origin);
  await openWindow(second, page);
});

test('markup in what the seller writes stays text', async ({ window }) => {
  const caption = '<img src=x onerror="document.title=\'pwned\'"><b>bold</b>';
  await callApi(window, 'POST', '/api/posts', {
    draft: { caption, tone: null, category: null, media: [], targets: [] },
  });
  await window.getByRole('link', { name: 'Posts' }).click();
  await expect(window.getByText('<b>bold</b>').first()).toBeVisible();
  expect(await window.title()).not.toBe('pwned');
});
