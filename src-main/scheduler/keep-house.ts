import { and, isNull, lt } from 'drizzle-orm';
import { AppError } from '#shared/model/app-error.ts';
import { newId } from '#shared/model/ids.ts';
import { backUp } from '../backup/backup.ts';
import { inTransaction, storeFault } from '../store/database.ts';
import { deleteHiddenMedia, unusedMedia } from '../store/media.ts';
import { wasTold } from '../store/notices.ts';
import { purgeTrash } from '../store/posts.ts';
import { jobLog, targets } from '../store/schema.ts';
import { countPosts } from './count-posts.ts';
import { DAY, type Household, tell } from './household.ts';
import { keepSignIns } from './sign-ins.ts';
import { lookAhead, tellOverdue } from './watch-times.ts';

const TRASH_KEPT = 30 * DAY;
const JOB_LOG_KEPT = 14 * DAY;

/**
 * Each task by itself: one that fails is noted in the job log and does not keep the others from running. First what
 * cannot wait for a platform to answer.
 */
export async function keepHouse(house: Household): Promise<void> {
  await task(house, 'overdue', tellOverdue);
  await task(house, 'tokens', keepSignIns);
  await task(house, 'preflight', lookAhead);
  await task(house, 'backup', backUpDaily);
  await task(house, 'clear', clearAway);
  await task(house, 'metrics', countPosts);
}

async function task(
  house: Household,
  job: string,
  run: (house: Household) => Promise<string | null> | string | null,
): Promise<void> {
  const startedAt = house.clock.now();
  let ok = true;
  let note: string | null = null;
  try {
    note = await run(house);
  } catch (fault) {
    ok = false;
    note = String(fault);
    house.log.warn('housekeeping failed', { job, error: note });
  }
  if (ok && note === null) return;
  const row = { id: newId(startedAt, house.random), job, startedAt, endedAt: house.clock.now(), ok, note };
  try {
    house.store.db.insert(jobLog).values(row).run();
  } catch (fault) {
    house.log.warn('the job log cannot be written', { job, error: String(fault) });
  }
}

/** A backup that fails is told, once a day: without it the seller has nothing to go back to. */
function backUpDaily(house: Household): string | null {
  const { store, backupFolder, clock } = house;
  try {
    return backUp(store, backupFolder, clock.now());
  } catch (fault) {
    const title = 'The daily backup could not be made';
    const known = storeFault(fault);
    const text =
      known instanceof AppError
        ? known.message
        : 'Check the "backups" folder in the data folder and the disk it lies on. Your posts are unchanged.';
    if (!wasTold(store.db, ['app'], { title }, clock.now() - DAY))
      tell(house, { kind: 'app', level: 'warn', title, text });
    throw fault;
  }
}

function clearAway({ store, clock, media }: Household): string | null {
  const now = clock.now();
  const purged = purgeTrash(store.db, now - TRASH_KEPT);
  store.db
    .delete(jobLog)
    .where(lt(jobLog.startedAt, now - JOB_LOG_KEPT))
    .run();
  store.db
    .update(targets)
    .set({ verifyAt: null })
    .where(and(lt(targets.verifyAt, now - DAY), isNull(targets.remoteId)))
    .run();
  for (const { id, hash } of unusedMedia(store.db, now - DAY)) {
    // In one transaction, so that a file that is being added again at this moment is not taken away under its row.
    inTransaction(store, (db) => void (deleteHiddenMedia(db, id) && media.remove(hash)));
  }
  if (purged === 0) return null;
  return purged === 1
    ? '1 post was taken out of the trash for good'
    : `${purged} posts were taken out of the trash for good`;
}
