import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { liErrorNames, namedError } from '#practice/linkedin/errors.ts';
import type { Fault } from '#practice/faults.ts';
import { mayBeOut, publishErrorSchema } from '../../model/publish-error.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { classify } from './errors.ts';
import { says } from './practice.suite.ts';
import samples from './wire-samples.test-data.json' with { type: 'json' };

const now = Date.UTC(2026, 10, 24, 9, 0, 0);

const error = (status: number, code: string, message = 'Sorry', more: object = {}): HttpResponse =>
  says(status, { status, code, message, ...more });
const input = (code: string, description: string): HttpResponse =>
  says(422, { status: 422, message: description, errorDetails: { inputErrors: [{ code, description }] } });

describe('every row of the error table', () => {
  test.each([
    [
      'expired',
      error(401, 'EXPIRED_ACCESS_TOKEN'),
      { class: 'token', message: expect.stringContaining('60 days') },
    ],
    [
      'expired, by number',
      says(401, { message: 'x', serviceErrorCode: 65602 }),
      { message: expect.stringContaining('60 days') },
    ],
    [
      'revoked',
      error(401, 'REVOKED_ACCESS_TOKEN'),
      { class: 'token', message: expect.stringContaining('taken back') },
    ],
    [
      'revoked, by number',
      says(401, { message: 'x', serviceErrorCode: 65601 }),
      { message: expect.stringContaining('taken back') },
    ],
    ['invalid', error(401, 'INVALID_ACCESS_TOKEN'), { class: 'token' }],
    ['empty', error(401, 'EMPTY_ACCESS_TOKEN'), { class: 'token' }],
    ['a page instead of a word', says(401, '<html>'), { class: 'token' }],
    [
      'permission',
      error(403, 'ACCESS_DENIED', 'Not enough permissions to access: ugcPosts.CREATE.20260901'),
      { class: 'account', reconnect: true, message: expect.stringContaining('ugcPosts.CREATE') },
    ],
    [
      'permission for a Page',
      error(
        403,
        'ACCESS_DENIED',
        'Not enough permissions to access: partnerApiPostsExternal.CREATE.20260901',
      ),
      { class: 'account', reconnect: true, message: expect.stringContaining('Community Management') },
    ],
    [
      'version missing',
      error(400, 'VERSION_MISSING'),
      { class: 'account', message: expect.stringContaining('Update') },
    ],
    [
      'version gone',
      error(426, 'NONEXISTENT_VERSION'),
      { class: 'account', message: expect.stringContaining('Update') },
    ],
    [
      'wrong value',
      error(400, 'INVALID_VALUE_FOR_FIELD', 'ERROR :: /x'),
      { class: 'content', field: 'options', message: expect.stringContaining('/x') },
    ],
    ['missing', error(400, 'MISSING_FIELD'), { class: 'content', field: 'options' }],
    ['too long', error(400, 'FIELD_LENGTH_TOO_LONG'), { class: 'content', field: 'caption' }],
    [
      'not converted',
      says(400, { status: 400, message: 'Request body could not be converted' }),
      { class: 'content', field: 'options' },
    ],
    [
      'inputs',
      input('BAD', 'No such thing'),
      { class: 'content', field: 'options', message: expect.stringContaining('No such thing') },
    ],
    [
      'too early',
      error(400, 'MEDIA_ASSET_WAITING_UPLOAD'),
      { class: 'transient', effect: 'none', after: 10_000 },
    ],
    ['unusable', error(400, 'MEDIA_ASSET_PROCESSING_FAILED'), { class: 'content', field: 'media' }],
    [
      'equal',
      input('DUPLICATE_POST', 'Content is a duplicate of urn:li:share:7'),
      { class: 'content', field: 'caption', alreadyThere: true },
    ],
    [
      'equal, by words',
      says(422, { message: 'Content is a duplicate of urn:li:ugcPost:7' }),
      { alreadyThere: true },
    ],
    [
      'equal to a person',
      input('DUPLICATE_POST', 'duplicate of urn:li:person:Ab1'),
      { class: 'content', field: 'options' },
    ],
    ['conflict', error(409, 'CONFLICT'), { class: 'transient', effect: 'none', after: 5000 }],
    ['no length', says(411, { message: 'Content-Length is required' }), { class: 'content' }],
    ['too many', error(429, 'TOO_MANY_REQUESTS'), { class: 'quota', until: now + 15 * 60_000 }],
    ['too many, a page', says(429, ''), { class: 'quota' }],
  ])('%s', (_name, answer, meaning) => {
    expect(classify(answer, now)).toMatchObject(meaning);
  });

  test.each([
    ['a server error', error(500, '', 'Unable to obtain activity')],
    ['a gateway', says(502, '<html>')],
    ['nothing at all', says(503, '')],
    ['a time-out', says(408, { message: 'timeout' })],
    ['a page of a proxy', says(403, '<html>blocked</html>')],
    ['JSON of somebody else', says(400, { detail: 'no' })],
    ['a teapot', says(418, { message: 'I am one' })],
    ['a success', says(201, '')],
  ])('%s is in no row', (_name, answer) => {
    expect(classify(answer, now)).toBeNull();
  });
});

test('an equal post is told with its URN, for the receipt', () => {
  const answer = input('DUPLICATE_POST', 'Content is a duplicate of urn:li:share:7398000000000000001');
  expect(classify(answer, now)?.code).toBe('422 DUPLICATE_POST');
});

test('whatever a documented error says, it is a sentence, and never one that may be out', () => {
  for (const code of liErrorNames) {
    const reply = namedError({ code } as Fault);
    const meaning = classify({ status: reply.status, headers: {}, text: String(reply.body) }, now);
    if (reply.status >= 500) expect(meaning).toBeNull();
    else expectMeaning(meaning, code);
  }
});

test('every error of the samples is known', () => {
  for (const { name, response } of samples.samples.filter(({ name }) => name.startsWith('error.'))) {
    expectMeaning(classify(says(response.status, response.body ?? null), now), name);
  }
});

test('no answer breaks it', () => {
  const anything = fc.record({
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.constant({}),
    text: fc.oneof(fc.string(), fc.json()),
  });
  fc.assert(
    fc.property(anything, (answer) => {
      const meaning = classify(answer, now);
      return meaning === null || publishErrorSchema.safeParse(meaning).success;
    }),
  );
});

function expectMeaning(meaning: ReturnType<typeof classify>, about: string): void {
  expect(meaning, about).not.toBeNull();
  if (meaning === null) return;
  expect(mayBeOut(meaning), about).toBe(false);
  expect(meaning.message, about).toMatch(/^[A-Z].*[.”]$/s);
}
