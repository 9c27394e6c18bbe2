import { expect, it } from 'vitest';
import { createKeySet, newKey, withNewKey } from '#shared/security/key-set.ts';
import { reencrypt } from './reencrypt.ts';
import { createVaultFromKeys } from './sealer.ts';

it('seals every cell with the current key and leaves alone what it cannot open', async () => {
  const old = createKeySet('old', new Map([['old', newKey()]]));
  const rotated = withNewKey(old, 'new', newKey());
  const lost = createKeySet('lost', new Map([['lost', newKey()]]));
  const vault = createVaultFromKeys(rotated);
  const store = new Map([
    ['connections/1/grant', await createVaultFromKeys(old).seal('one', 'connections/1/grant')],
    ['connections/2/grant', await createVaultFromKeys(lost).seal('two', 'connections/2/grant')],
    ['apps/x/secret', await vault.seal('three', 'apps/x/secret')],
    ['connections/3/grant', await createVaultFromKeys(old).seal('stale', 'connections/3/grant')],
  ]);
  const untouched = store.get('connections/2/grant');
  const cells = [...store].map(([boundTo, sealed]) => ({
    boundTo,
    sealed,
    replace(resealed: string) {
      // The third connection is renewed by a token refresh while the walk is under way.
      if (boundTo === 'connections/3/grant') return false;
      store.set(boundTo, resealed);
      return true;
    },
  }));

  expect(await reencrypt(vault, cells)).toEqual({
    resealed: 1,
    current: 2,
    unreadable: ['connections/2/grant'],
  });
  expect(store.get('connections/1/grant')).toMatch(/^new:/);
  expect(await vault.open(store.get('connections/1/grant') ?? '', 'connections/1/grant')).toBe('one');
  expect(store.get('connections/2/grant')).toBe(untouched);
});
