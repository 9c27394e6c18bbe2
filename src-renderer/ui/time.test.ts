// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { dayOf, formatInstant, formatRelative, zoneLabel } from './time.tsx';

const instant = Date.parse('2026-11-24T23:05:00Z');

test("times and days are those of the seller's zone", () => {
  expect(formatInstant(instant, 'UTC')).toBe('Tue 24 Nov, 23:05');
  expect(formatInstant(instant, 'Asia/Kolkata')).toBe('Wed 25 Nov, 04:35');
  expect(dayOf(instant, 'UTC')).toBe('2026-11-24');
  expect(dayOf(instant, 'Asia/Kolkata')).toBe('2026-11-25');
});

test('midnight is 00:00, never 24:00', () => {
  expect(formatInstant(Date.parse('2026-11-24T00:00:00Z'), 'UTC', 'time')).toBe('00:00');
});

test('a zone is named by its city and its offset of that day', () => {
  expect(zoneLabel('Europe/Berlin', Date.parse('2026-07-01'))).toBe('Berlin (GMT+2)');
  expect(zoneLabel('Europe/Berlin', Date.parse('2026-12-01'))).toBe('Berlin (GMT+1)');
  expect(zoneLabel('America/New_York', instant)).toBe('New York (GMT-5)');
  expect(zoneLabel('UTC', instant)).toBe('UTC');
});

test('distances are said in the largest unit that fits', () => {
  const from = (ms: number) => formatRelative(instant + ms, instant);
  expect(from(30_000)).toBe('now');
  expect(from(5 * 60_000)).toBe('in 5 minutes');
  expect(from(-2 * 3_600_000)).toBe('2 hours ago');
  expect(from(86_400_000)).toBe('tomorrow');
});
