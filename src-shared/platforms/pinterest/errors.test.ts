import { describe, expect, test } from 'vitest';
import { namedError, pinErrorNames } from '#practice/pinterest/errors.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { MEDIA_GONE } from './error-table.ts';
import { classify } from './errors.ts';

const now = Date.UTC(2026, 10, 24, 9, 30);

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const says = (status: number, code: number, message: string, headers: Record<string, string> = {}) =>
  classify(answer(status, { code, message }, headers), now);
const store = (status: number, code: string) =>
  classify(
    answer(status, `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`),
    now,
  );

describe('every documented error', () => {
  test.each([
    [401, 2, 'Authentication failed.', { class: 'token' }],
    [401, 3, 'Authorization failed.', { class: 'account', reconnect: true }],
    [
      403,
      29,
      'Apps with Trial access may not create Pins in production.',
      { class: 'account', message: /Standard access/ },
    ],
    [
      403,
      7,
      'You are not permitted.',
      { class: 'account', message: /Pinterest says: “You are not permitted.”$/ },
    ],
    [403, 12, 'Your account has been suspended.', { class: 'account', message: /suspended/ }],
    [404, 404, 'Board not found.', { class: 'content', field: 'options', message: /Choose another one/ }],
    [404, 404, 'Board or section not found.', { class: 'content', field: 'options' }],
    [404, 50, 'Pin not found.', { class: 'content', message: /not on Pinterest any more/ }],
    [404, 404, 'Media not found.', { class: 'content', field: 'media', code: MEDIA_GONE }],
    [
      400,
      1,
      "board_id: 'mugs' does not match '^\\d+$'",
      { class: 'content', field: 'options', message: /board/ },
    ],
    [
      400,
      1,
      'items is too long (constraint: maxItems=5)',
      { class: 'content', field: 'media', message: /2 to 5/ },
    ],
    [
      400,
      1,
      'cover_image_url or cover_image_content_type',
      { class: 'content', field: 'media', message: /cover/ },
    ],
    [400, 1, 'Unable to reach the URL.', { class: 'content', field: 'media' }],
    [400, 4196, 'Bad image.', { class: 'content', field: 'media', message: /says: “Bad image.”$/ }],
    [400, 4197, 'Bad media.', { class: 'content', field: 'media' }],
    [400, 1, "link: 'x' is not a URL", { class: 'content', field: 'link' }],
    [400, 1, 'title is too long', { class: 'content', field: 'options', message: /title/ }],
    [400, 1, 'description is too long', { class: 'content', field: 'caption' }],
    [400, 1, 'alt_text is too long', { class: 'content', field: 'media' }],
    [400, 1, 'Something new', { class: 'content', field: 'options', message: /says: “Something new”$/ }],
    [409, 409, 'Board section conflict.', { class: 'transient', effect: 'none' }],
    [500, 0, 'Oops', { class: 'transient', effect: 'possible' }],
    [503, 0, 'Busy', { class: 'transient', effect: 'possible' }],
  ])('%i, %i: %s', (status, code, message, meaning) => {
    const error = says(status, code, message, { 'x-pinterest-rid': '4711' });
    const { message: sentence, ...rest } = meaning as { message?: RegExp; class: string };
    expect(error).toMatchObject(rest);
    if (sentence !== undefined) expect(error?.message).toMatch(sentence);
    if (!('code' in rest)) expect(error?.code).toBe(`${status} ${code} rid 4711`);
  });

  test('a rate limit ends when its header says so, a daily one at midnight UTC, else in a minute', () => {
    const until = (message: string, headers = {}) => says(429, 8, message, headers);
    expect(until('Too many', { 'x-ratelimit-reset': '30' })).toMatchObject({
      class: 'quota',
      until: now + 30_000,
    });
    expect(until('You have exceeded the daily limit.')).toMatchObject({ until: Date.UTC(2026, 10, 25) });
    for (const headers of [{}, { 'x-ratelimit-reset': '0' }, { 'x-ratelimit-reset': 'soon' }])
      expect(until('Too many', headers)).toMatchObject({ until: now + 60_000 });
    expect(says(429, 30, 'Too many')).toMatchObject({ class: 'quota' });
    expect(classify(answer(429, '<html>'), now)).toMatchObject({ class: 'quota', code: 'HTTP 429' });
  });

  test.each([
    ['AccessDenied', 403, { class: 'transient', effect: 'none' }],
    ['SignatureDoesNotMatch', 403, { class: 'transient', effect: 'none' }],
    ['MalformedPOSTRequest', 400, { class: 'transient', effect: 'none' }],
    ['InternalError', 500, { class: 'transient', effect: 'none' }],
    ['SlowDown', 503, { class: 'transient', effect: 'none' }],
    ['EntityTooLarge', 400, { class: 'content', field: 'media' }],
    ['EntityTooSmall', 400, { class: 'content', field: 'media' }],
  ])('%s of the store', (code, status, meaning) => {
    expect(store(status, code)).toMatchObject({ ...meaning, code: `${status} ${code}` });
  });
});

describe('an answer that no table knows', () => {
  test.each([
    ['HTML', '<html><h1>Sorry</h1></html>'],
    ['empty', ''],
    ['other JSON', '{"detail":"no"}'],
    ['a text', 'Forbidden'],
  ])('%s', (_what, text) => {
    for (const status of [400, 401, 403, 404, 408, 418])
      expect(classify(answer(status, text), now)).toBeNull();
    expect(classify(answer(502, text), now)).toMatchObject({
      class: 'transient',
      effect: 'possible',
      code: 'HTTP 502',
    });
    expect(classify(answer(413, text), now)).toMatchObject({ class: 'content', field: 'media' });
  });

  test('a status that is not documented is not guessed at', () => {
    for (const status of [402, 405, 408, 410, 451]) expect(says(status, 1, 'Hm')).toBeNull();
  });
});

test.each(pinErrorNames)('the table knows the practice platform’s %s', (code) => {
  const { status, headers, body } = namedError({ code });
  expect(classify({ status, headers, text: String(body) }, now)).not.toBeNull();
});
