import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { EnvelopeError, open, seal } from '#shared/security/envelope.ts';
import { createKeySet, type KeySet } from '#shared/security/key-set.ts';
import { keysFromText, keysToText } from './key-bundle.ts';

// The keys wrapped with a key made from a passphrase. scrypt and not argon2id: Electron's crypto library (BoringSSL) has
// no argon2, and one data folder must open in Electron and in Node alike. The cost is written beside the wrapped keys, so
// that it can be raised later; it is OWASP's recommendation, 128 MiB a guess.

const COST = { N: 2 ** 17, r: 8, p: 1 };
const BOUND_TO = 'vault.json/keys';

export const wrappedKeysSchema = z.object({
  kdf: z.literal('scrypt'),
  salt: z.base64url().min(22),
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  sealed: z.string(),
});
export type WrappedKeys = z.infer<typeof wrappedKeysSchema>;

/** A passphrase once typed: wraps the key set anew after a rotation without asking again. */
export interface PassphraseLock {
  wrap(keys: KeySet): Promise<WrappedKeys>;
}

/** A lock with a fresh salt. */
export async function createPassphraseLock(passphrase: string): Promise<PassphraseLock> {
  const parameters = { kdf: 'scrypt' as const, salt: randomBytes(16).toString('base64url'), ...COST };
  return lockOf(parameters, await deriveKeys(passphrase, parameters));
}

/** The keys and their lock, or null when the passphrase is not the right one. */
export async function unwrapKeys(
  wrapped: WrappedKeys,
  passphrase: string,
): Promise<{ keys: KeySet; lock: PassphraseLock } | null> {
  const { sealed, ...parameters } = wrapped;
  const wrapping = await deriveKeys(passphrase, parameters);
  try {
    return { keys: keysFromText(await open(sealed, BOUND_TO, wrapping)), lock: lockOf(parameters, wrapping) };
  } catch (error) {
    if (error instanceof EnvelopeError && error.fault === 'does-not-open') return null;
    throw error;
  }
}

type Parameters = Omit<WrappedKeys, 'sealed'>;

function lockOf(parameters: Parameters, wrapping: KeySet): PassphraseLock {
  return {
    wrap: async (keys) => ({ ...parameters, sealed: await seal(keysToText(keys), BOUND_TO, wrapping) }),
  };
}

/** Equal characters typed on different keyboards (composed or not) are one passphrase: NFKC. */
function deriveKeys(passphrase: string, { salt, N, r, p }: Parameters): Promise<KeySet> {
  const typed = passphrase.normalize('NFKC');
  const maxmem = 256 * N * r;
  return new Promise((resolve, reject) => {
    scrypt(typed, Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(createKeySet('passphrase', new Map([['passphrase', key]]))),
    );
  });
}
