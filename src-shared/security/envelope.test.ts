import { createCipheriv } from 'node:crypto';
import { assert, asyncProperty, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvelopeError, open, reseal, seal } from './envelope.ts';
import { createKeySet, type KeySet, newKey, withNewKey } from './key-set.ts';

const set = createKeySet('k1', new Map([['k1', newKey()]]));
const place = 'connections/018f/grant';

const faultOf = (sealed: string, boundTo = place, keys: KeySet = set) =>
  open(sealed, boundTo, keys).then(
    () => 'opened',
    (error: unknown) => (error instanceof EnvelopeError ? error.fault : error),
  );

describe('envelope', () => {
  it('gives back any text it sealed', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary' }), string(), async (text, boundTo) => {
        expect(await open(await seal(text, boundTo, set), boundTo, set)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('names its key and never writes the same twice', async () => {
    const [first, second] = await Promise.all([seal('token', place, set), seal('token', place, set)]);
    expect(first).toMatch(/^k1:[\w-]{16}:[\w-]{22}:[\w-]+$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain('token');
  });

  it('opens nowhere but where it was kept', async () => {
    expect(await faultOf(await seal('token', place, set), 'connections/018f/other')).toBe('does-not-open');
  });

  it('refuses every changed character', async () => {
    const sealed = await seal('a token', place, set);
    for (let at = 'k1:'.length; at < sealed.length; at += 1) {
      if (sealed[at] === ':') continue;
      // Flips the first bit of the six: the last bits of a part may be padding.
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const flipped = alphabet[alphabet.indexOf(sealed[at] ?? '') ^ 32];
      expect(await faultOf(sealed.slice(0, at) + flipped + sealed.slice(at + 1))).toBe('does-not-open');
    }
  });

  it('tells apart what is no envelope and what needs a key it lacks', async () => {
    for (const text of ['', 'plain token', 'a:b', 'k1:a:b:c:d', 'k1:AAAA:AAAA:AAAA', 'k1:!:!:!', ':::']) {
      expect(await faultOf(text)).toBe('malformed');
    }
    const other = createKeySet('k2', new Map([['k2', newKey()]]));
    expect(await faultOf(await seal('token', place, set), place, other)).toBe('unknown-key');
  });

  it('reads older keys, and reseals with the current one', async () => {
    const before = await seal('token', place, set);
    const rotated = withNewKey(set, 'k2', newKey());
    expect(await open(before, place, rotated)).toBe('token');
    const after = await reseal(before, place, rotated);
    expect(after).toMatch(/^k2:/);
    expect(await open(after, place, rotated)).toBe('token');
    expect(await reseal(after, place, rotated)).toBe(after);
  });

  it.each(['hex', 'base64url'] as const)(
    'reads the three-part form written in %s, and renews it',
    async (encoding) => {
      const key = newKey();
      const iv = newKey().subarray(0, 12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const data = Buffer.concat([cipher.update('old token', 'utf8'), cipher.final()]);
      const old = [Buffer.from(iv), cipher.getAuthTag(), data]
        .map((part) => part.toString(encoding))
        .join(':');

      expect(await faultOf(old)).toBe('unknown-key');
      const withLegacy = createKeySet('k1', new Map([...set.keys, ['legacy', key]]));
      expect(await open(old, place, withLegacy)).toBe('old token');
      const renewed = await reseal(old, place, withLegacy);
      expect(await open(renewed, place, set)).toBe('old token');
    },
  );
});

describe('key set', () => {
  it('refuses keys that cannot be right', () => {
    expect(() => createKeySet('a:b', new Map([['a:b', newKey()]]))).toThrow('cannot name a key');
    expect(() => createKeySet('a', new Map([['a', new Uint8Array(16)]]))).toThrow('16 bytes instead of 32');
    expect(() => createKeySet('b', new Map([['a', newKey()]]))).toThrow('no key named b');
    expect(() => withNewKey(set, 'k1', newKey())).toThrow('already is a key named k1');
  });
});
