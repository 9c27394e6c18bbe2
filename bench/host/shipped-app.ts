import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '..', '..', 'dist', 'main', 'node.js');

/** The built app in a process of its own, as `npm start -- --no-open` runs it. */
export interface ShippedApp {
  process: ChildProcess;
  /** http://127.0.0.1:PORT */
  origin: string;
  /** For calls through its door. */
  cookie: string;
  close(): Promise<void>;
}

export async function startShippedApp(
  home: string,
  hosts: Record<string, string>,
  env: Record<string, string> = {},
): Promise<ShippedApp> {
  const child = spawn(process.execPath, [program, '--no-open', '--home', home], {
    env: { ...process.env, PICSCRIPTER_HOSTS: JSON.stringify(hosts), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const link = await linkFrom(child);
  const entered = await fetch(link, { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return {
    process: child,
    origin: new URL(link).origin,
    cookie,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function linkFrom(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is piped');
  for await (const text of createInterface({ input: child.stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+\/door\/\S+/.exec(text)?.[0];
    if (link !== undefined) return link;
  }
  throw new Error('the app ended before it was running');
}
