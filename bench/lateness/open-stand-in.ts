import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Arrival, FromStandIn, ToStandIn } from './stand-in-x.ts';

export interface StandIn {
  /** http://127.0.0.1:PORT */
  origin: string;
  /** For a gift or PICSCRIPTER_HOSTS. */
  hosts: Record<string, string>;
  /** Resolves when so many posts have arrived since the last time. @throws Error when they take too long */
  arrivals(count: number, withinMs: number): Promise<Arrival[]>;
  close(): void;
}

export async function openStandIn(): Promise<StandIn> {
  const child = fork(join(import.meta.dirname, 'stand-in-x.ts'));
  const listening = await nextMessage(child);
  if (listening.kind !== 'listening') throw new Error('the stand-in for X did not start');
  const origin = `http://127.0.0.1:${listening.port}`;
  return {
    origin,
    hosts: { 'https://api.x.com': origin },
    async arrivals(count, withinMs) {
      const complete = nextMessage(child, AbortSignal.timeout(withinMs));
      child.send({ expect: count } satisfies ToStandIn);
      const message = await complete;
      if (message.kind !== 'complete') throw new Error('the stand-in for X was started twice');
      return message.arrivals;
    },
    close: () => child.disconnect(),
  };
}

async function nextMessage(child: ChildProcess, signal?: AbortSignal): Promise<FromStandIn> {
  const [message] = (await once(child, 'message', signal === undefined ? {} : { signal })) as [FromStandIn];
  return message;
}
