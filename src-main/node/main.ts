import '../young-generation.ts';
import { join } from 'node:path';
import { AppError } from '#shared/model/app-error.ts';
import about from '../../package.json' with { type: 'json' };
import { createApp } from '../app.ts';
import { defaultHome, openHome } from '../home/home.ts';
import { type HomeLock, lockHome } from '../home/home-lock.ts';
import { outsideOf } from '../home/outside.ts';
import { type RunningPractice, startPractice } from '../home/practice.ts';
import { browserHost, openInBrowser } from './browser-host.ts';
import { knock } from './knock.ts';
import { lastPort, rememberPort } from '../home/last-port.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { startServer } from './server.ts';

/** Both src-main/node/main.ts and dist/main/node.js lie two folders below the root. */
const root = join(import.meta.dirname, '..', '..');
const built = import.meta.filename.endsWith('.js');
/** How long quitting waits for posts that are being sent. */
const graceMs = 30_000;

await main().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
});

async function main(): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < 24) {
    throw new AppError(
      'BAD_INPUT',
      `Picscripter needs Node 24; this is ${process.version}. Start it with "npm start".`,
    );
  }
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  const practiceMode = options.practice || process.env.PICSCRIPTER_HOSTS !== undefined;
  const kind = practiceMode ? 'practice' : 'real';
  const home = openHome(options.home ?? defaultHome(kind, process.env), kind);
  const lock = lockHome(home);
  if (lock === null) await sayAlreadyRunning(home, options);
  else await run(home, lock, options);
}

async function sayAlreadyRunning(home: string, { open }: Options): Promise<void> {
  const link = await knock(home);
  if (link === null) {
    throw new AppError(
      'CONFLICT',
      `Picscripter is already running with ${home}. Use its window, or quit it first.`,
    );
  }
  console.log(`Picscripter is already running. This link opens its window once:\n  ${link}`);
  if (open) await openInBrowser(link);
}

async function run(home: string, lock: HomeLock, options: Options): Promise<void> {
  const practice = options.practice ? await startPracticeIn(home) : null;
  const app = await createApp(
    {
      home,
      version: about.version,
      ...outsideOf(process.env, practice),
      rendererFolder: join(root, 'dist', 'renderer'),
      jobsFolder: built ? join(import.meta.dirname, 'jobs') : join(root, 'src-main', 'scheduler', 'jobs'),
    },
    browserHost(options),
  );
  await practice?.enterApps(app.fetch);

  const server = await startServer(app.fetch, {
    ports: options.port === undefined ? [lastPort(home) ?? 0, 0] : [options.port],
    onFreshLink: (url) => console.log(`That link was used already. A fresh one:\n  ${url}`),
  });
  rememberPort(home, server.port);
  lock.announce({ pid: process.pid, port: server.port, secret: server.knockSecret });

  const link = server.newLink();
  console.log(`Picscripter is running. This link opens its window once:\n  ${link}`);
  if (practice !== null) console.log(`Practice platforms, where the posts appear:\n  ${practice.origin}/`);
  console.log(`Data: ${home}\nStop with Ctrl+C.`);
  if (options.open && !(await openInBrowser(link))) {
    console.log('No browser could be opened from here; open the link yourself.');
  }

  onStop(async () => {
    if (app.sending() > 0) console.log('Finishing what is being sent …');
    await app.close(graceMs);
    await server.close();
    await practice?.close();
    lock.release();
  });
}

function startPracticeIn(home: string): Promise<RunningPractice> {
  if (process.env.PICSCRIPTER_HOSTS !== undefined) {
    throw new AppError('BAD_INPUT', 'Give either --practice or PICSCRIPTER_HOSTS: each says where posts go.');
  }
  return startPractice(root, home);
}

/** The first signal ends in order, the second at once. */
function onStop(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
