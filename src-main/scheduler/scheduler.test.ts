import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Practice, startPractice } from '#practice/practice.ts';
import type { PostView } from '#shared/contract/posts.ts';
import type { Receipt } from '#shared/contract/targets.ts';
import type { TargetState } from '#shared/model/states.ts';
import { type Desk, draftFor, HOUR, openDesk, photo } from '../desk.suite.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

// The real Bree and the real workers from their sources, publishing to the practice platforms.

const sources = join(import.meta.dirname, 'jobs');
const onX = '1700000000000000001';

let practice: Practice;
let desk: Desk;
let mara: string;
/** A folder of job files of a test's own. */
let jobs: string;
let scheduler: Scheduler | null;
/** What the publisher said and did, and whoever waits for it. */
let said: string[];
let listeners: Set<() => void>;

beforeEach(async () => {
  [scheduler, said, listeners] = [null, [], new Set()];
  jobs = mkdtempSync(join(tmpdir(), 'picscripter-jobs-'));
  writeFileSync(join(jobs, 'package.json'), '{"type": "module"}');
  job('housekeeping', '');
  practice = await startPractice();
  desk = await openDesk({ hosts: new Map(Object.entries(practice.hosts)), realTime: true });
  const { access_token: accessToken, refresh_token } = practice.control.signIn({
    platform: 'x',
    account: onX,
  });
  const expiresAt = Date.now() + 2 * HOUR;
  const grant = { accessToken, refreshToken: refresh_token ?? null, expiresAt, scopes: [], extra: {} };
  mara = await desk.account('Mara', { accountId: onX, handle: 'marasclay', grant });
});
afterEach(async () => {
  await scheduler?.stop(0);
  await desk.close();
  await practice.close();
  rmSync(jobs, { recursive: true });
});

function job(name: 'publisher' | 'housekeeping', code: string): void {
  writeFileSync(join(jobs, `${name}.ts`), `import { parentPort } from 'node:worker_threads';\n${code}\n`);
}

async function start(jobsFolder: string): Promise<Scheduler> {
  const happened = (what: string) => {
    said.push(what);
    for (const listener of listeners) listener();
  };
  const started = createScheduler({
    jobsFolder,
    log: { info: happened, warn: happened },
    onChange: ({ postId }) => happened(`changed ${postId}`),
    onTick: () => happened('tick'),
    onHousekeeping: () => happened('housekeeping'),
  });
  scheduler = started;
  const { vault, config } = desk.desktop;
  const keys = vault.keys();
  if (keys === null) throw new Error('the vault is locked');
  await started.start({
    databaseFile: join(desk.home, 'picscripter.db'),
    mediaFolder: join(desk.home, 'media'),
    backupFolder: join(desk.home, 'backups'),
    hosts: [...(config.hosts ?? [])],
    keys,
  });
  return started;
}

/** Resolves as soon as something happens after which `condition` holds. */
function when(condition: () => boolean | Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      void Promise.resolve(condition()).then((holds) => {
        if (!holds || !listeners.delete(look)) return;
        resolve();
      }, reject);
    };
    listeners.add(look);
    look();
  });
}
const next = (what: string) => {
  const from = said.length;
  return when(() => said.slice(from).includes(what));
};
const stateOf = async ({ id }: PostView): Promise<TargetState | undefined> =>
  (await desk.ok<PostView>('GET', `/api/posts/${id}`)).targets[0]?.state;
const until = (post: PostView, state: TargetState) => when(async () => (await stateOf(post)) === state);
const outcomes = async ({ targets: [target] }: PostView) =>
  (await desk.ok<Receipt>('GET', `/api/targets/${target?.id}/receipt`)).attempts.map(
    ({ outcome }) => outcome,
  );

const now = { now: true };
const inMs = (ms: number) => ({ at: new Date(Date.now() + ms).toISOString() });

async function schedule(when: object, more = {}): Promise<PostView> {
  const { post } = await desk.ok<{ post: PostView }>('POST', '/api/schedule', {
    draft: draftFor([mara], 'New mugs are in the shop.', more),
    when,
  });
  scheduler?.wake();
  return post;
}

test('a post goes out when it is due and not before, and the window is told', async () => {
  await start(sources);
  await when(() => said.includes('tick'));
  const post = await schedule(inMs(3000));
  const [out] = await Promise.all([practice.control.nextPost(), until(post, 'published')]);
  const [call] = practice.control.requests({ method: 'POST', path: '/2/tweets' });
  expect(call?.arrivedAt).toBeGreaterThanOrEqual(post.targets[0]?.when?.instant ?? Number.NaN);
  expect(out).toMatchObject({ platform: 'x', text: 'New mugs are in the shop.' });
  expect(said).toContain(`changed ${post.id}`);
  expect(scheduler?.status()).toMatchObject({ alive: true, restarts: 0, sending: 0 });
});

test('a wake makes it look at once: an edit does not wait for the next round', async () => {
  const running = await start(sources);
  await when(() => said.includes('tick'));
  const post = await schedule(inMs(HOUR));
  await when(() => running.status().nextDueAt !== null);
  // Without the wake each of these would take the fifteen seconds of a round.
  for (let round = 0; round < 6; round++) {
    const tick = next('tick');
    expect(running.wake()).toBe(true);
    await tick;
  }
  await desk.ok('PATCH', `/api/schedule/${post.id}`, { expectedRevision: post.revision, when: now });
  running.wake();
  await until(post, 'published');
  expect(practice.control.posts()).toHaveLength(1);
});

describe('a publisher that dies is started again', () => {
  beforeEach(() => {
    // The real publisher, which drops dead when it is woken and the file is there.
    job(
      'publisher',
      `import { existsSync, rmSync } from 'node:fs';
       const die = ${JSON.stringify(join(jobs, 'die-now'))};
       parentPort.on('message', () => { if (existsSync(die)) { rmSync(die); process.exit(1); } });
       await import(${JSON.stringify(join(sources, 'publisher.ts'))});`,
    );
  });
  const kill = (running: Scheduler) => {
    writeFileSync(join(jobs, 'die-now'), '');
    running.wake();
    return next('the publisher is started again');
  };

  test('while its call is under way: the post is looked for, found, and not sent again', async () => {
    const running = await start(jobs);
    practice.control.addFault({ platform: 'x', kind: 'slow', on: 'publish', ms: 600_000 });
    const post = await schedule(now);
    await practice.control.nextPost();
    expect(await stateOf(post)).toBe('sending');
    await kill(running);
    expect(existsSync(join(jobs, 'die-now'))).toBe(false);
    await until(post, 'published');
    expect(practice.control.posts()).toHaveLength(1);
    expect(await outcomes(post)).toEqual(['unknown', 'published']);
    expect(running.status()).toMatchObject({ alive: true, restarts: 1, sending: 0 });
    expect(said).toContain('a job broke off');
  });

  test('before anything left: the post goes back to the queue and out once', async () => {
    const running = await start(jobs);
    const { body: file } = await desk.upload(await photo('#446688', 200, 200));
    practice.control.addFault({ platform: 'x', kind: 'slow', on: 'upload', ms: 600_000 });
    const upload = practice.control.nextRequest({ path: '/2/media' });
    const post = await schedule(now, { media: [{ mediaId: file.id, altText: '' }] });
    await upload;
    expect(await stateOf(post)).toBe('claimed');
    await kill(running);
    await until(post, 'published');
    expect(practice.control.posts()).toHaveLength(1);
    expect(await outcomes(post)).toEqual(['released', 'published']);
  });

  test('and again, with a longer pause each time, until it is stopped', async () => {
    job('publisher', 'throw new Error("it cannot run");');
    const running = await start(jobs);
    await when(() => running.status().restarts === 3);
    expect(said.filter((what) => what === 'a job broke off').length).toBeGreaterThanOrEqual(3);
    await running.stop(0);
    expect(running.status().alive).toBe(false);
    expect(running.wake()).toBe(false);
  });
});

describe('stopping', () => {
  test('waits for what is being sent, and is safe to repeat', async () => {
    const running = await start(sources);
    practice.control.addFault({ platform: 'x', kind: 'slow', on: 'publish', ms: 1500 });
    const post = await schedule(now);
    await practice.control.nextPost();
    expect(running.status().sending).toBe(1);
    await Promise.all([running.stop(60_000), running.stop(60_000)]);
    await running.stop(60_000);
    expect(await stateOf(post)).toBe('published');
    expect(running.status().alive).toBe(false);
  });

  test('but no longer than it is given: what was not answered is looked for at the next start', async () => {
    const running = await start(sources);
    practice.control.addFault({ platform: 'x', kind: 'slow', on: 'publish', ms: 600_000 });
    const post = await schedule(now);
    await practice.control.nextPost();
    await running.stop(10);
    expect(await stateOf(post)).toBe('sending');
    await start(sources);
    await until(post, 'published');
    expect(practice.control.posts()).toHaveLength(1);
  });

  test.each([
    [
      'ignores the word',
      'parentPort.on("message", () => {}); parentPort.postMessage({ kind: "tick", at: 1, nextAt: null });',
    ],
    [
      'says that it is done at this very moment, after which Bree listens no more',
      'parentPort.on("message", () => parentPort.postMessage("done")); parentPort.postMessage({ kind: "tick", at: 1, nextAt: null });',
    ],
  ])('ends although a job %s', async (_what, code) => {
    job('publisher', code);
    const running = await start(jobs);
    await when(() => said.includes('tick'));
    await running.stop(200);
    expect(running.status().alive).toBe(false);
  });
});
