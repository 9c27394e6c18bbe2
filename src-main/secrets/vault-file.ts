import { join } from 'node:path';
import { z } from 'zod';
import { wrappedKeysSchema } from './passphrase-lock.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

const vaultFileSchema = z.object({
  version: z.literal(1),
  /** A key was once put into this computer's keychain. */
  keychain: z.boolean(),
  /** The keys, wrapped with a passphrase, once one was chosen. */
  wrapped: wrappedKeysSchema.nullable(),
});
export type VaultRecord = z.infer<typeof vaultFileSchema>;

export const vaultFilePath = (home: string) => join(home, 'vault.json');

/** What is known about where the keys are; `damaged` when the file is there and cannot be understood. */
export async function readVaultFile(home: string): Promise<VaultRecord | 'damaged'> {
  const text = await readPrivateFile(vaultFilePath(home));
  if (text === null) return { version: 1, keychain: false, wrapped: null };
  try {
    return vaultFileSchema.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}

export function writeVaultFile(home: string, record: VaultRecord): Promise<void> {
  return writePrivateFile(vaultFilePath(home), `${JSON.stringify(record, null, 2)}\n`);
}
