import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { isMainThread } from 'node:worker_threads';
import { wallClock } from '../wall-clock.ts';

// Loaded into the shipped app before its own code (NODE_OPTIONS=--import): notes when its publisher hands a post to the
// HTTP client. The app itself runs as it is.

const file = process.env.PICSCRIPTER_BENCH_CALLS;
if (!isMainThread && file !== undefined) {
  const now = wallClock();
  const calls: number[] = [];
  subscribe('http.client.request.created', (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.method === 'POST') calls.push(now());
  });
  process.once('exit', () => {
    if (calls.length > 0) appendFileSync(file, JSON.stringify(calls));
  });
}
