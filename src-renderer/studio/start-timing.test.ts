import { expect, it } from 'vitest';
import { FakeDesktop, targetView } from './fake-desktop.suite.ts';
import { startTiming } from './start-timing.ts';

const zone = 'Europe/Berlin';
const now = Date.parse('2026-11-24T12:00:00+01:00');
const start = { post: null, initialWhen: null, zone, lateMinutes: 15, now };

function post(when: string, state: 'scheduled' | 'missed' | 'published') {
  const instant = Date.parse(when);
  const target = targetView({ state, when: { local: '', zone: 'UTC', instant }, lateMinutes: 30 });
  return { ...new FakeDesktop().seed({}), targets: [target] };
}

it('begins with the next good time, or the one asked for, shown in the zone of the shop', () => {
  expect(startTiming(start)).toEqual({ local: '2026-11-24T13:00', lateMinutes: 15 });
  const initialWhen = { local: '2026-12-01T09:00', zone: 'Asia/Kolkata' };
  expect(startTiming({ ...start, initialWhen }).local).toBe('2026-12-01T04:30');
});

it('begins with what the post has already', () => {
  const scheduled = post('2026-11-25T15:30:00+01:00', 'scheduled');
  expect(startTiming({ ...start, post: scheduled })).toEqual({ local: '2026-11-25T15:30', lateMinutes: 30 });
});

it('offers a new time for a post whose time has passed without going out', () => {
  const missed = post('2026-11-23T15:30:00+01:00', 'missed');
  expect(startTiming({ ...start, post: missed }).local).toBe('2026-11-24T13:00');
});
