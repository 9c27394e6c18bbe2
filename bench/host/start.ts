import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { nowhere, POSTS, seededHome } from '../database/seed.ts';
import { type Line, line, spread } from '../line.ts';
import { startShippedApp } from './shipped-app.ts';

const RUNS = 7;

/** From the start of the process to the first answer of the app. */
export async function* benchStart(): AsyncGenerator<Line> {
  const home = await seededHome();
  const times: number[] = [];
  const links: number[] = [];
  const bare: number[] = [];
  await startOnce(home);
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(await emptyNode());
    const { healthMs, linkMs } = await startOnce(home);
    times.push(healthMs);
    links.push(linkMs);
  }
  yield line({
    bench: `start: process to the first answer, ${POSTS} posts`,
    figures: { medianMs: spread(times).p50Ms, maxMs: spread(times).maxMs, linkMedianMs: spread(links).p50Ms },
    peer: { name: 'Node running nothing', figures: { medianMs: spread(bare).p50Ms } },
    goal: { atMost: { medianMs: 400 } },
    counted: `node dist/main/node.js to the answer of /api/health through the HTTP door, with link and cookie; median of ${RUNS} after one that does not count; linkMedianMs: to its printed link`,
    notCounted: 'Electron, the drawing of the window; the files are in the system’s cache',
  });
}

async function emptyNode(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', '']), 'exit');
  return performance.now() - start;
}

async function startOnce(home: string): Promise<{ healthMs: number; linkMs: number }> {
  const start = performance.now();
  const app = await startShippedApp(home, nowhere);
  try {
    const linkMs = performance.now() - start;
    const health = await fetch(`${app.origin}/api/health`, { headers: { cookie: app.cookie } });
    await health.text();
    if (!health.ok) throw new Error(`/api/health: ${health.status}`);
    return { healthMs: performance.now() - start, linkMs };
  } finally {
    await app.close();
  }
}
