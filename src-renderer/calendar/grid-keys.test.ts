import { describe, expect, it } from 'vitest';
import { resolveWallTime, toLocal } from '#shared/model/time.ts';
import { cardKeyCommand, carryKey, dayKey, isElsewhere, type KeyPress, viewKey } from './grid-keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  modified: false,
  ...more,
});
const zone = 'Europe/Berlin';
const at = (local: string) => resolveWallTime({ local, zone }).instant;

describe('arrows', () => {
  it('walk through the days of a month', () => {
    const from = (key: string) => dayKey(press(key), '2026-11-24', 'month', 1);
    expect(from('ArrowLeft')).toEqual({ do: 'day', date: '2026-11-23' });
    expect(from('ArrowDown')).toEqual({ do: 'day', date: '2026-12-01' });
    expect(from('Home')).toEqual({ do: 'day', date: '2026-11-23' });
    expect(from('End')).toEqual({ do: 'day', date: '2026-11-29' });
    expect(from('PageDown')).toEqual({ do: 'day', date: '2026-12-24' });
  });

  it('step into the cards of a week', () => {
    expect(dayKey(press('ArrowDown'), '2026-11-24', 'week', 1)).toEqual({ do: 'enter', from: 'start' });
    expect(dayKey(press('PageUp'), '2026-11-24', 'week', 1)).toEqual({ do: 'day', date: '2026-11-17' });
  });

  it('leave browser shortcuts alone', () => {
    expect(dayKey(press('ArrowLeft', { modified: true }), '2026-11-24', 'month', 1)).toBeNull();
    expect(viewKey(press('w', { modified: true }))).toBeNull();
  });
});

it('m picks up a card and is the month elsewhere', () => {
  expect(cardKeyCommand(press('m'), '2026-11-24')).toEqual({ do: 'pick-up' });
  expect(dayKey(press('m'), '2026-11-24', 'week', 1)).toBeNull();
  expect(viewKey(press('m'))).toEqual({ do: 'view', view: 'month' });
});

describe('a picked-up card', () => {
  const move = (key: string, from: string, view: 'month' | 'week', shift = false) => {
    const command = carryKey(press(key, { shift }), at(from), view, zone);
    return command?.do === 'aim' ? toLocal(command.to, zone) : command;
  };

  it('keeps its time in the month, across clock changes too', () => {
    expect(move('ArrowRight', '2026-10-24T15:30', 'month')).toBe('2026-10-25T15:30');
    expect(move('ArrowUp', '2026-10-30T15:30', 'month')).toBe('2026-10-23T15:30');
    expect(move('PageDown', '2026-10-31T15:30', 'month')).toBe('2026-11-30T15:30');
  });

  it('moves by quarters of an hour in the week', () => {
    expect(move('ArrowDown', '2026-11-24T15:30', 'week')).toBe('2026-11-24T15:45');
    expect(move('ArrowUp', '2026-11-24T15:40', 'week')).toBe('2026-11-24T15:30');
    expect(move('ArrowDown', '2026-11-24T15:40', 'week')).toBe('2026-11-24T15:45');
    expect(move('ArrowDown', '2026-11-24T15:30', 'week', true)).toBe('2026-11-24T16:30');
    expect(move('ArrowDown', '2026-03-29T01:45', 'week')).toBe('2026-03-29T03:00');
  });

  it('is dropped by Enter and put back by Escape', () => {
    expect(move('Enter', '2026-11-24T15:30', 'week')).toEqual({ do: 'drop' });
    expect(move('Escape', '2026-11-24T15:30', 'week')).toEqual({ do: 'put-back' });
  });
});

it('turns the page for a day that is not in the foreground', () => {
  expect(isElsewhere('month', '2026-12-01', '2026-11-24', 1)).toBe(true);
  expect(isElsewhere('month', '2026-11-01', '2026-11-24', 1)).toBe(false);
  expect(isElsewhere('week', '2026-11-29', '2026-11-24', 1)).toBe(false);
  expect(isElsewhere('week', '2026-11-29', '2026-11-24', 0)).toBe(true);
});
