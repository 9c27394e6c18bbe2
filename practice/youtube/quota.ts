import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { ytError } from './errors.ts';

/** Quota belongs to the project (here: the client) and starts anew at midnight Pacific time. */
const pacificDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });

/** Units of a call outside of the bucket of inserts. Source: quota cost page, 2026-09-11. */
export const costs = { list: 1, thumbnail: 50, delete: 50 } as const;

/** Counts a call; gives the refusal when the day's units are spent. */
export const spendUnits = (world: World, clientId: string, units: number): Reply | undefined =>
  spend(world, `units ${clientId}`, units, world.state.youtube.switches.unitsPerDay)
    ? undefined
    : ytError('quotaExceeded');

/** Counts one `videos.insert`, which has a bucket of its own. */
export const spendInsert = (world: World, clientId: string): Reply | undefined =>
  spend(world, `inserts ${clientId}`, 1, world.state.youtube.switches.insertsPerDay)
    ? undefined
    : ytError('quotaExceeded');

/** Counts an upload against what a channel may do in a day. */
export function spendChannelUpload(world: World, channelId: string): Reply | undefined {
  const { channelUploadsPerDay: most } = world.state.youtube.switches;
  if (most === null || spend(world, `channel ${channelId}`, 1, most)) return undefined;
  return ytError('uploadLimitExceeded');
}

function spend(world: World, what: string, amount: number, most: number): boolean {
  const now = world.now();
  const key = `youtube ${what} ${pacificDay.format(now)}`;
  const counter = world.counters.get(key) ?? { since: now, count: 0 };
  if (counter.count + amount > most) return false;
  world.counters.set(key, { ...counter, count: counter.count + amount });
  return true;
}
