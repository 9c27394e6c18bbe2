import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { platformViewSchema } from '#shared/contract/connections.ts';
import { AppError } from '#shared/model/app-error.ts';
import type { App } from '../host.ts';
import { type HostMap, parseHostMap } from '../http/host-map.ts';

/** What is used of the practice platforms. They are not part of the packaged app, so they are not imported by name. */
interface PracticeModule {
  startPractice(options: {
    dataFile: string;
  }): Promise<{ origin: string; hosts: Record<string, string>; close(): Promise<void> }>;
  readyApps: unknown;
  publicMediaOrigin: string;
}

const readyAppsSchema = z.record(
  z.string(),
  z.object({ clientId: z.string(), clientSecret: z.string().optional() }),
);

export interface RunningPractice {
  /** Where the posts can be looked at. */
  origin: string;
  hosts: HostMap;
  /** Where files lie for platforms that fetch them. */
  publicMedia: string;
  /** Enters the practice apps' ids where none is entered yet, so that accounts can be connected at once. */
  enterApps(fetch: App['fetch']): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the practice platforms of the source tree; what is posted there lies in the data folder.
 * @param root the folder that holds `practice/`
 * @throws AppError where they are not part of this copy
 */
export async function startPractice(root: string, home: string): Promise<RunningPractice> {
  const practice = await loadPractice(root);
  const folder = join(home, 'practice');
  mkdirSync(folder, { recursive: true });
  const { origin, hosts, close } = await practice.startPractice({ dataFile: join(folder, 'platforms.json') });
  const apps = readyAppsSchema.parse(practice.readyApps);
  return {
    origin,
    hosts: parseHostMap(JSON.stringify(hosts)),
    publicMedia: practice.publicMediaOrigin,
    enterApps: (fetch) => enterApps(fetch, apps),
    close,
  };
}

async function loadPractice(root: string): Promise<PracticeModule> {
  try {
    return (await import(
      /* @vite-ignore */ pathToFileURL(join(root, 'practice', 'practice.ts')).href
    )) as PracticeModule;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new AppError(
        'NOT_FOUND',
        `The practice platforms are not part of this installation: ${error.message}`,
      );
    }
    throw error;
  }
}

async function enterApps(fetch: App['fetch'], apps: z.infer<typeof readyAppsSchema>): Promise<void> {
  for (const platform of await call(fetch, z.array(platformViewSchema), 'GET', '/api/platforms')) {
    const places =
      platform.consents.length === 0
        ? [{ key: platform.id, app: platform.app, consent: {} }]
        : platform.consents.map(({ id, app }) => ({
            key: `${platform.id} ${id}`,
            app,
            consent: { consent: id },
          }));
    for (const { key, app: entered, consent } of places) {
      const app = apps[key];
      if (entered === null && app !== undefined)
        await call(fetch, z.unknown(), 'PUT', `/api/platforms/${platform.id}/app`, { ...app, ...consent });
    }
  }
}

async function call<T>(
  fetch: App['fetch'],
  schema: z.ZodType<T>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(
    new Request(`http://practice.invalid${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    }),
  );
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return schema.parse(await answer.json());
}
