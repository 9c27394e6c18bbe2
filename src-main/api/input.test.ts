import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desktopContract } from '#shared/contract/desktop.ts';
import { type AppErrorData, appErrorSchema, errorStatus } from '#shared/model/app-error.ts';
import { type Desk, draftFor, openDesk } from '../desk.suite.ts';

// Whatever is sent, the answer is an error in the one form with a sentence that a seller can read, of the codes that the
// route promises.

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

interface Route {
  name: string;
  method: string;
  path: string;
  codes: string[];
}

function routesOf(part: object, name = ''): Route[] {
  return Object.entries(part).flatMap(([key, value]: [string, object]) => {
    if (!isContractProcedure(value)) return routesOf(value, `${name}${key}.`);
    const { route, errorMap } = (value as AnyContractProcedure)['~orpc'];
    const { method = 'POST', path = '' } = route;
    return [{ name: `${name}${key}`, method, path, codes: Object.keys(errorMap) }];
  });
}

const routes = routesOf(desktopContract);
const known = '0190a1b2-0000-7000-8000-000000000000';
const addressOf = ({ path }: Route, value = known) =>
  `http://app/api${path
    .replace('{platform}', 'x')
    .replace('{revision}', '1')
    .replaceAll(/\{\w+\}/g, value)}`;

async function send(url: string, init: RequestInit): Promise<{ status: number; error: AppErrorData | null }> {
  const response = await desk.app.fetch(new Request(url, init));
  expect(response.headers.get('content-type')).toContain('application/json');
  const body: unknown = await response.json();
  return { status: response.status, error: response.status < 400 ? null : isSentence(body, response.status) };
}

/** In the form, with the status of its code, and in words. */
function isSentence(body: unknown, status: number): AppErrorData {
  const error = appErrorSchema.strict().parse(body);
  expect(errorStatus[error.code]).toBe(status);
  expect(error.code, error.message).not.toBe('INTERNAL');
  expect(error.message).toMatch(/^\p{Lu}.*[.?!]$|^".*"? .*\.$/su);
  expect(error.message).not.toMatch(
    /\bat \w+ \(|node_modules|zod|undefined|NaN|\[object|Expected|Invalid|SQLITE/,
  );
  return error;
}

const json = (body: unknown) => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const withBody = (route: Route) => !['GET', 'HEAD'].includes(route.method);

test('there are routes to test', () => {
  expect(routes.length).toBeGreaterThan(30);
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    test('refuses fields that it does not know, and names them', async () => {
      const { status, error } = withBody(route)
        ? await send(addressOf(route), { method: route.method, ...json({ surprise: 1 }) })
        : await send(`${addressOf(route)}?surprise=1`, { method: route.method });
      expect(status).toBe(400);
      expect(error?.code).toBe('BAD_INPUT');
      expect(error?.field).toBeDefined();
    });

    test('takes no other type for its body', async () => {
      if (!['POST', 'PUT', 'PATCH'].includes(route.method)) return;
      for (const body of ['[]', '"text"', '1', 'true', '[[]]', '{"id": 1}', '{"draft": []}']) {
        const init = { method: route.method, body, headers: { 'content-type': 'application/json' } };
        expect([400, 404], body).toContain((await send(addressOf(route), init)).status);
      }
    });

    test('answers broken JSON and other kinds of body with a sentence', async () => {
      if (!withBody(route)) return;
      const broken = {
        method: route.method,
        body: '{"draft": ',
        headers: { 'content-type': 'application/json' },
      };
      expect((await send(addressOf(route), broken)).error).toMatchObject({
        code: 'BAD_INPUT',
        message: 'The request could not be read. Send JSON as the API document says.',
      });
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'text/event-stream',
        'application/octet-stream',
        'image/png',
        'application/json; charset=utf-16',
        'nonsense',
      ]) {
        const init = {
          method: route.method,
          body: 'a[b][c]=1&a[__proto__][d]=2',
          headers: { 'content-type': type },
        };
        await send(addressOf(route), init);
      }
      expect(({} as { d?: unknown }).d).toBeUndefined();
    });

    test('takes only ids that can be ids', async () => {
      if (!/\{id\}/.test(route.path)) return;
      for (const id of ['1', 'null', '%00', '%zz', '..%2f..%2fetc', "'%20OR%201=1", 'x'.repeat(5000), '٣']) {
        const { error } = await send(addressOf(route, id), {
          method: route.method,
          ...(withBody(route) ? json({}) : {}),
        });
        if (error !== null) expect(['BAD_INPUT', 'NOT_FOUND']).toContain(error.code);
      }
    });

    test('promises the codes that it answers with', async () => {
      const codes = new Set<string>();
      for (const body of [{}, { surprise: 1 }, { expectedRevision: 1, draft: draftFor([known]) }]) {
        const init = { method: route.method, ...(withBody(route) ? json(body) : {}) };
        const { error } = await send(addressOf(route), init);
        if (error !== null) codes.add(error.code);
      }
      expect([...codes].filter((code) => !route.codes.includes(code))).toEqual([]);
    });
  },
);

describe('anything at all', () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(known, '2026-11-24T15:30', 'x', '\ud800', '\0', '__proto__'),
    ),
    any: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'id',
          'draft',
          'caption',
          'targets',
          'media',
          'options',
          'when',
          'at',
          'decision',
          'is',
          '__proto__',
        ),
        tie('any'),
        { maxKeys: 5 },
      ),
    ),
  })).any;

  test('as a body is refused in words or done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes.filter(withBody)), value, async (route, body) => {
        if (route.name === 'app.unlock') return;
        await send(addressOf(route), { method: route.method, ...json(body) });
      }),
      { numRuns: 400 },
    );
  });

  test('as a query is refused in words or done', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const names = [
      'limit',
      'cursor',
      'state',
      'search',
      'trash',
      'from',
      'zone',
      'days',
      'limit[]',
      'a[b]',
      '__proto__[x]',
    ];
    const pairs = fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 4 });
    const reads = routes.filter((route) => !withBody(route));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reads), pairs, async (route, query) => {
        await send(`${addressOf(route)}?${new URLSearchParams(query)}`, { method: route.method });
      }),
      { numRuns: 300 },
    );
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('a draft that does not fit', () => {
  test.each([
    [{ caption: 5 }, 'draft.caption', '"draft.caption" must be a text.'],
    [{ caption: undefined }, 'draft.caption', '"draft.caption" is missing.'],
    [
      { caption: 'a'.repeat(100_001) },
      'draft.caption',
      '"draft.caption" is too long: at most 100000 characters.',
    ],
    [
      { tone: 'angry' },
      'draft.tone',
      '"draft.tone" must be one of friendly, professional, playful, luxurious, minimalist, urgent.',
    ],
    [{ media: {} }, 'draft.media', '"draft.media" must be a list.'],
    [
      { media: [{ mediaId: 'x', altText: '' }] },
      'draft.media.0.mediaId',
      'This is not an id of Picscripter.',
    ],
    [
      { media: Array.from({ length: 36 }, () => ({ mediaId: known, altText: '' })) },
      'draft.media',
      '"draft.media" is too long: at most 35 entries.',
    ],
    [{ targets: 'x' }, 'draft.targets', '"draft.targets" must be a list.'],
    [draftFor([known, known]), 'draft.targets', 'An account may be chosen once only.'],
    [{ surprise: true }, 'draft.surprise', 'There is no field "draft.surprise" in this request.'],
    [
      { targets: [{ connectionId: known, captionOverride: null, options: { poll: 1 } }] },
      'draft.targets.0.options.poll',
      'There is no field "draft.targets.0.options.poll" in this request.',
    ],
  ])('%j', async (wrong, field, message) => {
    const draft = { ...draftFor([]), ...wrong };
    const refused = await desk.refused('POST', '/api/posts', { draft });
    expect(refused).toEqual({ status: 400, code: 'BAD_INPUT', field, message });
  });

  test('other kinds of field', async () => {
    const settings = async (change: object) => (await desk.refused('PATCH', '/api/settings', change)).message;
    expect(await settings({ lateMinutes: 1.5 })).toBe('"lateMinutes" must be a whole number.');
    expect(await settings({ lateMinutes: -1 })).toBe('"lateMinutes" is too small: at least 0.');
    expect(await settings({ lateMinutes: 1e9 })).toBe('"lateMinutes" is too large: at most 1440.');
    expect(await settings({ notifications: 'yes' })).toBe('"notifications" must be true or false.');
    expect(await settings({ weekStartsOn: 3 })).toBe('"weekStartsOn" is not written as it should be.');
    expect(await settings({ zone: 'Berlin' })).toMatch(/^This time zone is not known\./);
    const unlock = await desk.refused('POST', '/api/vault/unlock', { passphrase: 'short' });
    expect(unlock.message).toBe('Use at least 8 characters.');
    const event = { name: 'x', properties: { a: { deep: 1 } } };
    expect((await desk.refused('POST', '/api/analytics/track', event)).field).toBe('properties.a');
  });
});

describe('addresses', () => {
  test.each([
    ['PUT', '/api/posts'],
    ['POST', '/api/posts/extra/parts'],
    ['GET', '/api/nothing'],
    ['GET', '/api/'],
    ['POST', '/api/docs'],
    ['DELETE', '/api/openapi.json'],
    ['POST', '/api/events'],
    ['GET', '/api//posts'],
    ['OPTIONS', '/api/posts'],
    ['GET', '/api/constructor'],
    ['GET', '/api/__proto__'],
  ])('there is no %s %s', async (method, path) => {
    const { status, error } = await send(`http://app${path}`, { method });
    expect(status).toBe(404);
    expect(error?.message).toBe(`There is no ${method} ${path} in this app. See /api/docs.`);
  });

  test('a head has no body and no error of ours', async () => {
    expect((await desk.app.fetch(new Request('http://app/api/nothing', { method: 'HEAD' }))).status).toBe(
      404,
    );
  });
});

describe('size', () => {
  test('a request of more than 4 MB is refused while it is still being sent', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
        if (sent === 10_000) controller.close();
      },
    });
    const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } };
    const { status, error } = await send('http://app/api/posts', init as RequestInit);
    expect(status).toBe(413);
    expect(error).toMatchObject({ code: 'TOO_LARGE', message: 'This is more than can be sent at once.' });
    expect(sent).toBeLessThan(200);
  });

  test('a caption of the largest size is kept whole', async () => {
    const caption = `${'né😀'.repeat(20_000)}end`;
    const draft = draftFor([], caption);
    expect((await desk.post(draft)).caption).toBe(caption);
  });

  test('deeply nested and repeated things neither hang nor crash', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const headers = { 'content-type': 'application/json' };
    expect(
      (await send('http://app/api/posts', { method: 'POST', body: `{"draft":${deep}}`, headers })).status,
    ).toBe(400);
    const form = Array.from({ length: 2000 }, (_, index) => `a${'[b]'.repeat(50)}[${index}]=1`).join('&');
    const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(
      (await send('http://app/api/posts', { method: 'POST', body: form, headers: urlencoded })).status,
    ).toBe(400);
    const sparse = await send('http://app/api/posts?limit[4294967294]=1', { method: 'GET' });
    expect(sparse.status).toBe(400);
  });
});

test('text that only looks like something else comes back as it was written', async () => {
  for (const caption of [
    "'; DROP TABLE posts; --",
    '{"a":1}',
    '<script>alert(1)</script>',
    '\u202Egnirts',
    'a\0b',
  ]) {
    const { id } = await desk.post(draftFor([], caption));
    expect(await desk.ok('GET', `/api/posts/${id}`)).toMatchObject({ caption });
  }
});
