import { randomBytes } from 'node:crypto';
import { AppError } from '#shared/model/app-error.ts';
import { createKeySet, type KeySet, newKey, withNewKey } from '#shared/security/key-set.ts';
import { keysFromText, keysToText } from './key-bundle.ts';
import type { Keychain } from './keychain.ts';
import { createPassphraseLock, type PassphraseLock, unwrapKeys } from './passphrase-lock.ts';
import { createSealer, type Sealer } from './sealer.ts';
import { readVaultFile, type VaultRecord, vaultFilePath, writeVaultFile } from './vault-file.ts';

// keychain    the keys lie in the operating system's keychain; nothing is asked
// locked      the keys are not here: a passphrase is needed, or the keychain that holds them is away
// passphrase  the keys were unwrapped with the passphrase, for as long as the app runs
//
// keychain stays; locked -> passphrase by unlock(). A key that may still open something is never overwritten: where the
// keychain should hold one and shows none, a passphrase is asked for instead of a new key being put in its place.

export interface Vault extends Sealer {
  state(): 'keychain' | 'passphrase' | 'locked';
  /** Why the vault is locked and what would open it; null while it is open. */
  lock(): VaultLock | null;
  /**
   * Opens the vault with its passphrase, or makes this the passphrase of a vault that has none.
   * @throws AppError when it is the wrong one
   */
  unlock(passphrase: string): Promise<void>;
  /** For worker threads (structured clone carries it); null while locked. */
  keys(): KeySet | null;
  /** Makes a new current key, kept before it is used. What is sealed already stays readable. */
  rotate(): Promise<void>;
}

export interface VaultLock {
  /** `choose`: there is no passphrase yet. `enter`: there is one. `keychain-away`: the keys lie in a keychain we cannot read. */
  reason: 'choose' | 'enter' | 'keychain-away' | 'damaged';
  /** A sentence for the seller. */
  message: string;
}

/** Older keys are kept for this many rotations: as many as fit into Windows' credential store. */
const KEPT_KEYS = 20;

/**
 * @param keychain null where there is none
 * @throws when the data folder cannot be read or written
 */
export async function openVault(options: { home: string; keychain: Keychain | null }): Promise<Vault> {
  const { home } = options;
  let record = await readVaultFile(home);
  let keychain = options.keychain;
  let inKeychain = await readKeys(keychain).catch(() => {
    keychain = null;
    return null;
  });
  if (keychain && !inKeychain && record !== 'damaged' && !record.keychain && !record.wrapped) {
    inKeychain = await putFirstKey(keychain).catch(() => null);
  }
  if (inKeychain && record !== 'damaged' && !record.keychain) await keep({ ...record, keychain: true });

  let keys = record === 'damaged' || !record.wrapped ? inKeychain : null;
  let passphraseLock: PassphraseLock | null = null;
  let pending = Promise.resolve();

  async function keep(next: VaultRecord) {
    await writeVaultFile(home, next);
    record = next;
  }

  function lock(): VaultLock | null {
    if (keys) return null;
    if (record === 'damaged') return { reason: 'damaged', message: damagedMessage(home) };
    if (record.wrapped) return { reason: 'enter', message: 'Enter your passphrase to use your accounts.' };
    if (record.keychain) return { reason: 'keychain-away', message: KEYCHAIN_AWAY };
    return { reason: 'choose', message: NO_KEYCHAIN };
  }

  async function unlock(passphrase: string) {
    if (keys) return;
    if (record === 'damaged') throw new AppError('CONFLICT', damagedMessage(home));
    if (!record.wrapped) {
      const fresh = firstKeySet();
      const created = await createPassphraseLock(passphrase);
      await keep({ ...record, wrapped: await created.wrap(fresh) });
      [keys, passphraseLock] = [fresh, created];
      return;
    }
    const opened = await unwrapKeys(record.wrapped, passphrase);
    if (!opened) throw new AppError('CONFLICT', WRONG_PASSPHRASE, { field: 'passphrase' });
    // A keychain that was away when the passphrase was chosen may be back: its keys open what was sealed before.
    const all = { ...opened.keys, keys: new Map([...(inKeychain?.keys ?? []), ...opened.keys.keys]) };
    if (all.keys.size > opened.keys.keys.size)
      await keep({ ...record, wrapped: await opened.lock.wrap(all) });
    [keys, passphraseLock] = [all, opened.lock];
  }

  async function rotate() {
    if (!keys || record === 'damaged') throw lockedError(lock());
    const grown = withNewKey(keys, newKid(), newKey());
    const next = { ...grown, keys: new Map([...grown.keys].slice(-KEPT_KEYS)) };
    if (passphraseLock) await keep({ ...record, wrapped: await passphraseLock.wrap(next) });
    else await keychain?.write(keysToText(next));
    keys = next;
  }

  /** One at a time: two first passphrases at once would make two keys, of which one is lost. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const turn = pending.then(task);
    pending = turn.catch(() => {});
    return turn;
  }

  return {
    state: () => (!keys ? 'locked' : passphraseLock ? 'passphrase' : 'keychain'),
    lock,
    unlock: (passphrase) => inTurn(() => unlock(passphrase)),
    keys: () => keys,
    rotate: () => inTurn(rotate),
    ...createSealer(() => {
      if (!keys) throw lockedError(lock());
      return keys;
    }),
  };
}

async function readKeys(keychain: Keychain | null): Promise<KeySet | null> {
  const text = (await keychain?.read()) ?? null;
  return text === null ? null : keysFromText(text);
}

/** A keychain that does not give back what it was given is none. */
async function putFirstKey(keychain: Keychain): Promise<KeySet | null> {
  const first = firstKeySet();
  await keychain.write(keysToText(first));
  const kept = await readKeys(keychain);
  return kept?.keys.has(first.current) ? kept : null;
}

function firstKeySet(): KeySet {
  const kid = newKid();
  return createKeySet(kid, new Map([[kid, newKey()]]));
}

/** Starts with a letter: all digits would be sorted to the front of the bundle, which keeps its order of age. */
const newKid = () => `k${randomBytes(6).toString('base64url')}`;

function lockedError(lock: VaultLock | null): AppError {
  return new AppError('NOT_CONNECTED', lock?.message ?? NO_KEYCHAIN, { action: 'open-settings' });
}

const WRONG_PASSPHRASE = 'That is not the passphrase of this computer’s Picscripter. Check it and try again.';
const NO_KEYCHAIN =
  'This computer has no keychain, so Picscripter needs a passphrase to keep your sign-ins safe. Choose one in Settings.';
const KEYCHAIN_AWAY =
  'Your sign-ins are kept in this computer’s keychain, which does not open. Unlock it and start Picscripter again, ' +
  'or choose a passphrase in Settings and connect your accounts anew.';
const damagedMessage = (home: string) =>
  `The file that guards your sign-ins is damaged: ${vaultFilePath(home)}. Put back a copy of it, or delete it and connect ` +
  'your accounts anew. Your posts are not affected.';
