import { expect, test } from 'vitest';
import { minuteOptions, minutesLabel } from './minutes.ts';

test('minutes are said in the largest whole unit', () => {
  expect([0, 1, 45, 60, 90, 180, 1440, 2880].map(minutesLabel)).toEqual([
    '0 minutes',
    '1 minute',
    '45 minutes',
    '1 hour',
    '90 minutes',
    '3 hours',
    '1 day',
    '2 days',
  ]);
});

test('a value that is not among the choices stays visible', () => {
  const values = (current: number) =>
    minuteOptions([0, 15, 60], current, minutesLabel).map((one) => one.value);
  expect(values(7)).toEqual([0, 7, 15, 60]);
  expect(values(15)).toEqual([0, 15, 60]);
});
