import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wallClock } from '../wall-clock.ts';

// X as far as a text post goes, in a process of its own: takes every post at once and notes when its request arrived.
// Told how many posts to expect, it answers with all arrivals as soon as they are there.

export interface Arrival {
  /** The "#17" in the text. */
  number: number;
  /** ms since 1970, with fractions. */
  at: number;
}
export type FromStandIn = { kind: 'listening'; port: number } | { kind: 'complete'; arrivals: Arrival[] };
export interface ToStandIn {
  expect: number;
}

const now = wallClock();
let arrivals: Arrival[] = [];
let expected = Number.POSITIVE_INFINITY;

const server = createServer((request, response) => {
  const at = now();
  if (request.method !== 'POST' || !request.url?.endsWith('/2/tweets')) {
    response.writeHead(404).end();
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => (body += text));
  request.on('end', () => {
    const { text } = JSON.parse(body) as { text: string };
    arrivals.push({ number: Number(/#(\d+)/.exec(text)?.[1]), at });
    const id = String(1_900_000_000_000_000_000n + BigInt(arrivals.length));
    response
      .writeHead(201, { 'content-type': 'application/json' })
      .end(JSON.stringify({ data: { id, text } }));
    tellWhenComplete();
  });
});

function tellWhenComplete(): void {
  if (arrivals.length < expected) return;
  process.send?.({ kind: 'complete', arrivals } satisfies FromStandIn);
  arrivals = [];
  expected = Number.POSITIVE_INFINITY;
}

process.on('message', ({ expect }: ToStandIn) => {
  expected = expect;
  tellWhenComplete();
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: 'listening', port } satisfies FromStandIn);
});
