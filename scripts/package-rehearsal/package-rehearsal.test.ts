import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthSchema } from '#shared/contract/app.ts';
import { buildIfNeeded } from '../build.mjs';
import { root, runTool } from '../run.mjs';
import { makeElectronFolder } from './electron-folder.ts';
import { wantedPackages } from './wanted-packages.ts';

// Packages the app as a release does, but for Electron's own program, and starts what came out. Nothing is downloaded.

const onLinux = process.platform === 'linux';
if (!onLinux)
  console.log('skipped: the packaging rehearsal (it packages for Linux, with what Linux installs)');

/** Practice addresses nobody answers at, so that no start of these tests can reach a platform or a real keychain. */
const practice = { PICSCRIPTER_HOSTS: JSON.stringify({ 'https://api.x.com': 'http://127.0.0.1:9/x' }) };
const isWanted = (path: string) => !/\.(?:map|md|ts|mts|cts|tsx|h|flow)$/.test(path);

let work: string;
let packaged: string;
let archive: string;
/** Paths in the archive, with `/`, files only. */
let files: string[];
let unpacked: Set<string>;

describe.runIf(onLinux)('the packaged app', () => {
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'picscripter-package-'));
    if (!(await buildIfNeeded())) throw new Error('the build failed');
    makeElectronFolder(join(work, 'electron'));
    const { code, output } = await runTool(
      'electron-builder/cli.js',
      [
        '--linux',
        'dir',
        `-c.electronDist=${join(work, 'electron')}`,
        `-c.directories.output=${join(work, 'out')}`,
      ],
      { quiet: true, env: { npm_config_offline: 'true', HTTPS_PROXY: 'http://127.0.0.1:9' } },
    );
    if (code !== 0) throw new Error(output);
    packaged = join(work, 'out', 'linux-unpacked');
    archive = join(packaged, 'resources', 'app.asar');
    const entries = listPackage(archive, { isPack: false })
      .map((path) => path.replaceAll('\\', '/').slice(1))
      .map((path) => ({ path, entry: statFile(archive, path, false) }))
      .filter(({ entry }) => !('files' in entry));
    files = entries.map(({ path }) => path);
    unpacked = new Set(entries.filter(({ entry }) => entry.unpacked).map(({ path }) => path));
  }, 180_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('has every fuse set as it must be', async () => {
    const fuses = await getCurrentFuseWire(join(packaged, 'picscripter'));
    // The wire is read as bytes: the digits 1 and 0.
    const [on, off] = ['1', '0'].map((digit) => digit.charCodeAt(0));
    expect(fuses).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
  });

  it('holds exactly what was built', () => {
    const built = globSync(['dist/{main,renderer}/**/*', 'dist/preload/preload.cjs'], { cwd: root }).filter(
      (path) => statSync(join(root, path)).isFile(),
    );
    expect(files.filter((path) => !path.startsWith('node_modules/')).toSorted()).toEqual(
      [...built, 'package.json'].toSorted(),
    );
    expect(built).toContain(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).main);
  });

  it('holds exactly the packages it loads from disk', () => {
    const manifest = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/;
    const held = files.flatMap((path) => manifest.exec(path)?.[1] ?? []);
    expect(held.toSorted()).toEqual(wantedPackages(root));
  });

  it('holds no source, test, map, practice code or data of ours', () => {
    expect(files.filter((path) => !isWanted(path))).toEqual([]);
    expect(
      files.filter((path) => /(?:^|\/)(?:practice|e2e|bench|docs|scripts|src-\w+)\//.test(path)),
    ).toEqual([]);
    expect(
      files.filter((path) => /\.(?:test|suite|spec)\.|(?:^|\/)\.env|\.(?:db|pem|key|p12)$/.test(path)),
    ).toEqual([]);
  });

  it('has one native module a package, outside the archive, with the libraries beside it', () => {
    const native = files.filter((path) => path.endsWith('.node'));
    expect(native.map((path) => basename(path)).toSorted()).toEqual([
      'keyring.linux-x64-gnu.node',
      'linux-x64.node',
      expect.stringMatching(/^sharp-linux-x64.*\.node$/),
    ]);
    const opened = files.filter((path) => /\.(?:node|so[.\d]*|dylib|dll)$/.test(path));
    expect([...unpacked].toSorted()).toEqual(opened.toSorted());
    for (const path of opened) expect(existsSync(join(`${archive}.unpacked`, path)), path).toBe(true);
  });

  it('carries the images of window and tray', () => {
    const images = globSync('**/*', { cwd: join(packaged, 'resources', 'images') });
    expect(images.toSorted()).toEqual(
      ['icon.png', 'tray.png', 'tray@2x.png', 'trayTemplate.png', 'trayTemplate@2x.png'].toSorted(),
    );
  });

  describe('unpacked and started', () => {
    let copy: string;
    beforeAll(() => {
      copy = join(work, 'resources', 'app');
      mkdirSync(join(work, 'resources'));
      extractAll(archive, copy);
    });

    it('serves a browser', async () => {
      const home = join(work, 'browser-home');
      const host = start([join(copy, 'dist', 'main', 'node.js'), '--no-open', '--home', home]);
      const link = new URL(await host.line(/http:\/\/127\.0\.0\.1:\d+\/door\/\S+/));
      const entered = await fetch(link, { redirect: 'manual' });
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
      const answer = await fetch(new URL('/api/health', link), { headers: { cookie } });
      expect(healthSchema.parse(await answer.json())).toMatchObject({
        status: 'ok',
        host: 'node',
        vault: 'keychain',
        dataFolder: home,
        practice: { origins: ['https://api.x.com'] },
      });
      host.child.kill('SIGTERM');
      expect(await host.ended).toBe(0);
    });

    it('serves the window of Electron', async () => {
      const home = join(work, 'window-home');
      const shell = start([join(import.meta.dirname, 'boot-shell.ts'), copy, home]);
      const health = await shell.line(/^\{.*\}$/);
      expect(healthSchema.parse(JSON.parse(health))).toMatchObject({ host: 'electron', dataFolder: home });
      await shell.line(/^text\/html/);
      expect(await shell.ended).toBe(0);
    });
  });
});

describe('electron-builder.yml', () => {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { validateConfiguration } = builder('app-builder-lib/out/util/config/config');
  const { DebugLogger } = builder('builder-util');
  const { load } = builder('js-yaml');
  const configuration = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

  it('is what electron-builder understands, to the last word', async () => {
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined();
    const misspelt = {
      ...configuration,
      electronFuses: { ...configuration.electronFuses, runasnode: false },
    };
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow(
      'configuration.electronFuses',
    );
  });
});

interface Started {
  child: ChildProcess;
  /** The first match in a line it prints, also one that came before. */
  line(pattern: RegExp): Promise<string>;
  ended: Promise<number | null>;
}

/** Starts a script under this Node, and ends the test with what it printed when it fails. */
function start(args: string[]): Started {
  const child = spawn(process.execPath, ['--disable-warning=DEP0040', ...args], {
    cwd: work,
    env: { ...process.env, ...practice },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const changed = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      printed.push(line);
      changed.dispatchEvent(new Event('line'));
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = printed.map((line) => pattern.exec(line)?.[0]).find((match) => match !== undefined);
          if (found !== undefined) resolve(found);
        };
        changed.addEventListener('line', look);
        void ended.then((code) => reject(new Error(`it ended with ${code}:\n${printed.join('\n')}`)));
        look();
      }),
  };
}
