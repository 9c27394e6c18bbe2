import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { listenForCallback, type Loopback, NoPortFree } from './loopback.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const anyPort = { host: '127.0.0.1', path: '/oauth/x', ports: 'any' } as const;

async function listen(redirect: Parameters<typeof listenForCallback>[0] = anyPort): Promise<Loopback> {
  const loopback = await listenForCallback(redirect, 'the-state');
  open.push(loopback);
  return loopback;
}

async function occupied(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return { server, port: (server.address() as AddressInfo).port };
}

interface Answer {
  status: number;
  body: string;
  headers: NodeJS.Dict<string | string[]>;
}

/** A raw request, so that Host and path are exactly what a test says. */
async function send(
  loopback: Loopback,
  path: string,
  { method = 'GET', host }: { method?: string; host?: string } = {},
): Promise<Answer> {
  const { port, host: own } = new URL(loopback.redirectUri);
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: { host: host ?? own } });
  request.end();
  const [response] = await once(request, 'response');
  return { status: response.statusCode, body: await text(response), headers: response.headers };
}

const isGone = (loopback: Loopback) =>
  send(loopback, '/').then(
    () => false,
    (fault: NodeJS.ErrnoException) => fault.code === 'ECONNREFUSED',
  );

test('the browser’s return with the right state is taken once, with a closing page, and the listener is gone', async () => {
  const loopback = await listen();
  const { status, body, headers } = await send(loopback, '/oauth/x?state=the-state&code=abc%2Fdef');
  expect([status, body]).toEqual([200, expect.stringContaining('You can close this tab')]);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    connection: 'close',
  });
  expect(body).not.toMatch(/<script|<img|https?:/);
  expect((await loopback.returned)?.query.get('code')).toBe('abc/def');
  expect(await isGone(loopback)).toBe(true);
});

test('of two returns at once only the first counts', async () => {
  const loopback = await listen();
  const answers = await Promise.allSettled([
    send(loopback, '/oauth/x?state=the-state&code=first'),
    send(loopback, '/oauth/x?state=the-state&code=second'),
  ]);
  const pages = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.status : 'refused'));
  expect(pages.filter((status) => status === 200)).toHaveLength(1);
  expect(['first', 'second']).toContain((await loopback.returned)?.query.get('code'));
});

describe('what is not the browser coming back is turned away, and the wait goes on', () => {
  test.each([
    ['another state', '/oauth/x?state=a-guess&code=abc', {}, 400],
    ['no state', '/oauth/x?code=abc', {}, 400],
    ['the state as a list', '/oauth/x?state=a-guess&state=the-state', {}, 400],
    ['another path', '/?state=the-state&code=abc', {}, 404],
    ['a longer path', '/oauth/x/more?state=the-state&code=abc', {}, 404],
    ['another method', '/oauth/x?state=the-state&code=abc', { method: 'POST' }, 404],
    ['another name (DNS rebinding)', '/oauth/x?state=the-state&code=abc', { host: 'evil.example' }, 403],
    ['our port under another name', '/oauth/x?state=the-state&code=abc', { host: 'localhost:PORT' }, 403],
    ['our name without the port', '/oauth/x?state=the-state&code=abc', { host: '127.0.0.1' }, 403],
  ] as [string, string, { method?: string; host?: string }, number][])(
    '%s',
    async (_who, path, more, status) => {
      const loopback = await listen();
      const port = new URL(loopback.redirectUri).port;
      const host = more.host?.replace('PORT', port);
      const answer = await send(loopback, path, { ...more, ...(host === undefined ? {} : { host }) });
      expect(answer.status).toBe(status);
      expect(answer.body).not.toContain('the-state');
      await send(loopback, '/oauth/x?state=the-state&code=good');
      expect((await loopback.returned)?.query.get('code')).toBe('good');
    },
  );
});

test('a refusal at the platform comes through, with a page that says that nothing was connected', async () => {
  const loopback = await listen();
  const { body } = await send(loopback, '/oauth/x?state=the-state&error=access_denied');
  expect(body).toContain('Nothing was connected');
  expect((await loopback.returned)?.query.get('error')).toBe('access_denied');
});

test('giving up frees the port and ends the wait', async () => {
  const loopback = await listen();
  loopback.close();
  expect(await loopback.returned).toBeNull();
  expect(await isGone(loopback)).toBe(true);
});

describe('ports', () => {
  test('the next one is used when one is taken', async () => {
    const [{ port: taken }, { server, port: free }] = [await occupied(), await occupied()];
    server.close();
    await once(server, 'close');
    const loopback = await listen({ ...anyPort, ports: [taken, free] });
    expect(loopback.redirectUri).toBe(`http://127.0.0.1:${free}/oauth/x`);
    await send(loopback, '/oauth/x?state=the-state&code=abc');
    expect(await loopback.returned).not.toBeNull();
  });

  test('when all are taken, that is said', async () => {
    const [{ port: one }, { port: other }] = [await occupied(), await occupied()];
    await expect(listen({ ...anyPort, ports: [one, other] })).rejects.toThrow(NoPortFree);
  });

  test('an address that the platform knows by the name localhost', async () => {
    const loopback = await listen({ host: 'localhost', path: '/oauth/facebook', ports: 'any' });
    expect(loopback.redirectUri).toMatch(/^http:\/\/localhost:\d+\/oauth\/facebook$/);
    expect((await send(loopback, '/oauth/facebook?state=the-state&code=abc#_=_')).status).toBe(200);
  });
});
