import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { openFileKey } from './file-key.ts';
import type { Keychain } from './keychain.ts';
import { createVaultFromKeys } from './sealer.ts';
import { openVault } from './vault.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'picscripter-vault-'));
});
afterEach(() => rm(home, { recursive: true }));

const place = 'connections/1/grant';
const passphrase = 'blue cups on Tuesday';

/** What an operating system's keychain does, in memory; `away` is one that is locked or not running. */
function memoryKeychain() {
  const kept = { secret: null as string | null, away: false };
  const answer = <T>(act: () => T) =>
    kept.away ? Promise.reject(new Error('no such interface')) : Promise.resolve(act());
  const keychain: Keychain = {
    read: () => answer(() => kept.secret),
    write: (secret) => answer(() => void (kept.secret = secret)),
  };
  return { keychain, kept };
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
/** Windows keeps no such bits; there the folder's own rights guard the file. */
const forThisUserAlone = process.platform === 'win32' ? expect.any(Number) : 0o600;

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.data : error),
  );

describe('with a keychain', () => {
  it('asks nothing, and opens after a restart what it sealed before', async () => {
    const { keychain } = memoryKeychain();
    const first = await openVault({ home, keychain });
    expect(first.state()).toBe('keychain');
    expect(first.lock()).toBeNull();
    const sealed = await first.seal('token', place);
    const again = await openVault({ home, keychain });
    expect(await again.open(sealed, place)).toBe('token');
  });

  it('keeps no key material in the data folder', async () => {
    const { keychain, kept } = memoryKeychain();
    await openVault({ home, keychain });
    const keys = Object.values((JSON.parse(kept.secret ?? '{}') as { keys: Record<string, string> }).keys);
    expect(keys).toHaveLength(1);
    expect(await readFile(join(home, 'vault.json'), 'utf8')).not.toContain(keys[0]);
  });

  it('says so when the keychain is away, and opens everything when it is back', async () => {
    const { keychain, kept } = memoryKeychain();
    const sealed = await (await openVault({ home, keychain })).seal('token', place);
    kept.away = true;
    const without = await openVault({ home, keychain });
    expect(without.state()).toBe('locked');
    expect(without.lock()?.reason).toBe('keychain-away');
    expect(await refusal(without.open(sealed, place))).toMatchObject({ action: 'open-settings' });
    kept.away = false;
    expect(await (await openVault({ home, keychain })).open(sealed, place)).toBe('token');
  });

  it('never puts a new key where an older one should be', async () => {
    const { keychain, kept } = memoryKeychain();
    await openVault({ home, keychain });
    kept.secret = null;
    expect((await openVault({ home, keychain })).state()).toBe('locked');
    expect(kept.secret).toBeNull();
  });

  it('joins both keys when a passphrase was chosen while the keychain was away', async () => {
    const { keychain, kept } = memoryKeychain();
    const early = await (await openVault({ home, keychain })).seal('early', place);
    kept.away = true;
    const away = await openVault({ home, keychain });
    await away.unlock(passphrase);
    const late = await away.seal('late', place);
    expect(await refusal(away.open(early, place))).toMatchObject({ action: 'reconnect' });

    kept.away = false;
    const back = await openVault({ home, keychain });
    expect(back.lock()?.reason).toBe('enter');
    await back.unlock(passphrase);
    expect([await back.open(early, place), await back.open(late, place)]).toEqual(['early', 'late']);

    kept.away = true;
    const awayAgain = await openVault({ home, keychain });
    await awayAgain.unlock(passphrase);
    expect(await awayAgain.open(early, place)).toBe('early');
  });

  it('treats a keychain that forgets at once as none', async () => {
    const forgetful: Keychain = { read: async () => null, write: async () => {} };
    const vault = await openVault({ home, keychain: forgetful });
    expect(vault.lock()?.reason).toBe('choose');
  });
});

describe('without a keychain', () => {
  it('seals nothing before a passphrase was chosen', async () => {
    const vault = await openVault({ home, keychain: null });
    expect([vault.state(), vault.lock()?.reason, vault.keys()]).toEqual(['locked', 'choose', null]);
    expect(await refusal(vault.seal('token', place))).toMatchObject({
      code: 'NOT_CONNECTED',
      message: expect.stringContaining('passphrase'),
      action: 'open-settings',
    });
  });

  it('opens with the passphrase after a restart, and with no other', async () => {
    const first = await openVault({ home, keychain: null });
    await first.unlock(passphrase);
    const sealed = await first.seal('token', place);

    const again = await openVault({ home, keychain: null });
    expect([again.state(), again.lock()?.reason]).toEqual(['locked', 'enter']);
    expect(await refusal(again.unlock('blue cups on Monday'))).toEqual({
      code: 'CONFLICT',
      message: 'That is not the passphrase of this computer’s Picscripter. Check it and try again.',
      field: 'passphrase',
    });
    expect(again.state()).toBe('locked');
    await again.unlock(passphrase);
    expect(again.state()).toBe('passphrase');
    expect(await again.open(sealed, place)).toBe('token');
  });

  it('takes the same characters typed on another keyboard', async () => {
    await (await openVault({ home, keychain: null })).unlock('caf\u00e9 cups');
    const again = await openVault({ home, keychain: null });
    await again.unlock('cafe\u0301 cups');
    expect(again.state()).toBe('passphrase');
  });

  it('writes neither passphrase nor key in plain, for this user alone', async () => {
    const vault = await openVault({ home, keychain: null });
    await vault.unlock(passphrase);
    const path = join(home, 'vault.json');
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain(passphrase);
    for (const key of vault.keys()?.keys.values() ?? []) {
      for (const encoding of ['base64url', 'base64', 'hex'] as const) {
        expect(text).not.toContain(Buffer.from(key).toString(encoding));
      }
    }
    expect(await modeOf(path)).toEqual(forThisUserAlone);
  });

  it('makes one key when the first passphrase is sent twice at once', async () => {
    const vault = await openVault({ home, keychain: null });
    await Promise.all([vault.unlock(passphrase), vault.unlock(passphrase)]);
    const sealed = await vault.seal('token', place);
    const again = await openVault({ home, keychain: null });
    await again.unlock(passphrase);
    expect(await again.open(sealed, place)).toBe('token');
  });

  it('leaves a damaged file as it is and says what to do', async () => {
    await writeFile(join(home, 'vault.json'), '{"version":1,"keychain":fal');
    const vault = await openVault({ home, keychain: null });
    expect(vault.lock()?.reason).toBe('damaged');
    expect(await refusal(vault.unlock(passphrase))).toMatchObject({
      message: expect.stringContaining('vault.json'),
    });
    expect(await readFile(join(home, 'vault.json'), 'utf8')).toBe('{"version":1,"keychain":fal');
  });
});

describe('rotation', () => {
  it.each(['keychain', 'passphrase'] as const)(
    'keeps older keys readable where keys lie behind a %s',
    async (kind) => {
      const keychain = kind === 'keychain' ? memoryKeychain().keychain : null;
      const start = async () => {
        const vault = await openVault({ home, keychain });
        if (kind === 'passphrase') await vault.unlock(passphrase);
        return vault;
      };
      const vault = await start();
      const before = await vault.seal('token', place);
      await vault.rotate();
      const after = await vault.reseal(before, place);
      expect(after.split(':')[0]).not.toBe(before.split(':')[0]);
      expect(await vault.reseal(after, place)).toBe(after);

      const again = await start();
      expect(await again.open(before, place)).toBe('token');
      expect(await again.open(after, place)).toBe('token');
    },
  );

  it('does not use a key that could not be kept', async () => {
    const { keychain, kept } = memoryKeychain();
    const vault = await openVault({ home, keychain });
    const before = vault.keys()?.current;
    kept.away = true;
    await expect(vault.rotate()).rejects.toThrow('no such interface');
    expect(vault.keys()?.current).toBe(before);
  });
});

describe('in a worker thread', () => {
  it('opens and seals with keys given as worker data', async () => {
    const vault = await openVault({ home, keychain: memoryKeychain().keychain });
    const sealed = await vault.seal('token', place);
    const source = `
      const { workerData, parentPort } = await import('node:worker_threads');
      const { createVaultFromKeys } = await import(${JSON.stringify(new URL('sealer.ts', import.meta.url).href)});
      const vault = createVaultFromKeys(workerData.keys);
      const text = await vault.open(workerData.sealed, ${JSON.stringify(place)});
      parentPort.postMessage(await vault.seal(text + ' renewed', ${JSON.stringify(place)}));`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
      workerData: { keys: vault.keys(), sealed },
    });
    const renewed = await new Promise<string>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    await worker.terminate();
    expect(await vault.open(renewed, place)).toBe('token renewed');
  });

  it('says plainly when its keys do not fit', async () => {
    const [one, two] = [memoryKeychain(), memoryKeychain()];
    const sealed = await (await openVault({ home, keychain: one.keychain })).seal('token', place);
    await rm(join(home, 'vault.json'));
    const other = await openVault({ home, keychain: two.keychain });
    const keys = other.keys();
    expect(keys && (await refusal(createVaultFromKeys(keys).open(sealed, place)))).toEqual({
      code: 'NOT_CONNECTED',
      message: 'This saved sign-in can no longer be read here. Connect the account again.',
      action: 'reconnect',
    });
  });
});

describe('key in a file', () => {
  it('is refused without a host map, because then the tokens are real', () => {
    expect(() => openFileKey(home, null)).toThrow('only while practising');
    expect(() => openFileKey(home, new Map())).toThrow('only while practising');
  });

  it('serves practice across restarts', async () => {
    const hosts = new Map([['https://api.x.com', 'http://127.0.0.1:4000/x/api']]);
    const sealed = await (await openVault({ home, keychain: openFileKey(home, hosts) })).seal('token', place);
    const again = await openVault({ home, keychain: openFileKey(home, hosts) });
    expect(await again.open(sealed, place)).toBe('token');
    expect(await modeOf(join(home, 'practice-key.json'))).toEqual(forThisUserAlone);
  });
});
