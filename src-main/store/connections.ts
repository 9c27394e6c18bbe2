import { and, asc, eq, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { AppError } from '#shared/model/app-error.ts';
import type { Db, Store } from './database.ts';
import { apps, connections } from './schema.ts';
import type { ConnectionRow } from './targets.ts';

export function findConnection(db: Db, id: string): ConnectionRow | undefined {
  return db.select().from(connections).where(eq(connections.id, id)).get();
}

/** @throws AppError NOT_FOUND, also for one that was disconnected */
export function requireConnection(db: Db, id: string): ConnectionRow {
  const row = findConnection(db, id);
  if (row === undefined || row.state === 'removed') {
    throw new AppError('NOT_FOUND', 'This account is not connected any more.', { action: 'reconnect' });
  }
  return row;
}

export function connectedAccounts(db: Db): ConnectionRow[] {
  return db
    .select()
    .from(connections)
    .where(ne(connections.state, 'removed'))
    .orderBy(asc(connections.platform), asc(connections.name))
    .all();
}

/** The accounts that were connected by the same app, this one included. */
export function connectionsOfApp(db: Db, { platform, clientId }: ConnectionRow): string[] {
  const rows = db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.platform, platform), eq(connections.clientId, clientId)))
    .all();
  return rows.map(({ id }) => id);
}

export function findAccount(db: Db, platform: PlatformId, accountId: string): ConnectionRow | undefined {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.platform, platform), eq(connections.accountId, accountId)))
    .get();
}

export type ConnectionFacts = Pick<
  ConnectionRow,
  | 'platform'
  | 'accountId'
  | 'name'
  | 'handle'
  | 'avatarUrl'
  | 'tier'
  | 'scopes'
  | 'consent'
  | 'clientId'
  | 'tokenExpiresAt'
  | 'renewable'
  | 'grantSealed'
>;

/** Connects an account, or renews it in place: one account is one row for ever, so its queue and history stay. */
export function saveConnection(db: Db, id: string, facts: ConnectionFacts, now: number): void {
  const order = {
    state: 'ok',
    stateReason: null,
    refreshHolder: null,
    refreshLeaseUntil: null,
    updatedAt: now,
  } as const;
  db.insert(connections)
    .values({ id, ...facts, ...order, createdAt: now })
    .onConflictDoUpdate({
      target: [connections.platform, connections.accountId],
      set: { ...facts, ...order },
    })
    .run();
}

export function setConnectionState(
  db: Db,
  id: string,
  state: ConnectionRow['state'],
  reason: string | null,
  now: number,
): void {
  db.update(connections)
    .set({ state, stateReason: reason, updatedAt: now })
    .where(eq(connections.id, id))
    .run();
}

/** Forgets the tokens; the row and all that hangs on it stay. False: it was not connected. */
export function disconnect(db: Db, id: string, now: number): boolean {
  const gone = db
    .update(connections)
    .set({ state: 'removed', stateReason: null, grantSealed: null, tokenExpiresAt: null, updatedAt: now })
    .where(and(eq(connections.id, id), ne(connections.state, 'removed')))
    .run();
  return gone.changes === 1;
}

/** Accounts that share an app grant: those of the same platform and consent that are still connected. */
export function countConnected(db: Db, { platform, consent }: AppKey): number {
  return db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.platform, platform),
        eq(connections.consent, consent),
        ne(connections.state, 'removed'),
      ),
    )
    .all().length;
}

/** What a token is read from, prepared once: it is asked for at the instant a post is due. */
export function prepareGrantQuery({ db }: Store) {
  const { platform, accountId, state, consent, clientId, grantSealed } = connections;
  const { clientId: appId, secretSealed } = apps;
  return db
    .select({ platform, accountId, state, consent, clientId, grantSealed, appId, secretSealed })
    .from(connections)
    .leftJoin(apps, and(eq(apps.platform, connections.platform), eq(apps.consent, connections.consent)))
    .where(eq(connections.id, sql.placeholder('id')))
    .prepare();
}

export function takeRefreshLease(db: Db, id: string, holder: string, now: number, until: number): boolean {
  const taken = db
    .update(connections)
    .set({ refreshHolder: holder, refreshLeaseUntil: until })
    .where(
      and(
        eq(connections.id, id),
        or(
          isNull(connections.refreshLeaseUntil),
          lte(connections.refreshLeaseUntil, now),
          eq(connections.refreshHolder, holder),
        ),
      ),
    )
    .run();
  return taken.changes === 1;
}

export function releaseRefreshLease(db: Db, id: string, holder: string): void {
  db.update(connections)
    .set({ refreshHolder: null, refreshLeaseUntil: null })
    .where(and(eq(connections.id, id), eq(connections.refreshHolder, holder)))
    .run();
}

export function saveGrantSealed(
  db: Db,
  id: string,
  facts: { grantSealed: string; tokenExpiresAt: number | null; renewable: boolean; scopes: string[] },
  now: number,
): void {
  db.update(connections)
    .set({ ...facts, refreshHolder: null, refreshLeaseUntil: null, updatedAt: now })
    .where(and(eq(connections.id, id), inArray(connections.state, ['ok', 'blocked', 'reconnect'])))
    .run();
}

/** Each consent of a platform has an app of its own; `consent` is empty where there is but one. */
export interface AppKey {
  platform: PlatformId;
  consent: string;
}

const isApp = ({ platform, consent }: AppKey) => and(eq(apps.platform, platform), eq(apps.consent, consent));

export function findApp(db: Db, key: AppKey) {
  return db.select().from(apps).where(isApp(key)).get();
}

/** A secret that is left out stays. */
export function saveApp(
  db: Db,
  app: AppKey & { clientId: string; secretSealed: string | null; now: number },
): void {
  const { platform, consent, clientId, secretSealed, now } = app;
  const secret = secretSealed === null ? {} : { secretSealed };
  db.insert(apps)
    .values({ platform, consent, clientId, secretSealed, updatedAt: now })
    .onConflictDoUpdate({
      target: [apps.platform, apps.consent],
      set: { clientId, ...secret, updatedAt: now },
    })
    .run();
}

export function removeApp(db: Db, key: AppKey): void {
  db.delete(apps).where(isApp(key)).run();
}
