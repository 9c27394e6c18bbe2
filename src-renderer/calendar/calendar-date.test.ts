import { describe, expect, it } from 'vitest';
import { addMonths, isDate, isWeekend, monthDates, startOfWeek, step, weekDates } from './calendar-date.ts';

describe('the month grid', () => {
  it('shows six weeks that begin on the chosen day', () => {
    const monday = monthDates('2026-11-24', 1);
    expect(monday).toHaveLength(42);
    expect(monday[0]).toBe('2026-10-26');
    expect(monday.at(-1)).toBe('2026-12-06');
    expect(monthDates('2026-11-24', 0)[0]).toBe('2026-11-01');
    expect(monthDates('2026-11-24', 6)[0]).toBe('2026-10-31');
  });

  it('has no day twice and skips none, whatever the year', () => {
    for (let year = 1990; year < 2060; year += 1) {
      for (const month of ['01', '02', '03', '10', '12']) {
        const dates = monthDates(`${year}-${month}-15`, 1);
        expect(new Set(dates).size).toBe(42);
        expect(dates.toSorted()).toEqual(dates);
        expect(dates).toContain(`${year}-${month}-01`);
      }
    }
  });
});

describe('days', () => {
  it('keep to the end of shorter months', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
  });

  it('know their week', () => {
    expect(startOfWeek('2026-11-29', 1)).toBe('2026-11-23');
    expect(startOfWeek('2026-11-29', 0)).toBe('2026-11-29');
    expect(weekDates('2026-11-24', 6)[0]).toBe('2026-11-21');
    expect(weekDates('2026-12-30', 1).at(-1)).toBe('2027-01-03');
    expect(isWeekend('2026-11-28')).toBe(true);
    expect(isWeekend('2026-11-30')).toBe(false);
  });

  it('step by what is shown', () => {
    expect(step('month', '2026-03-31', -1)).toBe('2026-02-28');
    expect(step('week', '2026-12-28', 1)).toBe('2027-01-04');
  });

  it('are refused when there is no such day', () => {
    expect(isDate('2026-11-24')).toBe(true);
    expect(isDate('2026-02-30')).toBe(false);
    expect(isDate('24.11.2026')).toBe(false);
    expect(isDate('2026-13-01')).toBe(false);
  });
});
