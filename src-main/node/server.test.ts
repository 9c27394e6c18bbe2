import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServer, type WindowServer } from './server.ts';

let server: WindowServer;
let cookie: string;
const seen: Request[] = [];
const freshLinks: string[] = [];
let answer: (request: Request) => Promise<Response> | Response;

beforeEach(async () => {
  seen.length = 0;
  freshLinks.length = 0;
  answer = () => new Response('the window');
  server = await startServer(
    async (request) => {
      seen.push(request);
      return answer(request);
    },
    { ports: [0], onFreshLink: (url) => freshLinks.push(url) },
  );
  cookie = '';
});
afterEach(() => server.close());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A raw request, so that Host, Origin and the path are exactly what a test says. */
async function send(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const request = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    path,
    method,
    headers: { ...(cookie === '' ? {} : { Cookie: cookie }), ...headers },
  });
  request.end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const pathOf = (link: string) => new URL(link).pathname;

async function comeIn(): Promise<void> {
  const entered = await send(pathOf(server.newLink()));
  cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

test('a link opens the window once and leaves a cookie that no page can read or send', async () => {
  const link = server.newLink();
  const entered = await send(pathOf(link));
  expect(entered).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
  expect(entered.headers['set-cookie']?.[0]).toMatch(
    /^picscripter-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  expect(await send('/posts?x=%20')).toMatchObject({ status: 200, body: 'the window' });
  expect(seen[0]?.url).toBe(`${server.origin}/posts?x=%20`);
});

test('a used link says how to come in again and puts a fresh one where only the seller sees it', async () => {
  const path = pathOf(server.newLink());
  await send(path);
  const again = await send(path);
  expect(again.status).toBe(403);
  expect(again.body).toContain('This link has been used');
  expect(again.body).not.toContain('/door/');
  expect(freshLinks).toHaveLength(1);
  expect(await send(pathOf(freshLinks[0] ?? ''))).toMatchObject({ status: 303 });
});

test('a used link opened where the window is already open just leads there', async () => {
  const path = pathOf(server.newLink());
  await send(path);
  await comeIn();
  expect(await send(path)).toMatchObject({ status: 303 });
  expect(freshLinks).toEqual([]);
});

test('a wrong link says so and prints nothing', async () => {
  const wrong = await send('/door/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  expect(wrong.status).toBe(403);
  expect(wrong.body).toContain('npm start');
  expect(freshLinks).toEqual([]);
  expect(wrong.headers['set-cookie']).toBeUndefined();
});

test('asking only for the head of a link does not use it up', async () => {
  const path = pathOf(server.newLink());
  expect((await send(path, { method: 'HEAD' })).status).toBe(403);
  expect((await send(path)).status).toBe(303);
});

test('without the cookie, or with one of an earlier launch, nothing reaches the app', async () => {
  for (const sent of ['', `picscripter-${server.port}=`, `picscripter-${server.port}=${'A'.repeat(43)}`]) {
    cookie = sent;
    expect((await send('/')).status).toBe(403);
    expect((await send('/media/abc')).status).toBe(403);
    const api = await send('/api/posts');
    expect(api.status).toBe(401);
    expect(JSON.parse(api.body)).toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringContaining('npm start'),
    });
  }
  expect(seen).toEqual([]);
});

test.each([
  ['another name (DNS rebinding)', { Host: 'evil.example' }],
  ['another name with our port', { Host: 'localhost:PORT' }],
  ['a name that ends like ours', { Host: '127.0.0.1:PORT.evil.example' }],
  ['another page', { Origin: 'https://evil.example' }],
  ['another port of this machine', { Origin: 'http://127.0.0.1:1' }],
  ['a page without an origin (sandboxed frame)', { Origin: 'null' }],
  ['a script of another page', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' }],
  ['a picture on a page of another port', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'image' }],
  [
    'a frame of another page',
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' },
  ],
])('refuses what comes from %s, even with the cookie', async (_who, headers: Record<string, string>) => {
  await comeIn();
  const filled = Object.entries(headers).map(
    ([k, v]) => [k, v.replace('PORT', String(server.port))] as const,
  );
  const refused = await send('/api/posts', { headers: Object.fromEntries(filled) });
  expect(refused.status).toBe(401);
  expect(Object.keys(refused.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(seen).toEqual([]);
});

test('a change must say that it comes from our page', async () => {
  await comeIn();
  expect((await send('/api/posts', { method: 'POST', body: '{}' })).status).toBe(401);
  expect(seen).toEqual([]);
  const ours = { Origin: server.origin, 'Sec-Fetch-Site': 'same-origin' };
  expect((await send('/api/posts', { method: 'POST', body: '{}', headers: ours })).status).toBe(200);
});

test('answers no preflight and no unusual method', async () => {
  await comeIn();
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND']) {
    expect((await send('/api/posts', { method })).status).toBe(401);
  }
  expect(seen).toEqual([]);
});

test('a link on another page may open the window', async () => {
  await comeIn();
  const headers = {
    'Sec-Fetch-Site': 'same-site',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
  };
  expect((await send('/', { headers })).status).toBe(200);
});

test.each([
  'http://evil.example/',
  '//evil.example/x',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/%zz',
])('the address %s cannot leave our origin', async (path) => {
  await comeIn();
  await send(path);
  for (const request of seen) expect(new URL(request.url).origin).toBe(server.origin);
});

test('the app never sees the cookie', async () => {
  await comeIn();
  await send('/', { headers: { 'Accept-Language': 'de' } });
  expect(seen[0]?.headers.get('cookie')).toBeNull();
  expect(seen[0]?.headers.get('accept-language')).toBe('de');
});

test('passes status, headers and ranges through', async () => {
  answer = (request) =>
    new Response(`part of ${request.headers.get('range')}`, {
      status: 206,
      headers: { 'Content-Range': 'bytes 0-1/9', 'Content-Type': 'image/png' },
    });
  await comeIn();
  expect(await send('/media/a', { headers: { Range: 'bytes=0-1' } })).toMatchObject({
    status: 206,
    body: 'part of bytes=0-1',
    headers: { 'content-range': 'bytes 0-1/9', 'content-type': 'image/png' },
  });
});

test('an upload arrives while it is still being sent', async () => {
  const firstBytes = Promise.withResolvers<string>();
  answer = async (request) => {
    const reader = request.body?.getReader();
    firstBytes.resolve(new TextDecoder().decode((await reader?.read())?.value));
    const rest = await reader?.read();
    return new Response(new TextDecoder().decode(rest?.value));
  };
  await comeIn();
  const upload = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    path: '/api/media',
    method: 'POST',
    headers: { Cookie: cookie, Origin: server.origin },
  });
  upload.write('first');
  expect(await firstBytes.promise).toBe('first');
  upload.end('second');
  const [response] = await once(upload, 'response');
  expect(await text(response)).toBe('second');
});

test('an upload that the app refuses unread is answered, and the next request works', async () => {
  answer = () => new Response('too large', { status: 413 });
  await comeIn();
  const headers = { Origin: server.origin };
  const refused = await send('/api/media', { method: 'POST', headers, body: 'x'.repeat(5_000_000) });
  expect(refused).toMatchObject({ status: 413, body: 'too large' });
  expect((await send('/')).status).toBe(413);
});

test('an event stream opens before its first event, and ends when the browser leaves', async () => {
  const canceled = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  let say: ReadableStreamDefaultController<Uint8Array> | undefined;
  answer = (request) => {
    request.signal.addEventListener('abort', () => aborted.resolve());
    return new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          say = controller;
        },
        cancel: () => canceled.resolve(),
      }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    );
  };
  await comeIn();
  const events = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    path: '/api/events',
    headers: { Cookie: cookie },
  }).end();
  const [response] = await once(events, 'response');
  expect(response.headers['content-type']).toBe('text/event-stream');
  say?.enqueue(new TextEncoder().encode('data: 1\n\n'));
  const [event] = await once(response, 'data');
  expect(String(event)).toBe('data: 1\n\n');
  events.destroy();
  events.once('error', () => {});
  await Promise.all([canceled.promise, aborted.promise]);
});

test('a program of the same user that knows the secret gets a fresh link; a page never does', async () => {
  const knock = (headers: Record<string, string>) => send('/door/link', { method: 'POST', headers });
  const Authorization = `Bearer ${server.knockSecret}`;
  const link = await knock({ Authorization });
  expect(link.status).toBe(200);
  expect((await send(pathOf(link.body))).status).toBe(303);
  expect((await knock({ Authorization: 'Bearer wrong' })).status).toBe(403);
  expect((await knock({})).status).toBe(403);
  expect((await knock({ Authorization, Origin: server.origin })).status).toBe(403);
  expect((await knock({ Authorization, Host: 'evil.example' })).status).toBe(403);
});

test('takes the next port when the wished one is taken, and says so when there is none', async () => {
  const noApp = async () => new Response();
  const second = await startServer(noApp, { ports: [server.port, 0], onFreshLink() {} });
  expect(second.port).not.toBe(server.port);
  await second.close();
  await expect(startServer(noApp, { ports: [server.port], onFreshLink() {} })).rejects.toThrow(/--port/);
});
