import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createLineServer, type Server as LineServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { HttpFailure, type HttpRequest, jsonOf } from '#shared/publishing/http.ts';
import { createHttp } from './axios-http.ts';

const http = createHttp({ hosts: null });
const open: (Server | LineServer)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listening(server: Server | LineServer): Promise<string> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serve = (listener: RequestListener) => listening(createServer(listener));

async function failureOf(request: HttpRequest, client = http): Promise<HttpFailure> {
  const error = await client(request).catch((caught: unknown) => caught);
  if (error instanceof HttpFailure) return error;
  throw new Error(`expected no answer, got ${JSON.stringify(error)}`);
}

/** Answers with what arrived: head, body length, body. */
async function echo(request: IncomingMessage) {
  return {
    method: request.method,
    headers: request.headers,
    body: (await buffer(request)).toString('latin1'),
  };
}
const serveEcho = () =>
  serve((request, response) => void echo(request).then((seen) => response.end(JSON.stringify(seen))));
type Seen = Awaited<ReturnType<typeof echo>>;
const seenBy = async (request: HttpRequest): Promise<Seen> => jsonOf(await http(request)) as Seen;

test('gives every status back as an answer, its text untouched', async () => {
  const text = '{"id": 1234567890123456789, "n": 1.0}\n';
  const url = await serve((_request, response) => response.writeHead(403, { 'X-Limit': '7' }).end(text));
  const answer = await http({ method: 'GET', url });
  expect(answer).toMatchObject({ status: 403, text, headers: { 'x-limit': '7' } });
  expect(jsonOf(answer)).toEqual({ id: '1234567890123456789', n: 1 });
});

test('follows no redirect', async () => {
  let calls = 0;
  const url = await serve((_request, response) => {
    calls++;
    response.writeHead(307, { Location: '/elsewhere' }).end();
  });
  expect(await http({ method: 'POST', url, body: { kind: 'json', value: {} } })).toMatchObject({
    status: 307,
    headers: { location: '/elsewhere' },
  });
  expect(calls).toBe(1);
});

test('unpacks gzip', async () => {
  const url = await serve((_request, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('Grüße')),
  );
  expect((await http({ method: 'GET', url })).text).toBe('Grüße');
});

test('a refused connection was surely not sent', async () => {
  const server = createServer();
  const url = await listening(server);
  open.pop();
  server.close();
  await once(server, 'close');
  const failure = await failureOf({ method: 'POST', url, body: { kind: 'json', value: 1 } });
  expect(failure.kind).toBe('not-sent');
  expect(failure.message).toMatch(/nothing answers there/);
});

test('an unknown name was surely not sent', async () => {
  const failure = await failureOf({ method: 'POST', url: 'http://nobody.invalid/' });
  expect(failure.kind).toBe('not-sent');
});

test('a line that never gets through its TLS handshake was surely not sent', async () => {
  const url = await listening(
    createLineServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy())),
  );
  const failure = await failureOf({ method: 'POST', url: url.replace('http:', 'https:') });
  expect(failure.kind).toBe('not-sent');
});

test('a reset after the request arrived leaves it open, and is not tried again', async () => {
  let calls = 0;
  const url = await serve((request) => {
    calls++;
    request.resume().once('end', () => request.socket.resetAndDestroy());
  });
  const failure = await failureOf({ method: 'POST', url, body: { kind: 'json', value: { text: 'x' } } });
  expect(failure.kind).toBe('no-answer');
  expect(calls).toBe(1);
});

test('an answer that breaks off is no answer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('{"id":', () => response.destroy());
  });
  expect((await failureOf({ method: 'POST', url })).kind).toBe('no-answer');
});

test('a time-out while the other side works leaves it open', async () => {
  const url = await serve(() => {});
  const failure = await failureOf({ method: 'POST', url, timeoutMs: 50 });
  expect(failure).toMatchObject({ kind: 'no-answer' });
  expect(failure.message).toMatch(/took too long/);
});

test('the time-out also ends an answer that trickles for ever', async () => {
  const url = await serve((_request, response) => {
    const drip = setInterval(() => response.write('.'), 5);
    response.once('close', () => clearInterval(drip));
  });
  expect((await failureOf({ method: 'GET', url, timeoutMs: 100 })).message).toMatch(/took too long/);
});

test('stopped by the caller: before the start nothing was sent, under way it stays open', async () => {
  const early = AbortSignal.abort();
  const stopper = new AbortController();
  const url = await serve(() => stopper.abort());
  expect((await failureOf({ method: 'POST', url, signal: early })).kind).toBe('not-sent');
  expect((await failureOf({ method: 'POST', url, signal: stopper.signal })).kind).toBe('no-answer');
});

test('refuses an answer beyond 32 MB, also when it hides in gzip', async () => {
  const bomb = gzipSync(Buffer.alloc(33 * 1024 * 1024));
  const url = await serve((_request, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb),
  );
  expect((await failureOf({ method: 'GET', url })).message).toMatch(/too large/);
});

test('names no token in a failure, and carries no request with it', async () => {
  const url = await serve((request) => request.socket.destroy());
  const failure = await failureOf({
    method: 'POST',
    url: `${url}/v1/post?access_token=SECRET-1#SECRET-2`,
    headers: { Authorization: 'Bearer SECRET-3' },
    body: { kind: 'form', fields: [['token', 'SECRET-4']] },
  });
  expect(failure.message).toContain('/v1/post: the line was cut');
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('SECRET');
  expect(failure.cause).toBeUndefined();
});

test('an address that is none is refused before anything happens', async () => {
  for (const url of ['', 'nonsense', 'file:///etc/passwd', 'data:text/plain,x']) {
    expect((await failureOf({ method: 'GET', url })).kind).toBe('not-sent');
  }
});

test('with a host map, mapped origins go to this machine and others nowhere', async () => {
  const url = await serveEcho();
  const mapped = createHttp({ hosts: new Map([['https://api.x.com', `${url}/x`]]) });
  expect((await mapped({ method: 'GET', url: 'https://api.x.com/2/me' })).status).toBe(200);
  const failure = await failureOf({ method: 'POST', url: `${url}/straight` }, mapped);
  expect(failure.kind).toBe('not-sent');
  expect(failure.message).toMatch(/no practice stand-in/);
});

test('sends JSON, bytes and forms as they are, form fields in their order', async () => {
  const url = await serveEcho();
  const json = await seenBy({ method: 'POST', url, body: { kind: 'json', value: { text: 'Grüße' } } });
  expect(json).toMatchObject({ headers: { 'content-type': 'application/json', 'content-length': '18' } });
  expect(Buffer.from(json.body, 'latin1').toString()).toBe('{"text":"Grüße"}');

  const all = new Uint8Array([9, 0, 255, 1, 9]);
  const bytes = await seenBy({
    method: 'PUT',
    url,
    body: { kind: 'bytes', bytes: all.subarray(1, 4), type: 'image/png' },
  });
  expect(bytes).toMatchObject({ body: '\u0000ÿ\u0001', headers: { 'content-type': 'image/png' } });

  const slices = { size: 3, read: async (start: number, end: number) => all.subarray(1 + start, 1 + end) };
  const streamed = await seenBy({ method: 'POST', url, body: { kind: 'slices', slices, type: 'video/mp4' } });
  expect(streamed).toMatchObject({
    body: '\u0000ÿ\u0001',
    headers: { 'content-type': 'video/mp4', 'content-length': '3' },
  });

  const fields = [
    ['b', '1 2'],
    ['a', 'ä&='],
    ['b', ''],
  ] as const;
  const form = await seenBy({ method: 'POST', url, body: { kind: 'form', fields } });
  expect(form.body).toBe('b=1+2&a=%C3%A4%26%3D&b=');
});

test('sends multipart that another reader understands', async () => {
  const url = await serveEcho();
  const photo = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
  const { body, headers } = await seenBy({
    method: 'POST',
    url,
    body: {
      kind: 'multipart',
      parts: [
        { name: 'segment_index', value: '0' },
        { name: 'media', value: photo, filename: 'a "b"\r\n.jpg', type: 'image/jpeg' },
      ],
    },
  });
  expect(headers['content-length']).toBe(String(body.length));
  const read = await new Response(Buffer.from(body, 'latin1'), {
    headers: { 'Content-Type': headers['content-type'] ?? '' },
  }).formData();
  const file = read.get('media') as File;
  expect(read.get('segment_index')).toBe('0');
  expect(file).toMatchObject({ name: 'a "b"\r\n.jpg', type: 'image/jpeg' });
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(photo);
});

test('reads a file in slices while it sends it, and no further ahead than the line takes it', async () => {
  const size = 40 * 1024 * 1024 + 7;
  let read = 0;
  let received = 0;
  let furthestAhead = 0;
  const url = await serve((request, response) => {
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      // Whoever sends has to wait for this reader.
      request.pause();
      setImmediate(() => request.resume());
    });
    request.on('end', () => response.end(JSON.stringify(request.headers)));
  });
  const file = {
    size,
    async read(start: number, end: number) {
      expect(start).toBe(read);
      read = end;
      furthestAhead = Math.max(furthestAhead, end - received);
      return new Uint8Array(end - start);
    },
  };
  const parts = [{ name: 'file', value: file, filename: 'a.mp4', type: 'video/mp4' }];
  const seen = jsonOf(await http({ method: 'POST', url, body: { kind: 'multipart', parts } }));
  expect(seen).toMatchObject({ 'content-length': String(received) });
  expect([read, received - size > 0 && received - size < 1000]).toEqual([size, true]);
  expect(furthestAhead).toBeLessThan(16 * 1024 * 1024);
});

test('sends a part of a file as it is, slice by slice', async () => {
  const url = await serveEcho();
  const bytes = new Uint8Array(2_500_000).map((_, index) => index % 251);
  const read: number[] = [];
  const slices = {
    size: bytes.length,
    read: async (start: number, end: number) => {
      read.push(end - start);
      return bytes.slice(start, end);
    },
  };
  const { headers, body } = await seenBy({
    method: 'PUT',
    url,
    body: { kind: 'slices', slices, type: 'video/mp4' },
  });
  expect(headers).toMatchObject({ 'content-type': 'video/mp4', 'content-length': '2500000' });
  expect(body).toBe(Buffer.from(bytes).toString('latin1'));
  expect(Math.max(...read)).toBeLessThan(2_000_000);
});

test('a file that cannot be read while it is sent ends the call with its own reason', async () => {
  const url = await serveEcho();
  const gone = new PublishFailure({ class: 'content', field: 'media', message: 'The file is gone.' });
  const file = {
    size: 3_000_000,
    read: async (start: number, end: number) => {
      if (start > 0) throw gone;
      return new Uint8Array(end - start);
    },
  };
  const call = http({
    method: 'POST',
    url,
    body: { kind: 'multipart', parts: [{ name: 'file', value: file, filename: 'a' }] },
  });
  await expect(call).rejects.toBe(gone);
});

test("keeps the caller's headers, and says who we are", async () => {
  const url = await serveEcho();
  const { headers } = await seenBy({
    method: 'GET',
    url,
    headers: { Authorization: 'Bearer t', accept: '*/*' },
  });
  expect(headers).toMatchObject({ authorization: 'Bearer t', accept: '*/*', 'user-agent': 'Picscripter' });
});

test('reads reuse a line, writes never do', async () => {
  const ports: (number | undefined)[] = [];
  const url = await serve((request, response) => {
    ports.push(request.socket.remotePort);
    response.end();
  });
  for (const method of ['GET', 'GET', 'POST', 'POST'] as const) await http({ method, url });
  expect(new Set(ports.slice(0, 2)).size).toBe(1);
  expect(new Set(ports.slice(1)).size).toBe(3);
});
