import { describe, expect, test } from 'vitest';
import { HOUR, NOW } from './claim.suite.ts';
import { preflight, type PreflightFacts } from './preflight.ts';

const facts: PreflightFacts = {
  publicMedia: true,
  snapshot: { text: 'New mugs', media: [], options: {} },
  connection: {
    platform: 'x',
    name: 'Mara’s Clay',
    tier: 'standard',
    consent: '',
    scopes: [],
    state: 'ok',
    stateReason: null,
    tokenExpiresAt: null,
    renewable: false,
  },
  dueAt: NOW + 24 * HOUR,
  now: NOW,
};
const stopsOf = (change: Partial<PreflightFacts['connection']>, dueAt = facts.dueAt) =>
  preflight({ ...facts, dueAt, connection: { ...facts.connection, ...change } })
    .filter(({ level }) => level === 'stop')
    .map(({ field, message }) => ({ field, message }));

describe('would it go out?', () => {
  test('yes: nothing is said', () => {
    expect(preflight(facts)).toEqual([]);
  });

  test.each([
    ['removed', null, /not connected any more/],
    ['reconnect', 'X no longer accepts the sign-in.', /must be reconnected first: X no longer accepts/],
    ['reconnect', null, /its sign-in has ended/],
    ['blocked', 'X has locked the account.', /cannot post at the moment: X has locked/],
    ['blocked', null, /the platform refuses it/],
  ] as const)('not with the account %s (%s)', (state, stateReason, message) => {
    expect(stopsOf({ state, stateReason })).toEqual([
      { field: 'account', message: expect.stringMatching(message) },
    ]);
  });

  test.each([
    ['ends before', NOW + 23 * HOUR, false, true],
    ['ends before, but is renewed', NOW + 23 * HOUR, true, false],
    ['ends after', NOW + 25 * HOUR, false, false],
    ['has no end', null, false, false],
  ])('a sign-in that %s', (_name, tokenExpiresAt, renewable, stops) => {
    expect(stopsOf({ tokenExpiresAt, renewable }).length > 0).toBe(stops);
  });

  test('without a time, the sign-in is judged by now', () => {
    expect(stopsOf({ tokenExpiresAt: NOW - 1 }, null)).toHaveLength(1);
    expect(stopsOf({ tokenExpiresAt: NOW + 1 }, null)).toEqual([]);
  });

  test('not with a text that does not fit, at its field; the same text fits a larger account', () => {
    const snapshot = { ...facts.snapshot, text: 'a'.repeat(281) };
    expect(preflight({ ...facts, snapshot })).toMatchObject([{ level: 'stop', field: 'caption' }]);
    const connection = { ...facts.connection, tier: 'premium' } as const;
    expect(preflight({ ...facts, snapshot, connection }).filter(({ level }) => level === 'stop')).toEqual([]);
  });

  test('says that a first comment is not permitted, where that is known', () => {
    const snapshot = { ...facts.snapshot, options: { firstComment: 'The shop' } };
    const of = (scopes: string[]) =>
      preflight({
        ...facts,
        snapshot,
        connection: { ...facts.connection, platform: 'facebook', scopes },
      });
    expect(of(['pages_manage_posts'])).toMatchObject([{ level: 'warn', field: 'options' }]);
    expect(of(['pages_manage_posts', 'pages_manage_engagement'])).toEqual([]);
    expect(of([])).toEqual([]);
  });

  test('says everything at once', () => {
    const snapshot = { ...facts.snapshot, text: 'a'.repeat(281) };
    const connection = { ...facts.connection, state: 'reconnect' } as const;
    expect(preflight({ ...facts, snapshot, connection }).map(({ field }) => field)).toEqual([
      'account',
      'caption',
    ]);
  });
});
