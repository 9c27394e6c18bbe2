import { mkdirSync, writeFileSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Planner } from '#main/desktop.ts';
import type { WorkerGift } from '#main/scheduler/messages.ts';
import { openFileKey } from '#main/secrets/file-key.ts';
import { sealGrant } from '#main/secrets/grant-store.ts';
import { openVault, type Vault } from '#main/secrets/vault.ts';
import { saveConnection } from '#main/store/connections.ts';
import type { Store } from '#main/store/database.ts';
import { createSystemClock } from '#main/system-clock.ts';
import { newId } from '#shared/model/ids.ts';

export const random = (count: number) => new Uint8Array(randomBytes(count));
export const databaseFile = (home: string) => join(home, 'picscripter.db');

/** A data folder as the app makes it for practice: its key lies in a file, so the app opens it without being asked. */
export async function makePracticeHome(home: string, hosts: Record<string, string>): Promise<Vault> {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'kind'), 'practice\n');
  return openVault({ home, keychain: openFileKey(home, new Map(Object.entries(hosts))) });
}

/** Connects an X account whose token is good for a day. */
export async function connectAccount(store: Store, vault: Vault, name: string): Promise<string> {
  const now = Date.now();
  const id = newId(now, random);
  const tokenExpiresAt = now + 24 * 60 * 60_000;
  const grant = {
    accessToken: `token-of-${name}`,
    refreshToken: 'refresh',
    expiresAt: tokenExpiresAt,
    scopes: ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'],
    extra: {},
  };
  const facts = {
    platform: 'x',
    accountId: String(createHash('sha256').update(name).digest().readUInt32BE()),
    name,
    handle: name,
    avatarUrl: null,
    tier: 'standard',
    scopes: grant.scopes,
    consent: '',
    clientId: 'bench',
    tokenExpiresAt,
    renewable: true,
    grantSealed: await sealGrant(vault, id, grant),
  } as const;
  saveConnection(store.db, id, facts, now);
  return id;
}

export function plannerOn(store: Store): Planner {
  return {
    store,
    clock: createSystemClock(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    id: () => newId(Date.now(), random),
    emit: () => {},
    publicMedia: false,
    wake: () => {},
  };
}

/** What the scheduler hands a worker. */
export function giftOf(home: string, vault: Vault, hosts: Record<string, string>): WorkerGift {
  const keys = vault.keys();
  if (keys === null) throw new Error('the vault of a practice home opens by itself');
  return {
    databaseFile: databaseFile(home),
    mediaFolder: join(home, 'media'),
    backupFolder: join(home, 'backups'),
    hosts: Object.entries(hosts),
    keys,
  };
}
