import { describe, expect, it } from 'vitest';
import { dayAfter, firstOffer, judgeTime, quickPicks } from './schedule-times.ts';

const zone = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

describe('quick picks', () => {
  it('are wall-clock times in the zone of the shop, rounded up to whole minutes', () => {
    const picks = quickPicks(at('2026-11-24T14:30:20+01:00'), zone);
    expect(picks.map(({ id, local }) => `${id} ${local}`)).toEqual([
      'minutes 2026-11-24T14:36',
      'hour 2026-11-24T15:31',
      'tonight 2026-11-24T19:00',
      'tomorrow 2026-11-25T09:00',
    ]);
  });

  it('do not offer tonight when it is later than that', () => {
    const picks = quickPicks(at('2026-11-24T19:00:00+01:00'), zone);
    expect(picks.map(({ id }) => id)).not.toContain('tonight');
  });

  it('know which day it is for the shop, not for this computer', () => {
    const picks = quickPicks(at('2026-11-24T22:00:00Z'), 'Asia/Kolkata');
    expect(picks.find(({ id }) => id === 'tonight')?.local).toBe('2026-11-25T19:00');
    expect(picks.find(({ id }) => id === 'tomorrow')?.local).toBe('2026-11-26T09:00');
  });

  it('count the hour in real time over a clock change', () => {
    const picks = quickPicks(at('2026-03-29T01:30:00+01:00'), zone);
    expect(picks.find(({ id }) => id === 'hour')?.local).toBe('2026-03-29T03:30');
  });
});

it('offers the next full hour with time to look at it again', () => {
  expect(firstOffer(at('2026-11-24T14:20:00+01:00'), zone)).toBe('2026-11-24T15:00');
  expect(firstOffer(at('2026-11-24T14:50:00+01:00'), zone)).toBe('2026-11-24T16:00');
});

describe('a chosen time', () => {
  const now = at('2026-03-01T12:00:00Z');

  it('that the clocks skip goes out at the next valid minute, and says so', () => {
    const verdict = judgeTime({ local: '2026-03-29T02:30', zone }, now);
    expect(verdict).toMatchObject({ local: '2026-03-29T03:00', past: false });
    expect(verdict?.note).toContain('skip 02:30');
    expect(verdict?.note).toContain('goes out at 03:00');
  });

  it('that comes twice is the first of both, and says so', () => {
    const verdict = judgeTime({ local: '2026-10-25T02:30', zone }, now);
    expect(verdict?.instant).toBe(at('2026-10-25T02:30:00+02:00'));
    expect(verdict?.note).toContain('twice');
  });

  it('is past from its minute on', () => {
    const when = { local: '2026-11-24T15:30', zone };
    expect(judgeTime(when, at('2026-11-24T15:29:59+01:00'))?.past).toBe(false);
    expect(judgeTime(when, at('2026-11-24T15:30:00+01:00'))?.past).toBe(true);
  });

  it('is nothing yet while a field is empty or no such day', () => {
    expect(judgeTime({ local: 'T15:30', zone }, now)).toBeNull();
    expect(judgeTime({ local: '2026-02-30T15:30', zone }, now)).toBeNull();
  });
});

it('finds the next day at the end of a month and of a year', () => {
  expect(dayAfter('2026-02-28')).toBe('2026-03-01');
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
});
