import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { nowhere, POSTS, seededHome } from '../database/seed.ts';
import { type Line, line } from '../line.ts';
import { processorPercent, residentMB } from './process-cost.ts';
import { startShippedApp } from './shipped-app.ts';

const SETTLE_MS = 30_000;
const IDLE_MS = 30_000;
/** Housekeeping runs every two minutes: one run is in every span of this length. */
const ROUND_MS = 120_000;

/** What the app costs while nothing is due. */
export async function* benchMemory(): AsyncGenerator<Line> {
  if (process.platform !== 'linux') {
    console.error('memory: left out, it is read from /proc, which is there on Linux only');
    return;
  }
  const app = await startShippedApp(await seededHome(), nowhere);
  const pid = app.process.pid ?? 0;
  try {
    await wait(SETTLE_MS);
    const rssMB = residentMB(pid);
    const cpuPercent = await processorPercent(pid, () => wait(IDLE_MS));
    const cpuWithHousekeepingPercent = await processorPercent(pid, () => wait(ROUND_MS));
    yield line({
      bench: `memory: the Node host, idle, ${POSTS} posts`,
      figures: { rssMB, cpuPercent, cpuWithHousekeepingPercent, rssLaterMB: residentMB(pid) },
      peer: { name: 'Node running nothing', figures: { rssMB: await bareNodeMB() } },
      goal: { atMost: { rssMB: 130, cpuPercent: 0.5 } },
      counted: `all threads of the process, with its publisher, ${SETTLE_MS / 1000} s after its start; processor time in percent of one core over the next ${IDLE_MS / 1000} s, then over ${ROUND_MS / 1000} s with one housekeeping run`,
      notCounted: 'an open window, Electron, the daily backup (it is there already)',
    });
  } finally {
    await app.close();
  }
}

async function bareNodeMB(): Promise<number> {
  const node = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)']);
  await once(node.stdout, 'data');
  await wait(1000);
  const megabytes = residentMB(node.pid ?? 0);
  node.kill();
  return megabytes;
}
