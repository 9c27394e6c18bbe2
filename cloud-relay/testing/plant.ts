import { randomBytes } from 'node:crypto';
import type { Snapshot } from '#shared/model/content.ts';
import { newId } from '#shared/model/ids.ts';
import type { Instant } from '#shared/model/time.ts';
import { CHAIN_START } from '#shared/security/audit-chain.ts';
import type { Store } from '../store/database.ts';
import { connections, targets, users } from '../store/schema.ts';
import { confirmTarget, offerTarget } from '../store/targets.ts';

export const random = (count: number) => new Uint8Array(randomBytes(count));
export const id = () => newId(Date.now(), random);

export const snapshotOf = (text: string): Snapshot => ({ kind: 'text', text, media: [], options: {} });

/** A user. @returns the id */
export async function plantUser({ db }: Store): Promise<string> {
  const userId = id();
  await db.insert(users).values({ id: userId, auditHead: CHAIN_START, createdAt: 0 });
  return userId;
}

/** An account of a user. @returns its id */
export async function plantAccount({ db }: Store, userId: string): Promise<string> {
  const connectionId = id();
  await db.insert(connections).values({
    id: connectionId,
    userId,
    platform: 'x',
    accountId: connectionId,
    name: 'Mara’s Clay',
    handle: 'marasclay',
    tier: 'standard',
    state: 'ok',
    consent: '',
    clientId: 'c',
    createdAt: 0,
    updatedAt: 0,
  });
  return connectionId;
}

/** A target that waits in the queue: deposited and confirmed. @returns its id */
export async function plantTarget(
  store: Store,
  wish: {
    userId: string;
    connectionId: string;
    dueAt: Instant;
    text?: string;
    leadMs?: number;
    lateMinutes?: number;
  },
): Promise<string> {
  const targetId = id();
  const { userId, connectionId, dueAt, text = 'Mugs', leadMs = 0, lateMinutes = 15 } = wish;
  const about = { id: targetId, userId, connectionId, postId: id(), kind: 'text' as const };
  const when = { dueAt, leadMs, lateMinutes, now: 0 };
  await offerTarget(store, { ...about, ...when, revision: 1, snapshot: snapshotOf(text) });
  await confirmTarget(store, targetId, 1, 0);
  return targetId;
}

/** Many targets that wait in the queue, in one go. @returns their ids, in that order */
export async function plantTargets(
  { db }: Store,
  wishes: readonly { userId: string; connectionId: string; dueAt: Instant }[],
): Promise<string[]> {
  const rows = wishes.map((wish) => ({
    ...wish,
    id: id(),
    postId: id(),
    kind: 'text' as const,
    state: 'scheduled' as const,
    executor: 'relay' as const,
    revision: 1,
    fence: 0,
    leadMs: 0,
    lateMinutes: 15,
    snapshot: snapshotOf('Mugs'),
    partlyOut: false,
    failures: 0,
    createdAt: 0,
    updatedAt: 0,
  }));
  for (let from = 0; from < rows.length; from += ROWS_A_TIME)
    await db.insert(targets).values(rows.slice(from, from + ROWS_A_TIME));
  return rows.map((row) => row.id);
}

/** A statement has at most 65,535 parameters. */
const ROWS_A_TIME = 1000;
