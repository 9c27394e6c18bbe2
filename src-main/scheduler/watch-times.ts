import { and, eq, gt, inArray, lt, lte } from 'drizzle-orm';
import { toLocal } from '#shared/model/time.ts';
import { preflight } from '#shared/publishing/preflight.ts';
import { wasTold } from '../store/notices.ts';
import { connections, targets } from '../store/schema.ts';
import { readSettings } from '../store/settings.ts';
import { DAY, type Household, MINUTE, tell } from './household.ts';

/** When a planned post is looked at ahead of its time. */
const LOOK_AHEAD = DAY;
/** Later than this without an end, and the seller is told. */
const OVERDUE = 2 * MINUTE;

/** The same checks as when composing, from a day ahead; each trouble of a post is told once. */
export function lookAhead(house: Household): null {
  const { store, clock, publicMedia } = house;
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
    const stop = preflight({
      snapshot: target.snapshot,
      connection,
      publicMedia,
      dueAt: target.dueAt,
      now,
    }).find(({ level }) => level === 'stop');
    if (stop === undefined) continue;
    if (wasTold(store.db, ['held'], { targetId: target.id, text: stop.message }, target.updatedAt)) continue;
    tell(house, {
      kind: 'held',
      level: 'warn',
      title: `The post for ${connection.name} at ${toLocal(target.dueAt, zone).slice(11, 16)} cannot go out as it is`,
      text: stop.message,
      action: stop.field === 'account' ? 'reconnect' : 'edit-post',
      postId: target.postId,
      targetId: target.id,
      connectionId: connection.id,
    });
  }
  return null;
}

/** Nothing may be late in silence: two minutes after its time a post without an end is told, with the reason. */
export function tellOverdue(house: Household): null {
  const { store, clock } = house;
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
    if (wasTold(store.db, ['late', 'unknown'], { targetId: target.id }, target.dueAt ?? 0)) continue;
    tell(house, {
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
    });
  }
  return null;
}
