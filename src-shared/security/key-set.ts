/** Keys by kid. New text is sealed with `current`; the others are kept to open what was sealed before. */
export interface KeySet {
  readonly current: string;
  /** 32 bytes each. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

/** The kid under which the key of the older three-part form is kept. */
export const LEGACY_KID = 'legacy';

const KEY_BYTES = 32;

/** @throws Error in plain words when a kid, a key's length or the choice of the current one cannot be right */
export function createKeySet(current: string, keys: ReadonlyMap<string, Uint8Array>): KeySet {
  for (const [kid, key] of keys) {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(kid)) {
      throw new Error(`"${kid}" cannot name a key: use letters, digits, - and _.`);
    }
    if (key.length !== KEY_BYTES) throw new Error(`The key ${kid} has ${key.length} bytes instead of 32.`);
  }
  if (!keys.has(current)) throw new Error(`There is no key named ${current}.`);
  return { current, keys };
}

/** The set with one more key, which becomes the current one. @throws Error when the kid is taken */
export function withNewKey(set: KeySet, kid: string, key: Uint8Array): KeySet {
  if (set.keys.has(kid)) throw new Error(`There already is a key named ${kid}.`);
  return createKeySet(kid, new Map([...set.keys, [kid, key]]));
}

/** 32 fresh random bytes. */
export function newKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}
