import { canonicalJson, sha256 } from '../model/json.ts';

/** What the first event of a chain is linked to. */
export const CHAIN_START = '0'.repeat(64);

/** The hash of an event that follows the one with `previousHash`: any later change of either breaks the chain. */
export function link(previousHash: string, event: unknown): Promise<string> {
  return sha256(`${previousHash}\n${canonicalJson(event)}`);
}

export interface ChainedEvent {
  event: unknown;
  hash: string;
}

/** `head` is the last hash, to be compared with one kept elsewhere: a chain cut off at its end is intact by itself. */
export type ChainVerdict = { intact: true; head: string } | { intact: false; brokenAt: number };

/** Walks a chain, oldest event first. `brokenAt` is the index of the first event that does not follow the one before. */
export async function verifyChain(
  events: Iterable<ChainedEvent>,
  start: string = CHAIN_START,
): Promise<ChainVerdict> {
  let head = start;
  let index = 0;
  for (const { event, hash } of events) {
    if ((await link(head, event)) !== hash) return { intact: false, brokenAt: index };
    head = hash;
    index += 1;
  }
  return { intact: true, head };
}
