import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Practice, practiceApps, startPractice } from '#practice/practice.ts';
import type { Health } from '#shared/contract/app.ts';
import type { AttemptView } from '#shared/contract/connections.ts';
import type { MediaView } from '#shared/contract/media.ts';
import type { PostView } from '#shared/contract/posts.ts';
import { createApp } from './app.ts';
import { draftFor, photo } from './desk.suite.ts';
import type { App } from './host.ts';
import { consent } from './oauth/consent.suite.ts';
import { smallDisk } from './store/small-disk.suite.ts';

// The whole desktop as both hosts start it, with its jobs, from the consent page to the published post.

interface Running {
  app: App;
  /** Everything that was answered or told. */
  heard: string[];
  shown: object[];
  ok<T>(method: string, path: string, body?: unknown): Promise<T>;
  upload(bytes: Uint8Array): Promise<MediaView>;
  /** Resolves as soon as the windows were told something after which `condition` holds. */
  when(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Resolves when the event stream has ended. */
  ended: Promise<void>;
}

async function run(home: string, practice: Practice): Promise<Running> {
  const [heard, shown, looks]: [string[], object[], Set<() => void>] = [[], [], new Set()];
  const app = await createApp(
    {
      home,
      version: '0.0.0',
      hosts: new Map(Object.entries(practice.hosts)),
      rendererFolder: join(home, 'window'),
      jobsFolder: join(import.meta.dirname, 'scheduler', 'jobs'),
    },
    { kind: 'node', openExternal: async () => true, notify: (notice) => void shown.push(notice) },
  );
  const ask = async (request: Request) => {
    const response = await app.fetch(request);
    const text = await response.text();
    heard.push(text, ...[...response.headers].map(([name, value]) => `${name}: ${value}`));
    return { status: response.status, text };
  };
  const stream = await app.fetch(new Request('http://app/api/events'));
  const ended = (async () => {
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
      heard.push(new TextDecoder().decode(chunk));
      for (const look of looks) look();
    }
  })();
  return {
    app,
    heard,
    shown,
    ended,
    async ok<T>(method: string, path: string, body?: unknown) {
      const json =
        body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const { status, text } = await ask(new Request(`http://app${path}`, { method, ...json }));
      if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
      return JSON.parse(text) as T;
    },
    async upload(bytes) {
      const { text } = await ask(
        new Request('http://app/api/media?name=mug.jpg', { method: 'POST', body: Buffer.from(bytes) }),
      );
      return JSON.parse(text) as MediaView;
    },
    when: (condition) =>
      new Promise((resolve, reject) => {
        const look = () => {
          void Promise.resolve(condition()).then((holds) => {
            if (holds && looks.delete(look)) resolve();
          }, reject);
        };
        looks.add(look);
        look();
      }),
  };
}

async function enterApps({ ok }: Running): Promise<void> {
  await ok('PUT', '/api/platforms/x/app', { clientId: practiceApps.x.native.clientId });
  const { appId, appSecret } = practiceApps.facebook.development;
  await ok('PUT', '/api/platforms/facebook/app', { clientId: appId, clientSecret: appSecret });
}

async function connect({ ok, when }: Running, platform: 'x' | 'facebook'): Promise<string[]> {
  const { id, ...attempt } = await ok<AttemptView>('POST', '/api/connections/connect', { platform });
  await consent('url' in attempt ? attempt.url : '');
  const view = () => ok<AttemptView>('GET', `/api/connections/attempts/${id}`);
  await when(async () => (await view()).state !== 'waiting');
  const come = await view();
  if (come.state === 'done') return come.connectionIds;
  if (come.state !== 'choose') throw new Error(JSON.stringify(come));
  const accountIds = come.accounts
    .filter(({ obstacle }) => obstacle === null)
    .map(({ accountId }) => accountId);
  const chosen = await ok<AttemptView>('POST', `/api/connections/attempts/${id}/choose`, { accountIds });
  return chosen.state === 'done' ? chosen.connectionIds : [];
}

const statesOf = async ({ ok }: Running, id: string) =>
  (await ok<PostView>('GET', `/api/posts/${id}`)).targets.map(({ state }) => state);

describe('from consent to the published post', () => {
  let folder: string;
  let practice: Practice;
  let desktop: Running;
  const home = () => join(folder, 'home');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'picscripter-app-'));
    practice = await startPractice({ dataFile: join(folder, 'practice.json') });
    desktop = await run(home(), practice);
    await enterApps(desktop);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('accounts are connected, and one post goes to all of them with its photo', async () => {
    const accounts = [...(await connect(desktop, 'x')), ...(await connect(desktop, 'facebook'))];
    expect(accounts.length).toBeGreaterThan(2);
    const file = await desktop.upload(await photo('#335577', 400, 300));
    const draft = draftFor(accounts, 'Straight out of the kiln.', {
      media: [{ mediaId: file.id, altText: 'A mug' }],
    });
    const { post } = await desktop.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft,
      when: { now: true },
    });
    await desktop.when(async () =>
      (await statesOf(desktop, post.id)).every((state) => state === 'published'),
    );
    const out = practice.control.posts();
    expect(out.map(({ text }) => text)).toEqual(accounts.map(() => 'Straight out of the kiln.'));
    expect(new Set(out.map(({ account }) => account.id)).size).toBe(accounts.length);
    const health = await desktop.ok<Health>('GET', '/api/health');
    expect(health).toMatchObject({
      status: 'ok',
      publisher: { alive: true },
      faults: [],
      queue: { sending: 0 },
    });
    for (const { id } of (await desktop.ok<PostView>('GET', `/api/posts/${post.id}`)).targets)
      await desktop.ok('GET', `/api/targets/${id}/receipt`);
  });

  test('a refusal of the platform reaches the inbox and the host', async () => {
    const [{ id } = { id: '' }] = await desktop.ok<{ id: string }[]>('GET', '/api/connections');
    practice.control.addFault({ platform: 'facebook', kind: 'error', on: 'publish', code: '368' });
    const draft = draftFor([id], 'Not like this.');
    const { post } = await desktop.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft,
      when: { now: true },
    });
    await desktop.when(
      async () => !['scheduled', 'claimed', 'sending'].includes((await statesOf(desktop, post.id))[0] ?? ''),
    );
    await desktop.when(() => desktop.shown.length > 0);
    expect(desktop.shown).toMatchObject([
      { title: expect.any(String), route: expect.stringMatching(/^\/receipts\//) },
    ]);
    expect((await desktop.ok<{ unread: number }>('GET', '/api/notices')).unread).toBe(1);
  });

  test('what goes wrong with a platform is in the log', async () => {
    practice.control.addFault({ platform: 'x', kind: 'html-body', path: '/2/oauth2/token' });
    await expect(connect(desktop, 'x')).rejects.toThrow(/failed/);
    const x = (await desktop.ok<{ id: string; platform: string }[]>('GET', '/api/connections')).find(
      ({ platform }) => platform === 'x',
    );
    practice.control.addFault({ platform: 'x', kind: 'expired-token', on: 'publish' });
    const draft = draftFor([x?.id ?? ''], 'With a fresh token.');
    const { post } = await desktop.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft,
      when: { now: true },
    });
    await desktop.when(async () => (await statesOf(desktop, post.id))[0] === 'published');
    practice.control.addFault({ platform: 'x', kind: 'reset-before-accept', times: 'always' });
    await desktop.ok('DELETE', `/api/connections/${x?.id}`);
    expect(readFileSync(join(home(), 'logs', 'picscripter.log'), 'utf8')).toContain(
      '"message":"connecting failed"',
    );
  });

  test('the housekeeping runs by itself and makes the day’s backup', async () => {
    const folder = join(home(), 'backups');
    await desktop.when(() => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db')));
  });

  test('closing ends the event stream and leaves the file whole', async () => {
    expect(desktop.app.sending()).toBe(0);
    await desktop.app.close();
    await desktop.ended;
    await practice.close();
    expect(existsSync(join(home(), 'picscripter.db-wal'))).toBe(false);
  });

  test('no token, code or secret stands in any file of the home, in any answer, event or line of the log', () => {
    const secrets = secretsIn(JSON.parse(readFileSync(join(folder, 'practice.json'), 'utf8')));
    secrets.add(practiceApps.facebook.development.appSecret);
    expect(secrets.size).toBeGreaterThan(8);
    const files = readdirSync(home(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('picscripter.log'))).toBe(true);
    const places = [
      ...files.map((file) => [file, readFileSync(file, 'latin1')] as const),
      ...desktop.heard.map((text) => ['an answer or event', text] as const),
      ...desktop.shown.map((notice) => ['a notification', JSON.stringify(notice)] as const),
    ];
    const leaks = places.flatMap(([place, text]) =>
      [...secrets]
        .filter((secret) => text.includes(secret))
        .map((secret) => `${secret.slice(0, 4)}… in ${place}`),
    );
    expect(leaks).toEqual([]);
  });
});

/** Tokens and authorization codes that the platforms have given out, wherever they stand in their state. */
function secretsIn(value: unknown, name = ''): Set<string> {
  if (typeof value === 'string')
    return new Set(/token|^code$|secret/i.test(name) && value.length >= 20 ? [value] : []);
  if (value === null || typeof value !== 'object') return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => [
      // Records are kept under the token or code itself.
      ...(/token|code/i.test(name) && key.length >= 20 ? [key] : []),
      ...secretsIn(inner, key),
    ]),
  );
}

/** Resolves when this is printed, which is where the log goes when its file cannot be written. */
function printed(message: string): Promise<void> {
  return new Promise((resolve) => {
    const spy = vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
      if (!String(line).includes(message)) return;
      spy.mockRestore();
      resolve();
    });
  });
}

const disk = smallDisk(6144);
describe.skipIf(disk === null)('a disk that fills up while it runs', () => {
  test('the app stays up, says so, and publishes when there is room again', async () => {
    if (disk === null) return;
    const practice = await startPractice();
    const home = join(disk.folder, 'home');
    mkdirSync(home);
    const desktop = await run(home, practice);
    await enterApps(desktop);
    const [account = ''] = await connect(desktop, 'x');
    const when = { at: new Date(Date.now() + 4000).toISOString() };
    const { post } = await desktop.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft: draftFor([account]),
      when,
    });
    const tried = printed('the queue could not be looked at');
    disk.fill();
    await expect(desktop.ok('PATCH', '/api/settings', { theme: 'dark' })).rejects.toThrow(/507.*The disk/);
    expect(await statesOf(desktop, post.id)).toEqual(['scheduled']);
    expect(practice.control.posts()).toEqual([]);
    await tried;
    expect((await desktop.ok<Health>('GET', '/api/health')).publisher.alive).toBe(true);
    disk.free();
    await desktop.ok('POST', '/api/health/check-now', {});
    await desktop.when(async () => (await statesOf(desktop, post.id))[0] === 'published');
    expect(practice.control.posts()).toHaveLength(1);
    await desktop.app.close();
    await practice.close();
  });
});
