import { join } from 'node:path';
import type { Keychain } from './keychain.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

/**
 * A keychain that is a plain file of the data folder. It exists for practice alone: with a host map every call goes to
 * stand-ins on this machine, whose tokens open nothing, so there is nothing to protect and no keychain need be asked.
 * @throws Error without a host map, because then the tokens are real
 */
export function openFileKey(home: string, hosts: ReadonlyMap<string, string> | null): Keychain {
  if (hosts === null || hosts.size === 0) {
    throw new Error(
      'The key may lie in a file only while practising: without a host map the tokens are real.',
    );
  }
  const path = join(home, 'practice-key.json');
  return {
    read: () => readPrivateFile(path),
    write: (secret) => writePrivateFile(path, secret),
  };
}
