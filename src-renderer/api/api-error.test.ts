// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { client } from './client.ts';

const id = '0190a000-0000-7000-8000-000000000001';

afterEach(() => vi.unstubAllGlobals());

function answer(body: unknown, status: number, type = 'application/json'): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(text, { status, headers: { 'content-type': type } })),
  );
}

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof ApiError)) throw new Error(`not an ApiError: ${String(failure)}`);
  return failure;
}

test('an error of the contract keeps its code, sentence, field and action', async () => {
  answer(
    {
      code: 'OVER_LIMIT',
      message: 'X takes 280 characters.',
      field: 'targets.0.caption',
      action: 'edit-field',
    },
    422,
  );
  const error = await failureOf(client.posts.get({ id }));
  expect(error).toMatchObject({
    code: 'OVER_LIMIT',
    message: 'X takes 280 characters.',
    field: 'targets.0.caption',
    action: 'edit-field',
  });
});

test('field and action that were not told are null', async () => {
  answer({ code: 'NOT_FOUND', message: 'This post is gone.' }, 404);
  expect(await failureOf(client.posts.get({ id }))).toMatchObject({ field: null, action: null });
});

test('an answer that nobody understands still gives a sentence for the seller', async () => {
  for (const [body, status, type] of [
    ['<h1>Bad Gateway</h1>', 502, 'text/html'],
    [{ code: 'SOMETHING_ELSE', message: 'x' }, 500, 'application/json'],
    ['', 500, 'application/json'],
    [null, 500, 'application/json'],
  ] as const) {
    answer(body, status, type);
    const error = await failureOf(client.posts.get({ id }));
    expect(error.code).toBe('INTERNAL');
    expect(error.message).toMatch(/please try again/);
  }
});

test('no answer at all says that Picscripter is not answering', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await failureOf(client.posts.get({ id }))).toMatchObject({ code: 'UNREACHABLE', action: 'retry' });
});

test('a request that the window gave up is not an error to show', async () => {
  const abort = new DOMException('aborted', 'AbortError');
  vi.stubGlobal('fetch', () => Promise.reject(abort));
  await expect(client.posts.get({ id })).rejects.toBe(abort);
});
