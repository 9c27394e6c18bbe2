import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppEvent } from '#shared/contract/events.ts';
import type { MediaView } from '#shared/contract/media.ts';
import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import type { AppErrorData } from '#shared/model/app-error.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { GrantedAccount } from '#shared/platforms/platform.ts';
import type { Clock } from '#shared/publishing/ports.ts';
import { assemble } from './app.ts';
import type { Desktop } from './desktop.ts';
import type { App, AppConfig } from './host.ts';
import { consentOf } from './oauth/consents.ts';
import { connectAccounts } from './oauth/connect-accounts.ts';
import { plannerOf } from './planning/planner.ts';
import { createSystemClock } from './system-clock.ts';

export { photo } from './media/photo.suite.ts';

// The desktop as app.ts puts it together, with a data folder and a clock of its own. Its jobs do not run, so nothing
// happens but what a test does.

/** Tuesday, 24 November 2026, 10:00 in Berlin. */
export const MORNING = Date.UTC(2026, 10, 24, 9, 0, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Where no platform answers. */
const nowhere = new Map([['https://api.x.com', 'http://127.0.0.1:9']]);

export interface Answer<T> {
  status: number;
  body: T;
}

export interface Desk {
  home: string;
  app: App;
  desktop: Desktop;
  planner: ReturnType<typeof plannerOf>;
  /** The wall clock, ms; tests set it. */
  clock: { ms: number };
  /** What the windows were told. */
  events: AppEvent[];
  /** Resolves as soon as the windows were told this. */
  told(event: Partial<Extract<AppEvent, { attemptId: string }>>): Promise<void>;
  /** What the host was asked to show. */
  shown: { title: string; text: string; route: string }[];
  /** Addresses that were opened in the browser. */
  opened: string[];
  /** One call of the API with a JSON body. */
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** The same, which must go well. */
  ok<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** The same, which must be refused. */
  refused(method: string, path: string, body?: unknown): Promise<{ status: number } & AppErrorData>;
  /** Connects an account without a browser; gives its id. */
  account(name: string, more?: Partial<GrantedAccount> & { platform?: PlatformId }): Promise<string>;
  upload(bytes: Uint8Array, name?: string): Promise<Answer<MediaView & AppErrorData>>;
  post(draft: DraftInput): Promise<PostView>;
  close(): Promise<void>;
}

export async function openDesk(
  options: {
    home?: string;
    hosts?: AppConfig['hosts'];
    canOpen?: boolean;
    localReturns?: boolean;
    /** The machine's own clock, for tests with the jobs; `clock` is then of no effect. */
    realTime?: boolean;
  } = {},
): Promise<Desk> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'picscripter-desk-'));
  const clock = { ms: MORNING };
  const [events, shown, opened]: [AppEvent[], Desk['shown'], string[]] = [[], [], []];
  const { app, desktop } = await assemble(
    {
      home,
      version: '0.0.0',
      hosts: options.hosts === undefined ? nowhere : options.hosts,
      localReturns: options.localReturns ?? false,
      rendererFolder: join(home, 'window'),
      jobsFolder: join(import.meta.dirname, 'scheduler', 'jobs'),
    },
    {
      kind: 'node',
      openExternal: async (url) => {
        opened.push(url);
        return options.canOpen ?? true;
      },
      notify: (notice) => void shown.push(notice),
    },
    options.realTime ? createSystemClock() : clockAt(clock),
  );
  // What a test writes need not outlive a power cut.
  desktop.store.raw.pragma('synchronous = OFF');
  const waiting = new Set<() => void>();
  void follow(app, (event) => {
    events.push(event);
    for (const look of waiting) look();
  });

  async function call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: jsonHeaders };
    const response = await app.fetch(new Request(`http://app${path}`, { method, ...json }));
    return { status: response.status, body: (await response.json()) as T };
  }

  async function ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await call<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  }

  async function refused(method: string, path: string, body?: unknown) {
    const answer = await call<AppErrorData>(method, path, body);
    if (answer.status < 400) throw new Error(`${method} ${path} was not refused: ${JSON.stringify(answer)}`);
    return { status: answer.status, ...answer.body };
  }

  return {
    home,
    app,
    desktop,
    planner: plannerOf(desktop),
    clock,
    events,
    told: (wanted) =>
      new Promise((resolve) => {
        const fits = (event: object) =>
          Object.entries(wanted).every(([name, value]) => (event as Record<string, unknown>)[name] === value);
        const look = () => {
          if (!events.some(fits)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    shown,
    opened,
    call,
    ok,
    refused,
    async account(name, { platform = 'x', ...more } = {}) {
      const key = { platform, consent: consentOf(desktop.platforms[platform]) };
      const [id] = await connectAccounts(desktop, key, 'client', [accountNamed(name, clock.ms, more)]);
      return id ?? '';
    },
    async upload(bytes, name = 'photo.jpg') {
      const url = `http://app/api/media?name=${encodeURIComponent(name)}`;
      const response = await app.fetch(new Request(url, { method: 'POST', body: Buffer.from(bytes) }));
      return { status: response.status, body: (await response.json()) as MediaView & AppErrorData };
    },
    post: (draft) => ok('POST', '/api/posts', { draft }),
    async close() {
      await app.close(0);
      if (options.home === undefined) rmSync(home, { recursive: true });
    },
  };
}

const jsonHeaders = { 'content-type': 'application/json' };

/** The wall clock of a test; what has to wait waits by the machine's. */
export function clockAt(at: { ms: number }): Clock {
  return { ...createSystemClock(), now: () => at.ms };
}

function accountNamed(name: string, now: number, more: Partial<GrantedAccount>): GrantedAccount {
  return {
    accountId: `id-of-${name}`,
    name,
    handle: name.toLowerCase(),
    avatarUrl: null,
    tier: 'standard',
    obstacle: null,
    grant: {
      accessToken: `access-of-${name}`,
      refreshToken: `refresh-of-${name}`,
      expiresAt: now + 2 * HOUR,
      scopes: ['tweet.write'],
      extra: {},
    },
    ...more,
  };
}

async function follow(app: App, hear: (event: AppEvent) => void): Promise<void> {
  const response = await app.fetch(new Request('http://app/api/events'));
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) if (block.startsWith('data: ')) hear(JSON.parse(block.slice(6)) as AppEvent);
  }
}

/** A draft for these accounts. */
export function draftFor(
  connectionIds: readonly string[],
  caption = 'New mugs are in the shop.',
  more: Partial<DraftInput> = {},
): DraftInput {
  return {
    caption,
    tone: null,
    category: null,
    media: [],
    targets: connectionIds.map((connectionId) => ({ connectionId, captionOverride: null, options: {} })),
    ...more,
  };
}
