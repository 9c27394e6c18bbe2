import { toLocal } from '#shared/model/time.ts';
import { endedSince, eventCounts, queueCounts } from '../store/analytics.ts';
import type { Db } from '../store/database.ts';
import { readSettings } from '../store/settings.ts';

/** A post is on time when it left within this time of its minute. */
const ON_TIME_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** What was published, how punctually, and what failed. */
export function summaryOf(db: Db, days: number, now: number) {
  const { zone } = readSettings(db);
  const since = now - days * DAY_MS;
  const ended = endedSince(db, since, now);
  const published = ended.filter(({ state }) => state === 'published');
  const late = published.map(({ lateMs }) => Math.max(lateMs ?? 0, 0)).sort((a, b) => a - b);
  return {
    days,
    published: published.length,
    failed: ended.length - published.length,
    waiting: queueCounts(db).scheduled,
    onTime: late.length === 0 ? null : late.filter((ms) => ms <= ON_TIME_MS).length / late.length,
    medianLateMs: late.length === 0 ? null : (late[Math.floor((late.length - 1) / 2)] ?? null),
    byPlatform: tally(ended, ({ platform }) => platform).map(([platform, counts]) => ({
      platform,
      ...counts,
    })),
    byDay: tally(ended, ({ at }) => toLocal(at, zone).slice(0, 10)).map(([date, counts]) => ({
      date,
      ...counts,
    })),
    events: eventCounts(db, since),
  };
}

function tally<Key extends string>(
  rows: ReturnType<typeof endedSince>,
  keyOf: (row: (typeof rows)[number]) => Key,
) {
  return [...Map.groupBy(rows, keyOf)]
    .map(([key, group]) => {
      const published = group.filter(({ state }) => state === 'published').length;
      return [key, { published, failed: group.length - published }] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
