import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../host.ts';
import { type HostMap, parseHostMap } from '../http/host-map.ts';
import { enterPracticeApps, loadPractice } from '../node/practice.ts';

export interface RunningPractice {
  hosts: HostMap;
  /** Makes accounts connectable at once. */
  enterApps(fetch: App['fetch']): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the practice platforms of the source tree; what is posted there lies in the data folder.
 * @throws AppError where they are not part of this copy
 */
export async function startPractice(root: string, home: string): Promise<RunningPractice> {
  const { startPractice: start, practiceApps } = await loadPractice(root);
  const folder = join(home, 'practice');
  mkdirSync(folder, { recursive: true });
  const platforms = await start({ dataFile: join(folder, 'platforms.json') });
  return {
    hosts: parseHostMap(JSON.stringify(platforms.hosts)),
    enterApps: (fetch) => enterPracticeApps(fetch, practiceApps),
    close: () => platforms.close(),
  };
}
