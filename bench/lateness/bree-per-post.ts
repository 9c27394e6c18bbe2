import { freemem } from 'node:os';
import { join } from 'node:path';
import Bree from 'bree';
import type { StandIn } from './open-stand-in.ts';
import type { Arrival } from './stand-in-x.ts';

/** A worker thread takes about 10 MB; half of what is free is left alone. */
const BYTES_A_JOB = 20 * 1024 * 1024;

export const affordable = (wanted: number) => Math.min(wanted, Math.floor(freemem() / BYTES_A_JOB));

/** The usual way with Bree: one job a post, each with the post's date. */
export async function runBreePerPost(
  x: StandIn,
  count: number,
  dueAt: (number: number) => number,
): Promise<Arrival[]> {
  const bree = new Bree({
    root: false,
    logger: false,
    jobs: Array.from({ length: count }, (_, number) => ({
      name: `post-${number}`,
      path: join(import.meta.dirname, 'one-post.mjs'),
      date: new Date(dueAt(number)),
      worker: { workerData: { address: `${x.origin}/2/tweets`, text: `Number #${number}` } },
    })),
  });
  await bree.start();
  const arrivals = await x.arrivals(count, dueAt(count - 1) - Date.now() + 120_000);
  await bree.stop();
  return arrivals;
}
