import { setTimeout as delay } from 'node:timers/promises';
import type { Keychain } from './keychain.ts';

const SERVICE = 'Picscripter';
const ACCOUNT = 'data-key';

/** A keychain may ask the user for a password first; an answer that takes longer is none. */
const PATIENCE_MS = 60_000;

/**
 * The operating system's keychain (macOS Keychain, Windows Credential Manager, Linux Secret Service), or null where
 * there is none or it cannot be opened. On Linux the store is pinned: by default the library falls back to the kernel's
 * keyring, which forgets everything at the next start of the computer.
 */
export async function openKeyring(): Promise<Keychain | null> {
  try {
    // Loaded late: a machine whose native module does not load is a machine without a keychain, not a crash.
    const { AsyncEntry } = await import('@napi-rs/keyring');
    const entry = new AsyncEntry(SERVICE, ACCOUNT, { linux: { store: 'secret-service' } });
    const keyring: Keychain = {
      async read() {
        const bytes = await withPatience(entry.getSecret());
        return bytes === null ? null : new TextDecoder().decode(Uint8Array.from(bytes));
      },
      write: (secret) => withPatience(entry.setSecret(new TextEncoder().encode(secret))),
    };
    await keyring.read();
    return keyring;
  } catch {
    return null;
  }
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  const over = new AbortController();
  const patience = delay(PATIENCE_MS, undefined, { signal: over.signal, ref: false }).then(
    () => Promise.reject(new Error('the keychain did not answer')),
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([answer, patience]);
  } finally {
    over.abort();
  }
}
