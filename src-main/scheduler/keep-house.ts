import { and, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import { newId, type RandomBytes } from '#shared/model/ids.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { toLocal } from '#shared/model/time.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { Clock, Log } from '#shared/publishing/ports.ts';
import { preflight } from '#shared/publishing/preflight.ts';
import type { Tokens } from '#shared/publishing/tokens.ts';
import { backUp } from '../backup/backup.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { Store } from '../store/database.ts';
import { deleteMedia, unusedMedia } from '../store/media.ts';
import { addNotice, hasUnread } from '../store/notices.ts';
import { purgeTrash } from '../store/posts.ts';
import { connections, jobLog, targets } from '../store/schema.ts';
import { readSettings } from '../store/settings.ts';
import { connectedAccounts } from '../store/connections.ts';

export interface Household {
  store: Store;
  tokens: Tokens;
  clock: Clock;
  random: RandomBytes;
  log: Log;
  media: MediaStore;
  backupFolder: string;
  platforms: Readonly<Record<PlatformId, Platform>>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When a planned post is looked at ahead of its time. */
const LOOK_AHEAD = DAY;
/** Later than this without an end, and the seller is told. */
const OVERDUE = 2 * MINUTE;
const TRASH_KEPT = 30 * DAY;
const JOB_LOG_KEPT = 14 * DAY;

/** Each task by itself: one that fails is noted in the job log and does not keep the others from running. */
export async function keepHouse(house: Household): Promise<void> {
  await task(house, 'tokens', refreshTokens);
  await task(house, 'preflight', lookAhead);
  await task(house, 'overdue', tellOverdue);
  await task(house, 'backup', (h) => backUp(h.store, h.backupFolder, h.clock.now()));
  await task(house, 'clear', clearAway);
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
  house.store.db.insert(jobLog).values(row).run();
}

/** Asks for each token once; the keeper refreshes those that end soon. Only a dead grant is told to the seller. */
async function refreshTokens({ store, tokens, clock, random, platforms }: Household): Promise<string | null> {
  for (const account of connectedAccounts(store.db).filter(({ state }) => state === 'ok')) {
    const alive = await tokens.access(account.id).then(
      () => true,
      (failure: unknown) =>
        !(
          failure instanceof Error &&
          'error' in failure &&
          (failure.error as { class: string }).class === 'token'
        ),
    );
    if (alive || hasUnread(store.db, 'reconnect', { connectionId: account.id })) continue;
    const now = clock.now();
    const upcoming = store.db
      .select({ count: sql<number>`count(*)`, first: sql<number | null>`min(${targets.dueAt})` })
      .from(targets)
      .where(and(eq(targets.connectionId, account.id), inArray(targets.state, ['scheduled', 'claimed'])))
      .get();
    const waiting =
      upcoming === undefined || upcoming.count === 0 ? '' : ` ${upcoming.count} planned posts wait for it.`;
    addNotice(store.db, {
      id: newId(now, random),
      kind: 'reconnect',
      level: 'alarm',
      title: `Reconnect ${account.name} on ${platforms[account.platform].name}`,
      text: `The platform no longer accepts the sign-in.${waiting}`,
      action: 'reconnect',
      connectionId: account.id,
      createdAt: now,
    });
  }
  return null;
}

/** The same checks as when composing, a day, an hour and ten minutes ahead; each trouble is told once. */
function lookAhead({ store, clock, random }: Household): null {
  const now = clock.now();
  const { zone } = readSettings(store.db);
  const soon = store.db
    .select({ target: targets, connection: connections })
    .from(targets)
    .innerJoin(connections, eq(connections.id, targets.connectionId))
    .where(and(eq(targets.state, 'scheduled'), gt(targets.dueAt, now), lte(targets.dueAt, now + LOOK_AHEAD)))
    .all();
  for (const { target, connection } of soon) {
    if (target.snapshot === null || target.dueAt === null) continue;
    const stop = preflight({ snapshot: target.snapshot, connection, dueAt: target.dueAt, now }).find(
      ({ level }) => level === 'stop',
    );
    if (stop === undefined || hasUnread(store.db, 'held', { targetId: target.id })) continue;
    addNotice(store.db, {
      id: newId(now, random),
      kind: 'held',
      level: 'warn',
      title: `The post for ${connection.name} at ${toLocal(target.dueAt, zone).slice(11, 16)} cannot go out as it is`,
      text: stop.message,
      action: stop.field === 'account' ? 'reconnect' : 'edit-post',
      postId: target.postId,
      targetId: target.id,
      connectionId: connection.id,
      createdAt: now,
    });
  }
  return null;
}

/** Nothing may be late in silence: two minutes after its time a post without an end is told, with the reason. */
function tellOverdue({ store, clock, random }: Household): null {
  const now = clock.now();
  const overdue = store.db
    .select({ target: targets, connection: connections })
    .from(targets)
    .innerJoin(connections, eq(connections.id, targets.connectionId))
    .where(
      and(
        inArray(targets.state, ['scheduled', 'claimed', 'sending', 'unknown']),
        gt(targets.dueAt, now - DAY),
        lt(targets.dueAt, now - OVERDUE),
      ),
    )
    .all();
  for (const { target, connection } of overdue) {
    if (
      hasUnread(store.db, 'late', { targetId: target.id }) ||
      hasUnread(store.db, 'unknown', { targetId: target.id })
    )
      continue;
    addNotice(store.db, {
      id: newId(now, random),
      kind: 'late',
      level: 'warn',
      title: `Late: the post for ${connection.name}`,
      text:
        target.reasonMessage ??
        'It is past its time and not out yet. We keep trying as long as it may be late.',
      action: null,
      postId: target.postId,
      targetId: target.id,
      connectionId: connection.id,
      createdAt: now,
    });
  }
  return null;
}

async function clearAway({ store, clock, media }: Household): Promise<string | null> {
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
  for (const file of unusedMedia(store.db)) {
    deleteMedia(store.db, file.id);
    await media.remove(file.hash);
  }
  return purged === 0 ? null : `${purged} posts were taken out of the trash for good`;
}
