import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshot, TargetOptions } from '#shared/model/content.ts';
import type { Account, Steps } from '#shared/platforms/platform.ts';
import { mediaOf, snapshotOf } from '#shared/platforms/stage.suite.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { platforms } from '#shared/platforms/registry.ts';
import { createHttp } from '../http/axios-http.ts';
import { parseHostMap } from '../http/host-map.ts';
import { createSystemClock } from '../system-clock.ts';
import { createMediaStore } from './media-store.ts';

// A video of 1 GB goes from the media folder over the desktop's own line; the practice platform is another process, so
// that only our memory is measured.

const MB = 1024 * 1024;
const root = join(import.meta.dirname, '../..');
let folder: string;
let practice: ChildProcess;
let origin: string;
let hosts: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-large-'));
  practice = spawn(process.execPath, ['practice/main.ts', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  hosts = await hostsOf(practice);
  origin = new URL(Object.values(JSON.parse(hosts) as Record<string, string>)[0] ?? '').origin;
});
afterAll(() => {
  practice.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function hostsOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the practice platforms say nothing');
  for await (const line of createInterface({ input: stdout })) {
    const hosts = /^PICSCRIPTER_HOSTS='(.*)'$/.exec(line)?.[1];
    if (hosts !== undefined) return hosts;
  }
  throw new Error('the practice platforms did not start');
}

/** The seller's account, by the desktop's own line. */
async function accountOn(platform: PlatformId, accountId: string): Promise<Account> {
  const signIn = { platform, account: accountId };
  const { access_token: token } = (await control('POST', '/sign-in', signIn)) as { access_token: string };
  return {
    accountId,
    handle: 'marasclay',
    tier: 'standard',
    clientId: 'c',
    consent: '',
    token: async () => token,
    http: createHttp({ hosts: parseHostMap(hosts) }),
    clock: createSystemClock(),
  };
}

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${origin}/control${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return answer.json();
}

/** A file that opens like a video and takes no room on the disk. */
async function videoOf(size: number, options: TargetOptions): Promise<Snapshot> {
  const media = mediaOf({ type: 'video/mp4', size, hash: size.toString(16).padStart(64, '0') });
  mkdirSync(join(folder, media.hash.slice(0, 2)), { recursive: true });
  const file = await open(join(folder, media.hash.slice(0, 2), media.hash), 'w');
  await file.write(Buffer.from('\0\0\0\x18ftypisom', 'latin1'));
  await file.truncate(size);
  await file.close();
  return snapshotOf({ kind: 'video', text: '', media: [media], options });
}

/** Steps without a journal: what is measured is the upload. */
const steps: Steps = { repeatable: (_name, call) => call(), visible: (_name, call) => call(async () => {}) };

const publish = (account: Account, platform: PlatformId, snapshot: Snapshot) =>
  platforms[platform].publish(
    { account, snapshot, media: createMediaStore(folder), publicMedia: null, taken: new Set() },
    steps,
  );

/** The most memory that this process has while something goes on, in bytes above what it had before. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  await work().finally(() => clearInterval(watch));
  return most - before;
}

/** Cut in the middle of these pieces of the 1 GB: YouTube gets pieces of 8 MiB, TikTok chunks of 10 MB. */
test.each([
  ['youtube', 'UCmarasclay0000000000000', { title: 'How a mug is made' }, 20],
  ['tiktok', '-000mara-clay-4f1e', { privacy: 'PUBLIC_TO_EVERYONE' }, 16],
] as const)(
  '%s: 1 GB goes out in less than 100 MB of memory, also when the line is cut five times',
  { timeout: 180_000 },
  async (platform, accountId, options, apart) => {
    const account = await accountOn(platform, accountId);
    // Whatever is loaded on first use is loaded.
    await publish(account, platform, await videoOf(20 * MB, options));
    for (let cut = 1; cut <= 5; cut++) {
      const fault = { platform, kind: 'cut-upload', on: 'upload', bytes: 3 * MB, after: cut * apart };
      await control('POST', '/faults', fault);
    }
    const large = await videoOf(1024 * MB, options);
    const growth = await growthDuring(() => publish(account, platform, large));

    const posts = (await control('GET', `/posts?platform=${platform}`)) as { media: { bytes: number }[] }[];
    expect(posts.map(({ media }) => media[0]?.bytes)).toEqual([20 * MB, 1024 * MB]);
    expect(await control('GET', '/faults')).toEqual([]);
    expect(growth).toBeLessThan(100 * MB);
  },
);
