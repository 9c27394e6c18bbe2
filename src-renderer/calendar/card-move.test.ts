import { describe, expect, it } from 'vitest';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import { resolveWallTime } from '#shared/model/time.ts';
import { daysLater, movable, onDay, timeAt, tooLate, whenOf } from './card-move.ts';

const zone = 'Europe/Berlin';
const at = (local: string, inZone = zone) => resolveWallTime({ local, zone: inZone }).instant;

function cardIn(...states: CalendarCard['targets'][number]['state'][]): CalendarCard {
  return {
    postId: 'p',
    revision: 1,
    instant: 0,
    time: '15:30',
    caption: '',
    tone: null,
    thumbUrl: null,
    targets: states.map((state, index) => ({ id: `t${index}`, platform: 'x', state, by: 'laptop' })),
  };
}

describe('moving a card to another day', () => {
  it('keeps its time of day across a clock change', () => {
    const before = at('2026-10-23T15:30');
    const after = onDay(before, '2026-10-26', zone);
    expect(timeAt(after, zone)).toBe('15:30');
    expect(after - before).toBe(73 * 3_600_000);
    expect(timeAt(daysLater(at('2026-03-28T09:00'), 1, zone), zone)).toBe('09:00');
  });

  it('keeps the seconds', () => {
    const moved = onDay(at('2026-11-24T15:30:20'), '2026-12-01', zone);
    expect(whenOf(moved, zone)).toEqual({ local: '2026-12-01T15:30:20', zone });
  });

  it('uses the next minute there is when the clock skips the time', () => {
    const moved = onDay(at('2026-03-28T02:30'), '2026-03-29', zone);
    expect(timeAt(moved, zone)).toBe('03:00');
  });

  it('works where the zone changes at midnight', () => {
    const moved = onDay(at('2026-04-23T00:15', 'Africa/Cairo'), '2026-04-24', 'Africa/Cairo');
    expect(timeAt(moved, 'Africa/Cairo')).toBe('01:00');
  });
});

describe('what is asked of the server', () => {
  it('is the wall-clock time', () => {
    expect(whenOf(at('2026-11-24T15:30'), zone)).toEqual({ local: '2026-11-24T15:30', zone });
  });

  it('is the instant for the second showing of an hour', () => {
    const second = Date.parse('2026-10-25T01:30:00Z');
    expect(timeAt(second, zone)).toBe('02:30');
    expect(whenOf(second, zone)).toEqual({ at: '2026-10-25T01:30:00.000Z' });
    expect(whenOf(second - 3_600_000, zone)).toEqual({ local: '2026-10-25T02:30', zone });
  });
});

describe('what may be moved', () => {
  it('leaves alone what is out or going out, and says why', () => {
    expect(movable(cardIn('published'))).toEqual({ may: false, why: expect.stringContaining('out already') });
    expect(movable(cardIn('sending'))).toEqual({ may: false, why: expect.stringContaining('going out') });
    expect(movable(cardIn('unknown'))).toEqual({ may: false, why: expect.stringContaining('Needs you') });
  });

  it('moves the accounts that still wait', () => {
    expect(movable(cardIn('published', 'held', 'scheduled'))).toEqual({ may: true, targetIds: ['t1', 't2'] });
  });
});

it('refuses a time that has passed', () => {
  expect(tooLate(1000, 1000)).toContain('passed');
  expect(tooLate(1001, 1000)).toBeNull();
});
