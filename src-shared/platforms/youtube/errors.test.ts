import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBeOut, type PublishError, publishErrorSchema } from '../../model/publish-error.ts';
import { classify, nextMidnightPacific } from './errors.ts';
import { refusal, says } from './practice.suite.ts';

const now = Date.UTC(2026, 10, 24, 15, 0, 0);
const midnight = Date.UTC(2026, 10, 25, 8, 0, 0);
const day = 24 * 60 * 60_000;

const token = { class: 'token' };
const account = { class: 'account' };
const options = { class: 'content', field: 'options' };
const media = { class: 'content', field: 'media' };
const spent = { class: 'quota', until: midnight };
const fewer = { class: 'transient', effect: 'none', after: 60_000 };
const trouble = { class: 'transient', effect: 'possible' };

describe('every row of the error table', () => {
  test.each<[number, string, object]>([
    [401, 'authError', token],
    [401, 'youtubeSignupRequired', account],
    [403, 'insufficientPermissions', { ...account, reconnect: true }],
    [403, 'forbidden', account],
    [403, 'quotaExceeded', spent],
    [403, 'dailyLimitExceeded', spent],
    [400, 'uploadLimitExceeded', { class: 'quota', until: now + day }],
    [403, 'rateLimitExceeded', fewer],
    [429, 'rateLimitExceeded', fewer],
    [403, 'userRateLimitExceeded', fewer],
    [400, 'invalidTitle', options],
    [400, 'invalidDescription', { class: 'content', field: 'caption' }],
    [400, 'invalidTags', options],
    [400, 'invalidCategoryId', options],
    [400, 'invalidPublishAt', options],
    [400, 'invalidVideoMetadata', options],
    [400, 'invalidFilename', media],
    [400, 'mediaBodyRequired', media],
    [400, 'invalidVideoGameRating', options],
    [400, 'invalidRecordingDetails', options],
    [403, 'accountSuspended', account],
    [403, 'accountClosed', account],
    [404, 'videoNotFound', media],
    [503, 'backendError', trouble],
    [500, 'internalError', trouble],
    [400, 'invalidImage', options],
    [400, 'imageFormatUnsupported', options],
    [400, 'imageTooTall', options],
    [400, 'imageTooWide', options],
    [400, 'failedPrecondition', options],
  ])('%i %s', (status, reason, meaning) => {
    const error = classify(refusal(status, reason), now);
    expect(error).toMatchObject({ ...meaning, code: reason });
    expectSentence(error);
  });

  test('the token endpoint’s own form', () => {
    const answer = says(400, {
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
    expect(classify(answer, now)).toMatchObject({ ...token, code: 'invalid_grant' });
  });
});

describe('what is in no row', () => {
  test.each([
    [
      'another reason of a 403, with Google’s words',
      refusal(403, 'accessNotConfigured', 'The API is not enabled.'),
      account,
    ],
    ['another reason of a 400, with Google’s words', refusal(400, 'somethingNew', 'No such thing.'), options],
    ['another reason of a 401', refusal(401, 'somethingNew'), token],
    ['a 429 as a page', says(429, '<html>Slow down</html>'), fewer],
    ['a 413 without a word', says(413), media],
    ['a 401 as a page', says(401, '<html>Who are you?</html>'), token],
    ['a server error, empty', says(502), trouble],
    ['a server error as a page', says(500, '<html>Sorry</html>'), trouble],
    ['a server error with the words of a refusal', refusal(500, 'invalidTitle'), trouble],
  ])('%s', (_what, answer, meaning) => {
    const error = classify(answer, now);
    expect(error).toMatchObject(meaning);
    expectSentence(error);
  });

  test('the words of Google are told', () => {
    expect(classify(refusal(403, 'accessNotConfigured', 'The API is not enabled.'), now)?.message).toContain(
      'It says: “The API is not enabled.”',
    );
  });

  test.each([
    ['no refusal', says(200, '{}')],
    ['a 400 as a page', says(400, '<html>Bad</html>')],
    ['a 404 without a reason', says(404)],
    ['a time-out', says(408)],
    ['a 400 of another JSON', says(400, { oops: [1, 2] })],
  ])('nobody knows: %s', (_what, answer) => {
    expect(classify(answer, now)).toBeNull();
  });

  test('whatever comes, it is a whole error or none, and a server error may always be out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.json(), fc.string()), (status, text) => {
        const error = classify({ status, headers: {}, text }, now);
        if (error === null) return;
        publishErrorSchema.parse(error);
        expectSentence(error);
        if (status >= 500) expect(mayBeOut(error)).toBe(true);
      }),
    );
  });
});

test.each([
  ['winter', '2026-11-24T15:00:00Z', '2026-11-25T08:00:00Z'],
  ['summer', '2026-07-01T15:00:00Z', '2026-07-02T07:00:00Z'],
  ['the day the clocks go back', '2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
  ['a second before', '2026-11-24T07:59:59Z', '2026-11-24T08:00:00Z'],
  ['midnight itself', '2026-11-24T08:00:00Z', '2026-11-25T08:00:00Z'],
])('the day of a project ends at midnight in California: %s', (_what, at, end) => {
  expect(new Date(nextMidnightPacific(Date.parse(at))).toISOString()).toBe(new Date(end).toISOString());
});

function expectSentence(error: PublishError | null): void {
  const [ours] = error?.message.split(' It says: ') ?? [];
  expect(ours).toMatch(/^[A-Z].*[.]$/s);
  expect(ours).not.toMatch(/undefined|null|\[object|\bHTTP\b/);
}
