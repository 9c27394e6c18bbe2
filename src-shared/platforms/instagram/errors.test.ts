import { describe, expect, it, test } from 'vitest';
import { igErrorCodes } from '#practice/instagram/errors.ts';
import type { PublishError } from '../../model/publish-error.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { classify } from './errors.ts';

const now = Date.UTC(2026, 10, 24, 9);
const minute = 60_000;

function answerOf(code: string, more: Record<string, unknown> = {}, headers = {}): HttpResponse {
  const [number, subcode] = code.split('/').map(Number);
  const error = {
    message: 'So it is.',
    type: 'OAuthException',
    code: number,
    error_subcode: subcode,
    ...more,
  };
  return { status: 400, headers, text: JSON.stringify({ error: { ...error, fbtrace_id: 'Axx' } }) };
}

type Expected = [code: string, meaning: PublishError['class'], what?: Partial<PublishError>];

/** instagram.md section 5, row by row. */
const table: Expected[] = [
  ...['190', '190/458', '190/460', '190/463', '190/467', '102'].map((code): Expected => [code, 'token']),
  ...['10', '200', '210', '100/33'].map((code): Expected => [code, 'account', { reconnect: true }]),
  ...['4', '17', '32', '613', '80002'].map((code): Expected => [code, 'quota', { until: now + 30 * minute }]),
  ['4/2207051', 'account'],
  ['9/2207042', 'quota', { until: now + 60 * minute }],
  ['9007/2207027', 'transient', { effect: 'none', after: 30_000 }],
  ['24/2207006', 'transient', { effect: 'none' }],
  ['24/2207008', 'transient', { effect: 'none' }],
  ...['-2/2207003', '-2/2207020', '-1/2207032', '-1/2207053', '-1/2207082', '-1/2207001'].map(
    (code): Expected => [code, 'transient', { effect: 'none' }],
  ),
  ['9004/2207052', 'transient', { effect: 'none' }],
  ['352/2207077', 'transient', { effect: 'none' }],
  ...['352', '352/2207026', '352/2207085', '36000/2207004', '36001/2207005', '36003/2207009'].map(
    (code): Expected => [code, 'content', { field: 'media' }],
  ),
  ['100/2207023', 'content', { field: 'media' }],
  ['100/2207028', 'content', { field: 'media' }],
  ...['2207010', '2207035', '2207036', '2207037', '2207040'].map(
    (subcode): Expected => [`100/${subcode}`, 'content', { field: 'caption' }],
  ),
  ['1/2207057', 'content', { field: 'options' }],
  ['100/2207081', 'content', { field: 'options' }],
  ['25/2207050', 'account'],
  ['368', 'account'],
  ['1', 'transient', { effect: 'possible' }],
  ['2', 'transient', { effect: 'possible' }],
  ['20/1772107', 'content'],
];

describe('every documented error', () => {
  test.each(table)('%s is %s', (code, meaning, what = {}) => {
    expect(classify(answerOf(code), now)).toMatchObject({
      class: meaning,
      code: `${code} trace Axx`,
      message: expect.stringMatching(/^[A-Z].*\.$/),
      ...what,
    });
  });

  test('has a row here', () => {
    const here = new Set(table.map(([code]) => code));
    expect(igErrorCodes.filter((code) => !here.has(code) && code !== '100')).toEqual([]);
  });
});

it('waits as long as the headers say, which are in minutes', () => {
  const use = [{ type: 'instagram', estimated_time_to_regain_access: 19 }];
  const headers = { 'x-business-use-case-usage': JSON.stringify({ '17841400000000001': use }) };
  expect(classify(answerOf('80002', {}, headers), now)).toMatchObject({ until: now + 19 * minute });
});

it('lets Instagram speak where it has words for the seller', () => {
  const error = classify(answerOf('36003/2207009', { error_user_msg: 'Too narrow.' }), now);
  expect(error?.message).toBe(
    'Instagram does not take a picture of this shape. Crop it to between 4:5 and 1.91:1. Instagram says: Too narrow.',
  );
});

it('holds a spam block for no rate limit, and a block of the whole account for no passing trouble', () => {
  expect(classify(answerOf('4/2207051', { is_transient: true }), now)?.class).toBe('account');
});

it.each([
  [{ retriable: true, type: 'PartialRequestError' }, 'transient'],
  [{ retriable: false, type: 'OffsetInvalidError' }, 'transient'],
  [{ retriable: false, type: 'NotAuthorizedError' }, 'token'],
  [{ retriable: false, type: 'ProcessingFailedError' }, 'content'],
])('reads the upload host: %j is %s', (debug_info, meaning) => {
  const answer = { status: 400, headers: {}, text: JSON.stringify({ debug_info }) };
  expect(classify(answer, now)).toMatchObject({ class: meaning, message: expect.stringMatching(/\.$/) });
});

it.each([
  [500, '', 'transient'],
  [503, '<html>', 'transient'],
  [413, '<html>', 'content'],
  [429, '', 'quota'],
])('makes sense of %i with the body "%s"', (status, text, meaning) => {
  expect(classify({ status, headers: {}, text }, now)?.class).toBe(meaning);
});

it.each([
  [404, '<html>'],
  [400, '{}'],
  [400, '{"error":{"code":77777}}'],
])('does not know %i %s', (status, text) => {
  expect(classify({ status, headers: {}, text }, now)).toBeNull();
});
