import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Desk, draftFor, MINUTE, MORNING, openDesk } from '../desk.suite.ts';

interface Summary {
  published: number;
  failed: number;
  waiting: number;
  onTime: number | null;
  medianLateMs: number | null;
  byPlatform: object[];
  byDay: object[];
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.ok('PATCH', '/api/settings', { zone: 'Pacific/Auckland' });
});
afterAll(() => desk.close());

const summary = (days = 30) => desk.ok<Summary>('GET', `/api/analytics/summary?days=${days}`);

test('without anything published there is no punctuality to speak of', async () => {
  expect(await summary()).toMatchObject({
    published: 0,
    failed: 0,
    waiting: 0,
    onTime: null,
    medianLateMs: null,
    byPlatform: [],
    byDay: [],
  });
});

test('counts what ended, how late, on which platform, on which day of the seller', async () => {
  const x = await desk.account('Mara');
  const page = await desk.account('Shop', { platform: 'facebook' });
  const { raw } = desk.desktop.store;
  const ended = async (account: string, state: string, dueAt: number, lateMs: number | null) => {
    const post = await desk.post(draftFor([account]));
    raw
      .prepare(
        "UPDATE targets SET state = ?, due_at = ?, snapshot = '{}', published_at = ? WHERE post_id = ?",
      )
      .run(state, dueAt, lateMs === null ? null : dueAt + lateMs, post.id);
  };
  // 09:30 UTC is the same day in Auckland, 11:30 UTC the next.
  const day = Date.UTC(2026, 10, 20, 9, 30);
  await ended(x, 'published', day, 0);
  await ended(x, 'published', day, 400);
  await ended(x, 'published', day + 2 * 60 * MINUTE, 90_000);
  await ended(page, 'published', day + 2 * 60 * MINUTE, -50);
  await ended(page, 'refused', day, null);
  await ended(page, 'missed', day + DAY, null);
  await ended(x, 'published', MORNING - 40 * DAY, 0);
  await ended(x, 'canceled', day, null);
  await ended(x, 'scheduled', MORNING + DAY, null);
  expect(await summary()).toMatchObject({
    published: 4,
    failed: 2,
    waiting: 1,
    onTime: 0.75,
    medianLateMs: 0,
    byPlatform: [
      { platform: 'facebook', published: 1, failed: 2 },
      { platform: 'x', published: 3, failed: 0 },
    ],
    byDay: [
      { date: '2026-11-20', published: 2, failed: 1 },
      { date: '2026-11-21', published: 2, failed: 1 },
    ],
  });
  expect((await summary(60)).published).toBe(5);
});
