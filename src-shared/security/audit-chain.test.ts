import { expect, it } from 'vitest';
import { CHAIN_START, type ChainedEvent, link, verifyChain } from './audit-chain.ts';

async function chainOf(...events: unknown[]): Promise<ChainedEvent[]> {
  const chain: ChainedEvent[] = [];
  let head = CHAIN_START;
  for (const event of events) {
    head = await link(head, event);
    chain.push({ event, hash: head });
  }
  return chain;
}
const events = [
  { kind: 'scheduled', target: 't1', at: 1 },
  { kind: 'claimed', target: 't1', at: 2 },
  { kind: 'published', target: 't1', at: 3 },
];

it('finds an untouched chain intact, whatever the order of its fields', async () => {
  const chain = await chainOf(...events);
  const reordered = chain.map(({ event, hash }) => ({
    event: Object.fromEntries(Object.entries(event as object).toReversed()),
    hash,
  }));
  expect(await verifyChain(reordered)).toEqual({ intact: true, head: chain[2]?.hash });
  expect(await verifyChain([])).toEqual({ intact: true, head: CHAIN_START });
});

it('finds the first event that was changed, left out, moved or slipped in', async () => {
  const [a, b, c] = (await chainOf(...events)) as [ChainedEvent, ChainedEvent, ChainedEvent];
  const forged = { kind: 'claimed', target: 't1', at: 9 };
  expect(await verifyChain([a, { ...b, event: forged }, c])).toEqual({ intact: false, brokenAt: 1 });
  expect(await verifyChain([a, c])).toEqual({ intact: false, brokenAt: 1 });
  expect(await verifyChain([b, a, c])).toEqual({ intact: false, brokenAt: 0 });
  const slippedIn = { event: forged, hash: await link(a.hash, forged) };
  expect(await verifyChain([a, slippedIn, b, c])).toEqual({ intact: false, brokenAt: 2 });
});

it('can go on from a head that was kept', async () => {
  const [a, b, c] = (await chainOf(...events)) as [ChainedEvent, ChainedEvent, ChainedEvent];
  expect(await verifyChain([b, c], a.hash)).toEqual({ intact: true, head: c.hash });
});
