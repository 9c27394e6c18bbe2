import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Bree from 'bree';
import type { Log } from '#shared/publishing/ports.ts';
import type { FromWorker, ToWorker, WorkerGift } from './messages.ts';

/** Bree and its jobs: one long-lived publisher worker, and the periodic housekeeping. */
export interface Scheduler {
  /** Starts the jobs; not before the vault is open. Safe to repeat. */
  start(gift: WorkerGift): Promise<void>;
  /** Look at the queue at once. False: the publisher does not run. */
  wake(): boolean;
  status(): {
    alive: boolean;
    lastTickAt: number | null;
    nextDueAt: number | null;
    restarts: number;
    sending: number;
  };
  /** Ends the jobs; waits for what is being sent, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface SchedulerOptions {
  jobsFolder: string;
  log: Log;
  onChange(change: { postId: string; connectionId: string }): void;
  onTick(): void;
  onHousekeeping(): void;
}

const HOUSEKEEPING_EVERY = '2 minutes';
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 30_000;
/** A worker that ran this long starts its back-off anew when it dies. */
const STEADY_MS = 60_000;

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { log } = options;
  let bree: Bree | null = null;
  let stopping = false;
  let startedAt = 0;
  let backoff = FIRST_RESTART_MS;
  const state = {
    lastTickAt: null as number | null,
    nextDueAt: null as number | null,
    restarts: 0,
    sending: 0,
  };

  async function start(gift: WorkerGift): Promise<void> {
    if (bree !== null) return;
    // Sources run as they are under Node 24; the built app has .js.
    const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
    const path = (name: string) => join(options.jobsFolder, `${name}.${extension}`);
    const worker = { workerData: { gift } };
    bree = new Bree({
      root: false,
      logger: false,
      acceptedExtensions: ['.js', '.ts'],
      jobs: [
        { name: 'publisher', path: path('publisher'), timeout: 0, worker },
        {
          name: 'housekeeping',
          path: path('housekeeping'),
          timeout: '5s',
          interval: HOUSEKEEPING_EVERY,
          worker,
        },
      ],
      workerMessageHandler: ({ name, message }: { name: string; message: unknown }) =>
        receive(name, message as FromWorker),
      errorHandler: (error: unknown, about: { name: string }) =>
        log.warn('a job broke off', { job: about.name, error: String(error) }),
    });
    bree.on('worker created', (name: string) => {
      if (name === 'publisher') startedAt = performance.now();
    });
    bree.on('worker deleted', (name: string) => {
      if (name === 'publisher') void restart();
      else options.onHousekeeping();
    });
    await bree.start();
  }

  /** Bree does not restart a dead worker. */
  async function restart(): Promise<void> {
    if (stopping) return;
    state.sending = 0;
    if (performance.now() - startedAt > STEADY_MS) backoff = FIRST_RESTART_MS;
    const wait = backoff;
    backoff = Math.min(backoff * 2, LONGEST_RESTART_MS);
    await new Promise((resolve) => setTimeout(resolve, wait).unref());
    if (stopping || bree === null) return;
    state.restarts += 1;
    log.warn('the publisher is started again', { restarts: state.restarts });
    await bree.run('publisher');
  }

  function receive(name: string, message: FromWorker): void {
    if (typeof message === 'string') return;
    switch (message.kind) {
      case 'changed':
        options.onChange(message);
        return;
      case 'tick':
        state.lastTickAt = message.at;
        state.nextDueAt = message.nextAt;
        options.onTick();
        return;
      case 'sending':
        state.sending = message.count;
        return;
      case 'log':
        log[message.level](message.message, { job: name, ...message.facts });
        return;
    }
  }

  function publisher(): Worker | undefined {
    return bree?.workers.get('publisher');
  }

  function tell(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }

  /** Bree's own stop can wait for ever, so it is done here, with a time limit. */
  async function stop(graceMs: number): Promise<void> {
    if (bree === null || stopping) return;
    stopping = true;
    const running = bree;
    await Promise.all(
      [...running.workers].map(async ([name, worker]) => {
        const gone = ended(running, name);
        tell(worker, 'cancel');
        const late = setTimeout(() => void worker.terminate(), graceMs);
        await gone;
        clearTimeout(late);
      }),
    );
    await running.stop();
    bree = null;
  }

  return {
    start,
    wake() {
      const worker = publisher();
      if (worker !== undefined) tell(worker, 'wake');
      return worker !== undefined;
    },
    status: () => ({ alive: publisher() !== undefined, ...state }),
    stop,
  };
}

/** By Bree's own word: it takes our listeners off a worker that says 'done'. */
function ended(bree: Bree, name: string): Promise<void> {
  return new Promise((resolve) => {
    bree.on('worker deleted', (deleted: string) => {
      if (deleted === name) resolve();
    });
  });
}
