import { z } from 'zod';
import { fromBase64url, toBase64url } from '#shared/security/base64url.ts';
import { createKeySet, type KeySet } from '#shared/security/key-set.ts';

const bundleSchema = z.object({ current: z.string(), keys: z.record(z.string(), z.string()) });

/** A key set as one text, as it is kept in the keychain. Plain key material: never to be written anywhere unsealed. */
export function keysToText({ current, keys }: KeySet): string {
  const written = [...keys].map(([kid, key]) => [kid, toBase64url(key)] as const);
  return JSON.stringify({ current, keys: Object.fromEntries(written) });
}

/** @throws when the text is not a key set */
export function keysFromText(text: string): KeySet {
  const bundle = bundleSchema.parse(JSON.parse(text));
  const read = Object.entries(bundle.keys).map(
    ([kid, key]) => [kid, fromBase64url(key) ?? new Uint8Array()] as const,
  );
  return createKeySet(bundle.current, new Map(read));
}
