import { expect, test } from 'vitest';
import type { AuditEvent } from '#shared/contract/notices.ts';
import { byDay, isAbout } from './trail-days.ts';

const event = (at: string): AuditEvent => ({
  id: at,
  at: Date.parse(at),
  actor: 'app',
  action: 'app.started',
  summary: '',
  postId: null,
  targetId: null,
  connectionId: null,
});

test("days are the seller's days, not UTC's", () => {
  const events = [
    event('2026-11-24T00:30:00Z'),
    event('2026-11-23T23:30:00Z'),
    event('2026-11-23T10:00:00Z'),
  ];
  const dates = (zone: string) => byDay(events, zone).map((day) => [day.date, day.events.length]);
  expect(dates('UTC')).toEqual([
    ['2026-11-24', 1],
    ['2026-11-23', 2],
  ]);
  expect(dates('Europe/Berlin')).toEqual([
    ['2026-11-24', 2],
    ['2026-11-23', 1],
  ]);
  expect(dates('America/New_York')).toEqual([['2026-11-23', 3]]);
});

test('an action that no filter knows is still found under App', () => {
  expect(isAbout({ action: 'target.published' }, 'posts')).toBe(true);
  expect(isAbout({ action: 'target.published' }, 'app')).toBe(false);
  expect(isAbout({ action: 'connection.disconnected' }, 'accounts')).toBe(true);
  expect(isAbout({ action: 'moon.rose' }, 'app')).toBe(true);
  expect(isAbout({ action: 'moon.rose' }, 'all')).toBe(true);
});
