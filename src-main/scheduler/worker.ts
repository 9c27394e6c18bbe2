import { createHash, randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Hash, Log } from '#shared/publishing/ports.ts';
import { redact } from '#shared/security/redact.ts';
import type { FromWorker, ToWorker, WorkerGift } from './messages.ts';

/** The worker's side of the line to the main thread. */
export interface Line {
  gift: WorkerGift;
  say(message: FromWorker): void;
  onWake(listener: () => void): void;
  /** Aborted when the app stops. */
  cancelled: AbortSignal;
  log: Log;
}

export function openLine(): Line {
  if (parentPort === null) throw new Error('this file is a job: the scheduler starts it in a worker thread');
  const port = parentPort;
  const cancel = new AbortController();
  let wake = () => {};
  port.on('message', (message: ToWorker) => (message === 'wake' ? wake() : cancel.abort()));
  const say = (message: FromWorker) => port.postMessage(message);
  const note =
    (level: 'info' | 'warn') =>
    (message: string, facts: Record<string, unknown> = {}) =>
      say({ kind: 'log', level, message, facts: redact(facts) as Record<string, unknown> });
  return {
    gift: (workerData as { gift: WorkerGift }).gift,
    say,
    onWake: (listener) => {
      wake = listener;
    },
    cancelled: cancel.signal,
    log: { info: note('info'), warn: note('warn') },
  };
}

export const random = (count: number) => new Uint8Array(randomBytes(count));
export const hash: Hash = (text) => createHash('sha256').update(text).digest('hex');
