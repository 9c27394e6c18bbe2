import { expect, it } from 'vitest';
import { resolveWallTime } from '#shared/model/time.ts';
import { newPostTime } from './new-post-time.ts';

const zone = 'Europe/Berlin';
const at = (local: string) => resolveWallTime({ local, zone }).instant;

it('offers the morning of a day to come', () => {
  expect(newPostTime('2026-11-25', at('2026-11-24T15:20'), zone)?.local).toBe('2026-11-25T09:00');
});

it('offers the next full hour of today that leaves a quarter of an hour', () => {
  expect(newPostTime('2026-11-24', at('2026-11-24T15:20'), zone)?.local).toBe('2026-11-24T16:00');
  expect(newPostTime('2026-11-24', at('2026-11-24T15:50'), zone)?.local).toBe('2026-11-24T17:00');
});

it('stays on the day as long as it can', () => {
  expect(newPostTime('2026-11-24', at('2026-11-24T23:20'), zone)?.local).toBe('2026-11-24T23:25');
  expect(newPostTime('2026-11-24', at('2026-11-24T23:58'), zone)?.local).toBe('2026-11-25T09:00');
});

it('offers nothing for a day that is over', () => {
  expect(newPostTime('2026-11-23', at('2026-11-24T00:00'), zone)).toBeNull();
});
