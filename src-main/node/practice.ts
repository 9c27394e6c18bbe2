import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { platformViewSchema } from '#shared/contract/connections.ts';
import { AppError } from '#shared/model/app-error.ts';
import type { App } from '../host.ts';

/** What is used of the practice platforms. They are not part of the packaged app, so they are not imported by name. */
interface PracticeModule {
  startPractice: (options: { dataFile: string }) => Promise<PracticePlatforms>;
  practiceApps: unknown;
}

export interface PracticePlatforms {
  origin: string;
  hosts: Record<string, string>;
  close(): Promise<void>;
}

const practiceAppsSchema = z.object({
  x: z.object({ native: z.object({ clientId: z.string() }) }),
  youtube: z.object({ desktop: z.object({ clientId: z.string(), clientSecret: z.string() }) }),
  facebook: z.object({ development: z.object({ appId: z.string(), appSecret: z.string() }) }),
});

/**
 * Loads the practice platforms from the source tree.
 * @param root the folder that holds `practice/`
 * @throws AppError when they are not there
 */
export async function loadPractice(root: string): Promise<PracticeModule> {
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

/** Enters the practice apps' ids where none is entered yet, so that accounts can be connected at once. */
export async function enterPracticeApps(fetch: App['fetch'], practiceApps: unknown): Promise<void> {
  const { x, facebook, youtube } = practiceAppsSchema.parse(practiceApps);
  const apps = {
    x: { clientId: x.native.clientId },
    facebook: { clientId: facebook.development.appId, clientSecret: facebook.development.appSecret },
    youtube: youtube.desktop,
  };
  for (const platform of await call(fetch, z.array(platformViewSchema), 'GET', '/api/platforms')) {
    if (platform.app === null) {
      await call(fetch, z.unknown(), 'PUT', `/api/platforms/${platform.id}/app`, apps[platform.id]);
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
