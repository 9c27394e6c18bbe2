import { readMetrics } from '../planning/read-metrics.ts';
import { dueForReading } from '../store/metrics.ts';
import { readSettings } from '../store/settings.ts';
import { findTarget } from '../store/targets.ts';
import type { Household } from './household.ts';

/** Posts that are asked about in one run, each of another account, so that no platform sees a burst. */
const A_RUN = 5;

/** Reads the numbers of posts an hour, a day and a week after they went out. One that fails waits for its next time. */
export async function countPosts(house: Household): Promise<null> {
  const { store, clock, log } = house;
  if (!readSettings(store.db).readNumbers) return null;
  const due = Map.groupBy(dueForReading(store.db, clock.now()), ({ connectionId }) => connectionId);
  for (const [first] of [...due.values()].slice(0, A_RUN)) {
    const row = first && findTarget(store.db, first.targetId);
    if (row === undefined) continue;
    try {
      await readMetrics(house, row);
    } catch (failure) {
      log.warn('the numbers of a post could not be read', { target: row.target.id, error: String(failure) });
    }
  }
  return null;
}
