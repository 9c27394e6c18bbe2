import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const keyring = new URL('keyring.ts', import.meta.url).href;
const isLinux = process.platform === 'linux';

/** The keyring in a process of its own, since the bus it speaks to is named by the environment. */
const script = (body: string) => [
  '--input-type=module',
  '-e',
  `import { openKeyring } from '${keyring}'; ${body}`,
];

function hasSecretService(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v dbus-run-session && command -v gnome-keyring-daemon'], {
      stdio: 'pipe',
    });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(isLinux)('keyring on Linux', () => {
  it('is none where no Secret Service answers, instead of the kernel’s forgetful one', () => {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const body = `
      const { AsyncEntry } = await import('@napi-rs/keyring');
      console.log(typeof AsyncEntry, await openKeyring());`;
    const answer = execFileSync(process.execPath, script(body), { env, encoding: 'utf8' });
    expect(answer.trim()).toBe('function null');
  });

  const real = hasSecretService();
  if (!real) console.log('skipped: the real Secret Service (install dbus and gnome-keyring to run it)');
  it.runIf(real)('keeps a secret in the Secret Service across processes', () => {
    const home = mkdtempSync(join(tmpdir(), 'picscripter-keyring-'));
    const unlock = 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';
    const both = `${unlock}; "$@" && "$0" --input-type=module -e "$READ"`;
    const write = "const k = await openKeyring(); console.log(await k.read()); await k.write('kept é');";
    const read = script('console.log(await (await openKeyring()).read());').at(-1);
    try {
      const answer = execFileSync(
        'dbus-run-session',
        ['--', 'sh', '-c', both, process.execPath, process.execPath, ...script(write)],
        { env: { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, READ: read }, encoding: 'utf8' },
      );
      expect(answer.trim().split('\n')).toEqual(['null', 'kept é']);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
