import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import Bree from 'bree';
import { startShippedApp } from '../host/shipped-app.ts';
import { type Line, line, spread } from '../line.ts';
import { affordable, runBreePerPost } from './bree-per-post.ts';
import { openStandIn, type StandIn } from './open-stand-in.ts';
import { ACCOUNTS, makeQueue } from './queue.ts';
import type { Arrival } from './stand-in-x.ts';

const COUNT = 200;
const APART_MS = 100;
/** Time for the app or the jobs to stand before the first post is due. */
const LEAD_MS = 6000;
const PATIENCE_MS = 60_000;

/** How long after its time a post's request leaves: one long-lived publisher beside one Bree job a post. */
export async function* benchLateness(): AsyncGenerator<Line> {
  const x = await openStandIn();
  try {
    yield await spaced(x);
    yield* atOnce(x);
  } finally {
    x.close();
  }
}

async function spaced(x: StandIn): Promise<Line> {
  const ours = await inHome((home) => spacedByShippedApp(x, home));
  const first = Date.now() + LEAD_MS;
  const dueAt = (number: number) => first + number * APART_MS;
  const theirs = lateness(await runBreePerPost(x, COUNT, dueAt), dueAt);
  return line({
    bench: `lateness: ${COUNT} posts, ${APART_MS} ms apart`,
    figures: ours,
    peer: { name: 'one Bree job per post', figures: spread(theirs) },
    goal: { atMost: { p99Ms: 8 }, ratioAtLeast: { p99Ms: 5 } },
    counted:
      'the shipped app over 7 accounts: due instant to the arrival of the request at the stand-in for X; call…Ms: to the moment the HTTP client is called. Journal and queue in SQLite, synchronous=FULL; housekeeping runs once meanwhile',
    notCounted: 'the way through the internet. The peer makes the call alone: no database, journal or tokens',
  });
}

async function spacedByShippedApp(x: StandIn, home: string) {
  const queue = await makeQueue(home, x.hosts, COUNT);
  const first = Date.now() + LEAD_MS;
  const dueAt = (number: number) => first + number * APART_MS;
  queue.setTimes(dueAt);
  const callsFile = join(home, 'calls.json');
  const app = await startShippedApp(home, x.hosts, {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'call-probe.ts')).href}`,
    PICSCRIPTER_BENCH_CALLS: callsFile,
  });
  const arrivals = await x
    .arrivals(COUNT, dueAt(COUNT) - Date.now() + PATIENCE_MS)
    .finally(() => app.close());
  const calls = (JSON.parse(await readFile(callsFile, 'utf8')) as number[]).toSorted((a, b) => a - b);
  const call = spread(calls.map((at, number) => at - dueAt(number)));
  return {
    ...spread(lateness(arrivals, dueAt)),
    callP50Ms: call.p50Ms,
    callP99Ms: call.p99Ms,
    callMaxMs: call.maxMs,
  };
}

async function* atOnce(x: StandIn): AsyncGenerator<Line> {
  const unpaced = await lastOf(x, COUNT);
  const paced = await lastOf(x, 1);
  const jobs = affordable(COUNT);
  const due = Date.now() + LEAD_MS;
  const theirs = spread(lateness(await runBreePerPost(x, jobs, () => due), () => due));
  const peer = {
    name: `one Bree job per post${jobs < COUNT ? ` (${jobs} only: memory)` : ''}`,
    figures: { lastMs: theirs.maxMs, p50Ms: theirs.p50Ms },
  };
  const counted =
    'due instant to the arrival of the last request at the stand-in for X; the parts of the shipped publisher in a Bree worker';
  const notCounted = 'the way through the internet, where one after the other on an account takes longer';
  yield line({
    bench: `lateness: ${COUNT} posts at one instant, ${ACCOUNTS} accounts, no pacing`,
    figures: unpaced,
    peer,
    goal: { atMost: { lastMs: 150 } },
    counted,
    notCounted,
  });
  yield line({
    bench: `lateness: ${COUNT} posts at one instant, ${ACCOUNTS} accounts, one at a time on each (as shipped)`,
    figures: paced,
    peer,
    counted,
    notCounted,
  });
}

/** @param lanes posts that may be under way at a time on one account */
function lastOf(x: StandIn, lanes: number): Promise<{ lastMs: number; p50Ms: number }> {
  return inHome(async (home) => {
    const { gift, setTimes } = await makeQueue(home, x.hosts, COUNT);
    const due = Date.now() + LEAD_MS;
    setTimes(() => due);
    const bree = new Bree({
      root: false,
      logger: false,
      acceptedExtensions: ['.js', '.ts'],
      jobs: [
        {
          name: 'publisher',
          path: join(import.meta.dirname, 'lane-publisher.ts'),
          timeout: 0,
          worker: { workerData: { gift, lanes } },
        },
      ],
      workerMessageHandler: () => {},
    });
    await bree.start();
    const arrivals = await x.arrivals(COUNT, due - Date.now() + PATIENCE_MS);
    const worker = bree.workers.get('publisher') as Worker;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('cancel');
    await gone;
    await bree.stop();
    const { p50Ms, maxMs } = spread(lateness(arrivals, () => due));
    return { lastMs: maxMs, p50Ms };
  });
}

function lateness(arrivals: readonly Arrival[], dueAt: (number: number) => number): number[] {
  return arrivals.map(({ number, at }) => at - dueAt(number));
}

async function inHome<T>(run: (home: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'picscripter-bench-'));
  try {
    return await run(home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
