import { describe, expect, it } from 'vitest';
import { weekDates } from './calendar-date.ts';
import { dayClock } from './day-clock.ts';
import { type AxisDay, instantAt, positionOf, weekAxis } from './week-axis.ts';

const HOUR = 60;

function axisOf(date: string, zone: string) {
  const axis = weekAxis(weekDates(date, 1), zone);
  const day = (wanted: string): AxisDay => {
    const found = axis.days.find((candidate) => candidate.date === wanted);
    if (found === undefined) throw new Error(`no ${wanted} in this week`);
    return found;
  };
  return { ...axis, day };
}

function hoursOf(date: string, zone: string): number {
  return dayClock(date, zone).stretches.reduce((sum, { from, to }) => sum + (to - from) / 3_600_000, 0);
}

describe('the length of a day', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Europe/Berlin', '2026-11-24', 24],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/New_York', '2026-11-01', 25],
    ['Africa/Cairo', '2026-04-24', 23],
    ['Asia/Kolkata', '2026-03-29', 24],
    ['America/Havana', '2026-11-01', 25],
  ])('%s %s has %d hours', (zone, date, hours) => {
    expect(hoursOf(date, zone)).toBe(hours);
  });
});

describe('an ordinary week', () => {
  const week = axisOf('2026-11-24', 'Europe/Berlin');

  it('is the wall clock', () => {
    expect(week.length).toBe(24 * HOUR);
    expect(week.hours.map(({ label }) => label)).toEqual(
      Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
    );
    expect(positionOf(week.day('2026-11-24'), Date.parse('2026-11-24T14:30:00Z'))).toBe(15.5 * HOUR);
    expect(week.days.every(({ blanks }) => blanks.length === 0)).toBe(true);
  });

  it('knows what is not of the day', () => {
    expect(positionOf(week.day('2026-11-24'), Date.parse('2026-11-24T23:00:00Z'))).toBeNull();
    expect(positionOf(week.day('2026-11-25'), Date.parse('2026-11-24T23:00:00Z'))).toBe(0);
  });

  it('ends with the last minute', () => {
    expect(instantAt(week.day('2026-11-24'), 5000)).toBe(Date.parse('2026-11-24T22:59:00Z'));
  });
});

describe('the week in which clocks are set back', () => {
  const week = axisOf('2026-10-25', 'Europe/Berlin');

  it('shows the repeated hour twice', () => {
    expect(week.length).toBe(25 * HOUR);
    expect(week.hours.slice(1, 5)).toEqual([
      { at: 60, label: '01:00', again: false },
      { at: 120, label: '02:00', again: false },
      { at: 180, label: '02:00', again: true },
      { at: 240, label: '03:00', again: false },
    ]);
  });

  it('puts both showings of 02:30 at their own place', () => {
    const sunday = week.day('2026-10-25');
    expect(positionOf(sunday, Date.parse('2026-10-25T00:30:00Z'))).toBe(150);
    expect(positionOf(sunday, Date.parse('2026-10-25T01:30:00Z'))).toBe(210);
    expect(instantAt(sunday, 210)).toBe(Date.parse('2026-10-25T01:30:00Z'));
    expect(sunday.blanks).toEqual([]);
  });

  it('keeps 15:30 on one line for all seven days', () => {
    const afternoons = week.days.map((day) => {
      const noon = instantAt(day, 16.5 * HOUR);
      return noon === null
        ? null
        : new Intl.DateTimeFormat('en-GB', {
            timeZone: 'Europe/Berlin',
            hour: '2-digit',
            minute: '2-digit',
          }).format(noon);
    });
    expect(afternoons).toEqual(Array(7).fill('15:30'));
  });

  it('leaves the second hour blank on the other days and moves a drop there to what follows', () => {
    const monday = week.day('2026-10-19');
    expect(monday.blanks).toEqual([{ from: 180, to: 240 }]);
    expect(instantAt(monday, 200)).toBe(Date.parse('2026-10-19T01:00:00Z'));
  });
});

describe('the week in which clocks are set forward', () => {
  const week = axisOf('2026-03-29', 'Europe/Berlin');
  const sunday = week.day('2026-03-29');

  it('leaves the skipped hour blank on that day only', () => {
    expect(week.length).toBe(24 * HOUR);
    expect(sunday.blanks).toEqual([{ from: 120, to: 180 }]);
    expect(week.day('2026-03-28').blanks).toEqual([]);
  });

  it('moves a time in it to the next one there is', () => {
    expect(instantAt(sunday, 150)).toBe(Date.parse('2026-03-29T01:00:00Z'));
    expect(positionOf(sunday, Date.parse('2026-03-29T01:00:00Z'))).toBe(180);
  });
});

it('draws half-hour changes', () => {
  const week = axisOf('2026-04-05', 'Australia/Lord_Howe');
  expect(week.length).toBe(24.5 * HOUR);
  expect(week.hours.filter(({ again }) => again)).toEqual([{ at: 120, label: '01:30', again: true }]);
});

it('starts a day without midnight where its clock starts', () => {
  const day = axisOf('2026-04-24', 'Africa/Cairo').day('2026-04-24');
  expect(day.blanks).toEqual([{ from: 0, to: 60 }]);
});

it('finds every minute of every day where it was put', () => {
  for (const [zone, date] of [
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['America/Havana', '2026-11-01'],
    ['Asia/Kolkata', '2026-11-24'],
  ] as const) {
    for (const day of axisOf(date, zone).days) {
      const clock = dayClock(day.date, zone);
      for (const { from, to } of clock.stretches) {
        for (let instant = from; instant < to; instant += 7 * 60_000) {
          const position = positionOf(day, instant);
          expect(position).not.toBeNull();
          expect(instantAt(day, position ?? -1)).toBe(instant);
        }
      }
    }
  }
});
