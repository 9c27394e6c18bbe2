import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBeOut, publishErrorSchema } from '../../model/publish-error.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { classify } from './errors.ts';
import samples from './wire-samples.test-data.json' with { type: 'json' };

const now = Date.UTC(2026, 10, 23, 15, 0, 0);
const epochSeconds = now / 1000;

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

const problem = (status: number, detail: string, type = 'about:blank', more: object = {}): HttpResponse =>
  answer(status, { title: 'Problem', type, status, detail, ...more });

const twitter = (name: string) => `https://api.twitter.com/2/problems/${name}`;
const x = (name: string) => `https://api.x.com/2/problems/${name}`;
const window = (remaining: string) => ({
  'x-rate-limit-limit': '100',
  'x-rate-limit-remaining': remaining,
  'x-rate-limit-reset': String(epochSeconds + 600),
});

describe('every row of the error table', () => {
  test.each([
    ['token expired or revoked', problem(401, 'Unauthorized'), { class: 'token' }],
    [
      'wrong kind of token, by title',
      answer(403, { title: 'Unsupported Authentication', type: 'about:blank', status: 403 }),
      { class: 'account', reconnect: true },
    ],
    [
      'wrong kind of token, by type',
      problem(403, 'Application-Only is forbidden.', x('unsupported-authentication')),
      { class: 'account', reconnect: true },
    ],
    [
      'duplicate',
      problem(403, 'You are not allowed to create a Tweet with duplicate content.'),
      { class: 'content', field: 'caption', alreadyThere: true },
    ],
    [
      'reply rule',
      problem(
        403,
        'You can only reply to or quote posts where you are mentioned or are the author.',
        x('not-authorized-for-resource'),
      ),
      { class: 'content', field: 'thread' },
    ],
    [
      'vague',
      problem(403, 'You are not permitted to perform this action.'),
      { class: 'content', field: 'options' },
    ],
    [
      'app not enrolled',
      problem(403, 'You must use keys from a Project.', twitter('client-forbidden'), {
        reason: 'client-not-enrolled',
      }),
      { class: 'account' },
    ],
    ['suspended', problem(403, 'Your account is suspended.'), { class: 'account' }],
    [
      'locked',
      problem(403, 'To protect our users, this account is temporarily locked.'),
      { class: 'account' },
    ],
    [
      'too long',
      problem(400, 'Your Tweet text is too long.', x('invalid-request')),
      { class: 'content', field: 'caption' },
    ],
    [
      'invalid URL',
      problem(400, 'The Tweet contains an invalid URL.', x('invalid-request')),
      { class: 'content', field: 'caption' },
    ],
    [
      'five photos',
      problem(400, 'A Tweet can have a maximum of 4 items of media.'),
      { class: 'content', field: 'media' },
    ],
    [
      'two cashtags',
      problem(400, 'A Tweet can contain at most one cashtag.'),
      { class: 'content', field: 'caption' },
    ],
    [
      'media ids invalid',
      problem(400, 'Your media IDs are invalid.', x('invalid-request')),
      { class: 'content', field: 'media', code: 'media-ids-invalid' },
    ],
    [
      'video too long',
      problem(400, 'This user is not allowed to post a video longer than 2 minutes'),
      { class: 'content', field: 'media' },
    ],
    [
      'another invalid request',
      problem(400, '$.texxt: is not defined', x('invalid-request')),
      { class: 'content' },
    ],
    [
      'credits gone',
      answer(402, { title: 'CreditsDepleted', type: x('credits'), detail: 'No credits.' }),
      { class: 'account' },
    ],
    [
      'window used up',
      answer(429, { title: 'Too Many Requests', type: 'about:blank', status: 429 }, window('0')),
      { class: 'quota', until: now + 601_000 },
    ],
    [
      'old 429 without headers',
      answer(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] }),
      { class: 'transient', effect: 'none' },
    ],
    ['429 from the edge', answer(429, ''), { class: 'transient', effect: 'none' }],
    [
      'daily allowance of the account',
      answer(
        429,
        { title: 'Too Many Requests' },
        {
          ...window('70'),
          'x-user-limit-24hour-remaining': '0',
          'x-user-limit-24hour-reset': String(epochSeconds + 7200),
        },
      ),
      { class: 'quota', until: now + 7_201_000 },
    ],
    [
      'monthly cap',
      problem(429, 'Usage cap exceeded', x('usage-capped'), { period: 'Monthly', scope: 'Product' }),
      { class: 'quota' },
    ],
    [
      'daily cap',
      answer(429, { title: 'UsageCapExceeded', period: 'Daily', scope: 'Product', type: 'about:blank' }),
      { class: 'quota', until: Date.UTC(2026, 10, 24) },
    ],
    ['spending limit', problem(403, 'The spending limit of your account was reached.'), { class: 'quota' }],
    [
      'spending limit as 429',
      problem(429, 'The spending limit of your account was reached.'),
      { class: 'quota' },
    ],
    ['piece too large', answer(413, ''), { class: 'content', field: 'media' }],
    [
      'gone',
      problem(404, 'Could not find media.', twitter('resource-not-found')),
      { class: 'content', code: 'resource-not-found' },
    ],
    [
      'callback unknown',
      answer(403, {
        errors: [{ code: 415, message: 'Callback URL not approved for this client application.' }],
      }),
      { class: 'account' },
    ],
    [
      'old duplicate',
      answer(403, { errors: [{ code: 187, message: 'Status is a duplicate.' }] }),
      { class: 'content', alreadyThere: true },
    ],
    [
      'something new',
      problem(403, 'Posts about mugs are forbidden.', x('no-mugs')),
      { class: 'content', field: 'options' },
    ],
  ])('%s', (_name, given, expected) => {
    const error = classify(given, now);
    expect(error).toMatchObject(expected);
    expect(publishErrorSchema.safeParse(error).success).toBe(true);
    expect(error?.message).toMatch(/^[A-Z].*[.”]$/s);
  });

  test('a monthly cap has no known end', () => {
    expect(classify(problem(429, 'Cap', x('usage-capped'), { period: 'Monthly' }), now)).not.toHaveProperty(
      'until',
    );
  });

  test('what X says is shown when the table has no sentence of its own', () => {
    const error = classify(problem(403, 'Posts about mugs are forbidden.'), now);
    expect(error?.message).toBe('X refused this post. It says: “Posts about mugs are forbidden.”');
  });

  test('a reset that is over by our clock still makes us wait', () => {
    const over = { ...window('0'), 'x-rate-limit-reset': String(epochSeconds - 900) };
    expect(classify(answer(429, {}, over), now)).toMatchObject({ class: 'quota', until: now + 5000 });
  });
});

describe('answers that are no verdict', () => {
  test.each([
    ['server errors', 500],
    ['bad gateway', 502],
    ['unavailable', 503],
    ['gateway time-out', 504],
    ['request time-out', 408],
  ])('%s', (_name, status) => {
    expect(classify(problem(status, 'Please try again.'), now)).toBeNull();
  });

  test.each([
    ['an HTML page', '<!doctype html><title>Sorry</title>'],
    ['nothing', ''],
    ['cut-off JSON', '{"title":"Forb'],
    ['JSON that says nothing', '{"hello":1}'],
    ['a list', '[1,2]'],
    ['null', 'null'],
  ])('%s with 400, 403 or 404', (_name, text) => {
    for (const status of [400, 403, 404]) expect(classify(answer(status, text), now)).toBeNull();
  });

  test('no body makes the table fail, and no error in it may be out', () => {
    const status = fc.constantFrom(200, 301, 400, 401, 402, 403, 404, 408, 413, 415, 422, 429, 500, 503);
    fc.assert(
      fc.property(status, fc.oneof(fc.json(), fc.string()), (code, text) => {
        const error = classify(answer(code, text), now);
        expect(error === null || !mayBeOut(error)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ['post.duplicate', 'content'],
  ['post.rate_limited', 'quota'],
  ['post.credits_depleted', 'account'],
  ['post.unauthorized', 'token'],
  ['post.reply_not_allowed', 'content'],
] as const)('the sample %s means %s', (name, expected) => {
  const { status, headers, body } = samples[name].response;
  expect(classify(answer(status, body, headers as Record<string, string>), now)?.class).toBe(expected);
});
