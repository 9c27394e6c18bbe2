import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PublishError } from '../model/publish-error.ts';
import { announce } from './announce.ts';
import { claimOf, HOUR, MINUTE, NOW, SECOND } from './claim.suite.ts';
import {
  afterAbsence,
  afterFailure,
  afterSilence,
  duration,
  nextLook,
  nextVerification,
  obstacle,
  tooLate,
} from './decide.ts';
import type { Outcome } from './job-store.ts';

const free = () => null;

describe('may it be worked on now?', () => {
  test.each([
    ['at its time', 0, null],
    ['at the end of its lateness', 15 * MINUTE, null],
    ['a moment later', 15 * MINUTE + 1, 'missed'],
    ['days later', 72 * HOUR, 'missed'],
    ['ahead of its time', -MINUTE, null],
  ])('%s', (_when, late, expected) => {
    expect(obstacle(claimOf(), NOW + late, true, free)?.to ?? null).toBe(expected);
  });

  test('however late a part of it is out already, the rest follows', () => {
    expect(obstacle(claimOf({ partlyOut: true }), NOW + 72 * HOUR, true, () => NOW + HOUR)).toBeNull();
  });

  test('a look is always made: it publishes nothing', () => {
    const look = claimOf({ purpose: 'look' }, { state: 'removed' });
    expect(obstacle(look, NOW + 72 * HOUR, true, () => NOW + HOUR)).toBeNull();
  });

  test.each([
    ['reconnect', 'X no longer accepts the sign-in.', 'reconnect', 'X no longer accepts the sign-in.'],
    ['reconnect', null, 'reconnect', 'The account must be reconnected first.'],
    ['blocked', 'X has locked the account.', 'resolve', 'X has locked the account.'],
    ['blocked', null, 'resolve', 'The account cannot post at the moment.'],
    ['removed', null, 'reconnect', 'The account was disconnected. Connect it again, or choose another one.'],
  ] as const)('with the account %s (%s): held, with what to do', (state, stateReason, action, message) => {
    expect(obstacle(claimOf({}, { state, stateReason }), NOW, true, free)).toEqual({
      to: 'held',
      reason: { message, code: null, action, field: null },
      connectionState: null,
    });
  });

  test('what the platform no longer takes is refused before it is sent, with the field to go to', () => {
    const snapshot = { kind: 'text', text: 'a'.repeat(281), media: [], options: {} } as const;
    const refused = obstacle(claimOf({ snapshot: { ...snapshot, media: [] } }), NOW, true, free);
    expect(refused).toMatchObject({ to: 'refused', reason: { action: 'edit-post', field: 'caption' } });
    expect(
      obstacle(claimOf({ snapshot: { ...snapshot, media: [] } }, { tier: 'premium' }), NOW, true, free),
    ).toBeNull();
  });

  describe('after a pause', () => {
    const late = claimOf({ dueAt: NOW - 2 * MINUTE });

    test('waits for its turn, which is no failure and no news', () => {
      expect(obstacle(late, NOW, true, () => NOW + 5 * MINUTE)).toEqual({
        to: 'scheduled',
        notBefore: NOW + 5 * MINUTE,
        reason: null,
        counts: false,
      });
    });

    test('asks the seller when its turn would come too late', () => {
      expect(obstacle(late, NOW, true, () => NOW + 14 * MINUTE)).toMatchObject({
        to: 'missed',
        reason: { action: 'choose-time', message: expect.stringContaining('one by one') },
      });
    });

    test('does not hold up what is on time', () => {
      let asked = 0;
      const onTime = claimOf({ dueAt: NOW - MINUTE });
      expect(obstacle(onTime, NOW, true, () => (asked += 1))).toBeNull();
      expect(asked).toBe(0);
    });
  });
});

describe('after a failure that surely did nothing', () => {
  const say = { message: 'Sorry.', code: 'E 7' };
  const reason = { message: 'Sorry.', code: 'E 7', action: null, field: null };
  const choose = { ...reason, action: 'choose-time' };

  test.each<[string, PublishError, Outcome]>([
    [
      'content: refused, at its field',
      { class: 'content', field: 'media', ...say },
      { to: 'refused', reason: { ...reason, action: 'edit-post', field: 'media' } },
    ],
    [
      'a token nobody can renew: held until the account is reconnected',
      { class: 'token', ...say },
      { to: 'held', reason: { ...reason, action: 'reconnect' }, connectionState: 'reconnect' },
    ],
    [
      'a missing permission: the same',
      { class: 'account', reconnect: true, ...say },
      { to: 'held', reason: { ...reason, action: 'reconnect' }, connectionState: 'reconnect' },
    ],
    [
      'an account that cannot post: held, and so is what follows',
      { class: 'account', ...say },
      { to: 'held', reason: { ...reason, action: 'resolve' }, connectionState: 'blocked' },
    ],
    [
      'an allowance that is back in time: waits for it',
      { class: 'quota', until: NOW + 5 * MINUTE, ...say },
      { to: 'scheduled', notBefore: NOW + 5 * MINUTE, reason, counts: true },
    ],
    [
      'an allowance that is back too late: held, without blaming the account',
      { class: 'quota', until: NOW + HOUR, ...say },
      { to: 'held', reason: { ...choose, action: 'choose-time' }, connectionState: null },
    ],
    [
      'an allowance that says no time: held',
      { class: 'quota', ...say },
      { to: 'held', reason: { ...choose, action: 'choose-time' }, connectionState: null },
    ],
    [
      'passing trouble: soon again',
      { class: 'transient', effect: 'none', ...say },
      { to: 'scheduled', notBefore: NOW + 2 * SECOND, reason, counts: true },
    ],
    [
      'passing trouble with a time to come again: then',
      { class: 'transient', effect: 'none', after: 90 * SECOND, ...say },
      { to: 'scheduled', notBefore: NOW + 90 * SECOND, reason, counts: true },
    ],
  ])('%s', (_name, error, outcome) => {
    expect(afterFailure(claimOf(), error, NOW)).toEqual(outcome);
  });

  const passing: PublishError = { class: 'transient', effect: 'none', message: 'Sorry.' };

  test('waits longer each time, and in the end no longer than five minutes', () => {
    const waits = Array.from({ length: 8 }, (_, failures) => {
      const next = afterFailure(claimOf({ failures, lateMs: 24 * HOUR }), passing, NOW);
      return next.to === 'scheduled' ? ((next.notBefore ?? 0) - NOW) / SECOND : null;
    });
    expect(waits).toEqual([2, 10, 30, 60, 120, 300, 300, 300]);
  });

  test('is missed when the next try would be too late, and says how late and why', () => {
    expect(afterFailure(claimOf(), passing, NOW + 15 * MINUTE)).toEqual({
      to: 'missed',
      reason: {
        message:
          'It was due 15 minutes ago and may go out at most 15 minutes late (Sorry). Nothing was published; choose what to do.',
        code: null,
        action: 'choose-time',
        field: null,
      },
    });
  });

  test('a platform that said "again at once", or a time that had passed, was asked without a pause', () => {
    for (const error of [
      { ...passing, after: 0 },
      { ...passing, after: -HOUR },
      { class: 'quota', until: NOW - MINUTE, message: 'Sorry.' },
    ] as const) {
      expect(afterFailure(claimOf(), error, NOW)).toMatchObject({
        to: 'scheduled',
        notBefore: NOW + 2 * SECOND,
      });
    }
  });

  test('what may be out is never decided here', () => {
    expect(() => afterFailure(claimOf(), { ...passing, effect: 'possible' }, NOW)).toThrow(/may be out/);
  });

  test('a thread that is partly out is tried on, however late', () => {
    expect(afterFailure(claimOf({ partlyOut: true }), passing, NOW + 72 * HOUR).to).toBe('scheduled');
  });

  test('nothing that failed ever leads to "published", and no try is ever planned too late or at once', () => {
    const message = fc.string();
    const anyError = fc.oneof(
      fc.record({ class: fc.constant('token' as const), message }),
      fc.record({ class: fc.constant('content' as const), field: fc.constant('caption' as const), message }),
      fc.record({ class: fc.constant('account' as const), reconnect: fc.boolean(), message }),
      fc.record({
        class: fc.constant('quota' as const),
        until: fc.integer({ min: 0, max: 2 * NOW }),
        message,
      }),
      fc.record({
        class: fc.constant('transient' as const),
        effect: fc.constant('none' as const),
        after: fc.integer({ min: -HOUR, max: 48 * HOUR }),
        message,
      }),
    );
    const anyClaim = fc.record({
      failures: fc.nat(20),
      lateMs: fc.integer({ min: 0, max: 24 * HOUR }),
      dueAt: fc.integer({ min: NOW - 48 * HOUR, max: NOW + HOUR }),
    });
    fc.assert(
      fc.property(anyError, anyClaim, (error, change) => {
        const claim = claimOf(change);
        const next = afterFailure(claim, error, NOW);
        expect(['refused', 'held', 'scheduled', 'missed']).toContain(next.to);
        if (next.to !== 'scheduled') return;
        expect(next.notBefore).toBeGreaterThan(NOW);
        expect(next.notBefore).toBeLessThanOrEqual(claim.dueAt + claim.lateMs);
      }),
    );
  });
});

describe('after a call without an answer', () => {
  const looks = [10 * SECOND, 45 * SECOND, 10 * MINUTE];

  test.each([
    ['the first at its time, even when that has passed', 0, 2 * MINUTE, 10 * SECOND],
    ['the next at its time', 1, 11 * SECOND, 45 * SECOND],
    ['the next not at once after a long sleep', 1, 8 * HOUR, 8 * HOUR + 5 * SECOND],
    ['none when all were made', 3, 11 * MINUTE, null],
  ])('is looked for: %s', (_name, looked, now, expected) => {
    const at = nextLook(looks, looked, NOW, NOW + now);
    expect(at === null ? null : at - NOW).toBe(expected);
  });

  test('stays open until somebody knows', () => {
    expect(afterSilence('No answer came.', NOW + MINUTE)).toMatchObject({
      to: 'unknown',
      nextLookAt: NOW + MINUTE,
      reason: { action: 'resolve' },
    });
  });

  test('is sent again when it surely did nothing, or missed when it is too late for that', () => {
    expect(afterAbsence(claimOf(), NOW + MINUTE)).toMatchObject({
      to: 'scheduled',
      notBefore: null,
      counts: true,
    });
    expect(afterAbsence(claimOf(), NOW + HOUR)).toMatchObject({ to: 'missed' });
    expect(tooLate(claimOf({ partlyOut: true }), NOW + HOUR)).toBe(false);
  });
});

test('a post is read back a minute and a quarter of an hour after it went out', () => {
  expect(nextVerification(NOW, NOW)).toBe(NOW + MINUTE);
  expect(nextVerification(NOW, NOW + MINUTE)).toBe(NOW + 15 * MINUTE);
  expect(nextVerification(NOW, NOW + 20 * MINUTE)).toBeNull();
});

test.each([
  [20 * SECOND, 'less than a minute'],
  [MINUTE, '1 minute'],
  [89 * MINUTE, '89 minutes'],
  [3 * HOUR, '3 hours'],
  [72 * HOUR, '3 days'],
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

describe('what the seller is told', () => {
  const reason = { message: 'Sorry, not like this.', code: null, action: null, field: null };
  const outcomes: readonly (readonly [Outcome, string | null])[] = [
    [{ to: 'published', remoteId: '1', permalink: null, publishedAt: NOW, verifyAt: null }, null],
    [{ to: 'refused', reason }, 'refused'],
    [{ to: 'unknown', reason, nextLookAt: NOW }, null],
    [{ to: 'unknown', reason, nextLookAt: null }, 'unknown'],
    [{ to: 'scheduled', notBefore: NOW, reason, counts: true }, null],
    [{ to: 'held', reason, connectionState: 'reconnect' }, 'reconnect'],
    [{ to: 'held', reason, connectionState: 'blocked' }, 'held'],
    [{ to: 'missed', reason }, 'missed'],
  ];

  test.each(outcomes)('%o: %s', (outcome, kind) => {
    const told = announce(claimOf(), outcome, 'X');
    expect(told?.notice?.kind ?? null).toBe(kind);
    expect(told?.audit.summary).toContain('Mara’s Clay on X');
    if (told?.notice) {
      expect(told.notice.level).toBe('alarm');
      expect(told.notice.action).not.toBeNull();
      expect(told.notice.title).toContain('Mara’s Clay on X');
    }
  });

  test('nothing, when a post only waits for its turn', () => {
    expect(
      announce(claimOf(), { to: 'scheduled', notBefore: NOW, reason: null, counts: false }, 'X'),
    ).toBeNull();
  });
});
