import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBeOut, type PublishError, publishErrorSchema } from '../../model/publish-error.ts';
import contract from './contract.test-data.json' with { type: 'json' };
import { failReasons, rows } from './error-table.ts';
import { classify, failureOf } from './errors.ts';
import { refusal, says } from './practice.suite.ts';

const now = Date.UTC(2026, 10, 24, 15, 0, 0);
const day = 24 * 60 * 60_000;

/** What each action of the contract means here. */
const meanings: Readonly<Record<string, object>> = {
  refresh: { class: 'token' },
  reconnect: { class: 'account', reconnect: true },
  retry60s: { class: 'transient', effect: 'none', after: 60_000 },
  backoff: { class: 'transient', effect: 'possible' },
  content: { class: 'content' },
  hold24h: { class: 'quota', until: now + day },
  retryNewInit: { class: 'transient', effect: 'none' },
};

describe('every documented code', () => {
  test.each(Object.entries(contract.errorActions))('%s: %s', (code, action) => {
    // Both under the documented status and under 200, but for what is a server error.
    const statuses = code === 'internal_error' ? [500] : [400, 403, 200];
    for (const status of statuses) {
      const error = classify(refusal(status, code), now);
      expect(error).toMatchObject({ ...meanings[action], code: `${code} log 2026ABC` });
      expectSentence(error);
    }
  });

  test('is in the table, and nothing else is', () => {
    expect(Object.keys(rows).sort()).toEqual(Object.keys(contract.errorActions).sort());
    expect(Object.keys(failReasons).sort()).toEqual(Object.keys(contract.failReasonActions).sort());
  });

  test.each([
    ['spam_risk_too_many_pending_share', { class: 'quota' }],
    ['spam_risk_user_banned_from_posting', { class: 'account' }],
    ['unaudited_client_can_only_post_to_private_accounts', { class: 'content', field: 'options' }],
    ['privacy_level_option_mismatch', { class: 'content', field: 'options' }],
    ['url_ownership_unverified', { class: 'content', field: 'media' }],
    ['app_version_check_failed', { class: 'content', field: 'options' }],
  ])('that the seller or the operator must act on: %s', (code, meaning) => {
    const error = classify(refusal(403, code), now);
    expect(error).toMatchObject(meaning);
    expect(error).not.toHaveProperty('until');
    expect(error).not.toHaveProperty('reconnect');
  });
});

describe('every reason for which a post came to nothing', () => {
  test.each(Object.entries(contract.failReasonActions))('%s: %s', (reason, action) => {
    const { error } = failureOf(reason, now);
    expect(error).toMatchObject(meanings[action] ?? {});
    if (action === 'stop') expect(['content', 'account']).toContain(error.class);
    expect(mayBeOut(error)).toBe(false);
    expectSentence(error);
  });

  test('one that nobody knows stops, in its own words', () => {
    const { error } = failureOf('some_new_check', now);
    expect(error).toMatchObject({ class: 'content', code: 'some_new_check' });
    expect(error.message).toContain('It says: “some new check”');
  });
});

describe('what is in no row', () => {
  test.each([
    [
      'a code nobody knows, with its words',
      refusal(400, 'something_new'),
      { class: 'content', field: 'options' },
    ],
    ['the same under 200', refusal(200, 'something_new'), { class: 'content', field: 'options' }],
    ['a 429 as a page', says(429, '<html>Slow down</html>'), { class: 'transient', effect: 'none' }],
    ['a 401 as a page', says(401, '<html>Who?</html>'), { class: 'token' }],
    ['a server error, empty', says(502), { class: 'transient', effect: 'possible' }],
    ['a server error with the words of a refusal', refusal(500, 'invalid_param'), { effect: 'possible' }],
  ])('%s', (_what, answer, meaning) => {
    const error = classify(answer, now);
    expect(error).toMatchObject(meaning);
    expectSentence(error);
  });

  test.each([
    ['success', says(200, { data: {}, error: { code: 'ok', message: '', log_id: 'x' } })],
    ['a 400 as a page', says(400, '<html>Bad</html>')],
    ['a 404 without a word', says(404)],
    ['another JSON', says(400, { oops: [1] })],
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

function expectSentence(error: PublishError | null): void {
  const [ours] = error?.message.split(' It says: ') ?? [];
  expect(ours).toMatch(/^[A-Z].*[.]$/s);
  expect(ours).not.toMatch(/undefined|null|\[object|\bHTTP\b/);
}
